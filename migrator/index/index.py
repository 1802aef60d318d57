"""What is known of the sources of one repository, by their bytes, in a file outside of it.

A run that finds nothing changed reads no source. The file is Python's own marshalled data, as in `__pycache__`: it is
read by the same code that wrote it or not at all, and whoever can write it can write the programs of this user, too.
"""

from __future__ import annotations

import marshal
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from migrator.index.stamp import stamp
from migrator.syntax import Known, ending_of

_MAGIC = b"migrator index 1\n"
LARGEST = 64_000_000
"""Bytes. A larger file is written with nothing but what the run itself has seen."""

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
        seen = {key: known.plain for key, known in self._seen.items()}
        body = marshal.dumps({**self._kept, **seen})
        if len(body) > LARGEST:
            body = marshal.dumps(seen)
        with suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Another run may read or write at the same time: a file appears whole or not at all.
            with TemporaryDirectory(dir=self._file.parent) as folder:
                written = Path(folder, "index")
                written.write_bytes(_heading(body) + body)
                written.replace(self._file)

    @cached_property
    def _kept(self) -> dict[Key, tuple[Any, ...]]:
        """What the file has; nothing where it is damaged, or written by another version of the reader."""
        if self._file is None:
            return {}
        try:
            content = self._file.read_bytes()
        except OSError:
            return {}
        body = content[len(_heading(b"")) :]
        kept: dict[Key, tuple[Any, ...]] = marshal.loads(body) if content.startswith(_heading(body)) else {}
        return kept


def _heading(body: bytes) -> bytes:
    return _MAGIC + stamp() + blake2b(body, digest_size=16).digest()
