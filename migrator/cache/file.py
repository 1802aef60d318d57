"""Files that are whole or not there, under a heading that says who can read them."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

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


class Digesting:
    """Writes to a stream and digests what it writes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._digest = blake2b(digest_size=_DIGEST)

    def write(self, data: bytes) -> None:
        """Write some bytes."""
        self._digest.update(data)
        self._stream.write(data)

    def end(self) -> None:
        """Write the digest of all that was written."""
        self._stream.write(self._digest.digest())


def write_whole(file: Path, heading: bytes, write: Callable[[Digesting], None]) -> None:
    """Have `write` write a file that appears at once, whoever reads it meanwhile.

    Where that can't be done, nothing happens.
    """
    with suppress(OSError):
        for folder in (file.parent.parent, file.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = mkstemp(dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(heading)
                body = Digesting(stream)
                write(body)
                body.end()
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
