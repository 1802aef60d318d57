"""A tree of files as a codemod sees it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple, Protocol

from migrator.errors import MigratorError
from migrator.tree.folders import Folders


class MissingFileError(MigratorError):
    """The tree has no such file."""


class Mode(StrEnum):
    """Git's modes of tree entries: `REGULAR` and `EXECUTABLE` files, a `SYMLINK`, a `SUBMODULE`."""

    REGULAR = "100644"
    EXECUTABLE = "100755"
    SYMLINK = "120000"
    SUBMODULE = "160000"

    @property
    def is_file(self) -> bool:
        """Whether the entry is a plain file: the only kind whose bytes are anybody's source."""
        return self in (Mode.REGULAR, Mode.EXECUTABLE)


class Entry(NamedTuple):
    """Mode of a path, and an identity of its bytes: equal identities mean equal bytes (git's blob id, say)."""

    mode: Mode
    identity: str


class Tree(Protocol):
    """Paths and bytes. Folders exist only as parts of paths; symlinks and submodules are entries, never followed."""

    def paths(self) -> Collection[str]:
        """Every path of the tree."""

    def entry(self, path: str) -> Entry | None:
        """Mode and identity of `path`; None where there is no such path."""

    def read(self, path: str) -> bytes:
        """The bytes of `path`; a symlink's are its target. Raises MissingFileError."""

    def size(self, path: str) -> int | None:
        """Bytes of `path`, without reading them; None where there is no such path, or its bytes are not at hand."""

    def is_folder(self, path: str) -> bool:
        """Whether some path lies below `path`."""

    def prefetch(self, paths: Iterable[str]) -> None:
        """A hint that these paths will be read soon; a tree that can read many at once does."""


class MemoryTree:
    """A tree held in memory, for tests and for what a codemod composes."""

    def __init__(self, files: Mapping[str, bytes], modes: Mapping[str, Mode] | None = None) -> None:
        self._files = dict(files)
        self._modes = dict(modes or {})
        self._folders = Folders(self._files)

    def paths(self) -> Collection[str]:
        """Every path of the tree."""
        return self._files.keys()

    def entry(self, path: str) -> Entry | None:
        """Mode and identity of `path`."""
        content = self._files.get(path)
        if content is None:
            return None
        return Entry(self._modes.get(path, Mode.REGULAR), f"memory:{hash(content):x}:{len(content)}")

    def read(self, path: str) -> bytes:
        """The bytes of `path`. Raises MissingFileError."""
        try:
            return self._files[path]
        except KeyError:
            raise MissingFileError(f"there is no file {path}") from None

    def size(self, path: str) -> int | None:
        """Bytes of `path`."""
        return len(self._files[path]) if path in self._files else None

    def is_folder(self, path: str) -> bool:
        """Whether some path lies below `path`."""
        return path in self._folders

    def prefetch(self, paths: Iterable[str]) -> None:
        """Nothing to do: everything is here."""
