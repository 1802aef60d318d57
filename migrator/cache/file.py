"""Files that are whole or not there: under a heading that says who can read them, with a digest of what they hold."""

from __future__ import annotations

from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

_DIGEST = 16
"""Bytes."""


def read_whole(file: Path, heading: bytes) -> bytes | None:
    """What was written under this heading; None where the file is missing, damaged or somebody else's."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    body = content[len(heading) + _DIGEST :]
    return body if content.startswith(heading + _digest(body)) else None


def write_whole(file: Path, heading: bytes, body: bytes) -> None:
    """Write a file that appears at once, whoever reads it meanwhile. Where that can't be done, nothing happens."""
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryDirectory(dir=file.parent) as folder:
            written = Path(folder, file.name)
            written.write_bytes(heading + _digest(body) + body)
            written.replace(file)


def _digest(body: bytes) -> bytes:
    return blake2b(body, digest_size=_DIGEST).digest()
