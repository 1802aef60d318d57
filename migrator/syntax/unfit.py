"""What ends like a source and is none."""

from __future__ import annotations

LARGEST_SOURCE = 2_000_000
"""Bytes. A source file beyond this is a generated bundle, and no migration is about it."""


def unfit(source: bytes) -> str:
    """Why `source` is no source, for a person to read; empty where it is one."""
    if len(source) > LARGEST_SOURCE:
        return f"larger than {LARGEST_SOURCE} bytes"
    return "binary" if _is_binary(source) else ""


def _is_binary(source: bytes) -> bool:
    """Whether this is no text: a video may end in `.ts`. A zero byte alone is no proof, some sources quote one."""
    if b"\0" not in source:
        return False
    try:
        source.decode()
    except UnicodeDecodeError:
        return True
    return False
