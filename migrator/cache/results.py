"""What whole runs came to: a file for each, named by everything that it depends on.

As with `__pycache__`, whoever can write such a file can write the programs of this user, too: they are Python's own
pickles. The newest are kept.
"""

from __future__ import annotations

import os
import pickle
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from migrator.cache.file import read_whole, write_whole
from migrator.cache.stamp import program_stamp

ROOM = 64_000_000
"""Bytes that the results of one repository may take; one that is larger by itself does not stay."""

_HEADING = b"migrator result 1\n"


def key_of(*parts: bytes) -> str:
    """The key of what depends on these, in this order, and on the program."""
    digest = blake2b(program_stamp(), digest_size=20)
    for part in parts:
        digest.update(b"%d:" % len(part) + part)
    return digest.hexdigest()


class Results:
    """Hands out what is kept under a key, and keeps more. Without a folder it forgets."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def recall(self, key: str) -> Any | None:
        """What was kept under `key`; None where nothing is."""
        if self._folder is None:
            return None
        file = self._folder / key
        body = read_whole(file, _HEADING)
        if body is None:
            return None
        with suppress(OSError):
            os.utime(file)
        return pickle.loads(body)

    def keep(self, key: str, result: object) -> None:
        """Keep `result` under `key`, and for that forget those that were asked for least recently."""
        if self._folder is None:
            return
        write_whole(self._folder / key, _HEADING, lambda file: pickle.dump(result, file, pickle.HIGHEST_PROTOCOL))
        with suppress(OSError):
            _make_room(self._folder)


def _make_room(folder: Path) -> None:
    taken = 0
    files = [(file.stat(), file) for file in folder.iterdir() if file.is_file()]
    for status, file in sorted(files, key=lambda one: -one[0].st_mtime_ns):
        if taken + status.st_size > ROOM:
            file.unlink(missing_ok=True)
        else:
            taken += status.st_size
