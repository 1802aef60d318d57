"""What is known of the sources of one repository, by their bytes, in a file outside of it.

A run that finds nothing changed reads no source. The file is Python's own marshalled data, as in `__pycache__`: it is
read by the same code that wrote it or not at all, and whoever can write it can write the programs of this user, too.
"""

from __future__ import annotations

import marshal
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import Any

from migrator.cache.file import Digesting, read_whole, write_whole
from migrator.cache.stamp import reader_stamp
from migrator.syntax import Known, ending_of

LARGEST = 64_000_000
"""Bytes. What this run has not seen is the first to be left out of a larger file."""
PORTION = 500
"""Sources that are read and written at once."""
_LENGTH = 8
"""Bytes that say how long a portion is."""

Key = tuple[str, str]
"""The ending of a path, which decides the language, and the identity of the bytes."""


class Index:
    """Hands out what is known of sources, and keeps what is found out about them. Without a file it forgets."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._seen: dict[Key, Known] = {}
        self._extents: dict[Key, tuple[int, ...]] = {}

    def known(self, path: str, identity: str) -> Known:
        """What is known of the bytes with this identity, read as the ending of `path` says."""
        key = (ending_of(path), identity)
        known = self._seen.get(key)
        if known is None:
            plain = self._kept.pop(key, None)
            known = self._seen[key] = Known.of(plain) if plain is not None else Known()
            self._extents[key] = known.extent
        return known

    def save(self) -> None:
        """Write down what was found out, if anything was; a folder that can't be written to is left alone."""
        if self._file is None or all(known.extent == self._extents[key] for key, known in self._seen.items()):
            return
        write_whole(self._file, _heading(), self._write)

    def _write(self, file: Digesting) -> None:
        """What this run has seen and then what others have, some hundred sources at a time, while there is room."""
        every = chain(((key, known.plain) for key, known in self._seen.items()), self._kept.items())
        taken = 0
        while portion := list(islice(every, PORTION)):
            body = marshal.dumps(portion)
            taken += _LENGTH + len(body)
            if taken > LARGEST:
                return
            file.write(len(body).to_bytes(_LENGTH, "big"))
            file.write(body)

    @cached_property
    def _kept(self) -> dict[Key, tuple[Any, ...]]:
        """What the file has; nothing where it is damaged, or written by another version of the reader."""
        body = read_whole(self._file, _heading()) if self._file is not None else None
        kept: dict[Key, tuple[Any, ...]] = {}
        while body:
            end = _LENGTH + int.from_bytes(body[:_LENGTH], "big")
            kept.update(marshal.loads(body[_LENGTH:end]))
            body = body[end:]
        return kept


def _heading() -> bytes:
    return b"migrator index 2\n" + reader_stamp()
