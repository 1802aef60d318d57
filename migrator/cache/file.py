"""Files that are whole or not there, under a heading that says who can read them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

_DIGEST = 16
"""Bytes at the end of a file, over what it holds."""


def read_whole(file: Path, heading: bytes) -> memoryview | None:
    """What was written under this heading; None where the file is missing, damaged or somebody else's."""
    try:
        content = memoryview(file.read_bytes())
    except OSError:
        return None
    body = content[len(heading) : -_DIGEST]
    whole = content[: len(heading)] == heading and blake2b(body, digest_size=_DIGEST).digest() == content[-_DIGEST:]
    return body if whole else None


def write_whole(file: Path, heading: bytes, parts: Iterable[bytes]) -> None:
    """Write a file that appears at once, whoever reads it meanwhile. Where that can't be done, nothing happens."""
    digest = blake2b(digest_size=_DIGEST)
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryDirectory(dir=file.parent) as folder:
            written = Path(folder, file.name)
            with written.open("wb") as stream:
                stream.write(heading)
                for part in parts:
                    digest.update(part)
                    stream.write(part)
                stream.write(digest.digest())
            written.replace(file)
