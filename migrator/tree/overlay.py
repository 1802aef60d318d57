"""Changes laid over a tree that is never written to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha1

from migrator.errors import RefusedError
from migrator.tree.change import Change
from migrator.tree.folders import Folders
from migrator.tree.layer import Layer
from migrator.tree.paths import checked_path, directory_of
from migrator.tree.snapshot import Entry, MissingFileError, Mode, Tree


class Overlay:
    """A tree that starts as `base` and takes writes, moves and deletions.

    It remembers moves, so that a moved file that is then edited is still one file with a history; and writing
    a file's original bytes back cancels the change. `layer` holds the changes. One that is
    given becomes this overlay's own.
    """

    def __init__(self, base: Tree, layer: Layer | None = None) -> None:
        self.base = base
        self.layer = layer if layer is not None else Layer()
        self._written, self._moved, self._gone = self.layer.written, self.layer.moved, self.layer.gone
        self._parts, self._renamed = self.layer.parts, self.layer.renamed
        self._paths: set[str] | None = None
        self._folders: Folders | None = None
        self._inside: dict[str, list[str]] | None = None
        self._changes: list[Change] | None = None

    def paths(self) -> Collection[str]:
        """Every path of the tree as it now is."""
        if self._paths is None:
            self._paths = (set(self.base.paths()) - self._gone) | self._moved.keys() | self._written.keys()
        return self._paths

    def entry(self, path: str) -> Entry | None:
        """Mode and identity of `path` as it now is."""
        if path in self._written:
            return self._written[path][0]
        if path in self._moved:
            return self.base.entry(self._moved[path])
        return None if path in self._gone else self.base.entry(path)

    def read(self, path: str) -> bytes:
        """The bytes of `path` as it now is. Raises MissingFileError."""
        if path in self._written:
            return self._written[path][1]
        if path in self._moved:
            return self.base.read(self._moved[path])
        if path in self._gone:
            raise MissingFileError(f"there is no file {path}")
        return self.base.read(path)

    def size(self, path: str) -> int | None:
        """Bytes of `path` as it now is, without reading them."""
        if path in self._written:
            return len(self._written[path][1])
        if path in self._moved:
            return self.base.size(self._moved[path])
        return None if path in self._gone else self.base.size(path)

    def is_folder(self, path: str) -> bool:
        """Whether some path lies below `path`."""
        if self._folders is None:
            self._folders = Folders(self.paths())
        return path in self._folders

    def inside(self, folder: str) -> Collection[str]:
        """The paths directly in `folder`, without those in folders of it."""
        if self._inside is None:
            self._inside = {}
            for path in self.paths():
                self._inside.setdefault(directory_of(path), []).append(path)
        return self._inside.get(folder, ())

    def prefetch(self, paths: Iterable[str]) -> None:
        """Hand the hint on to the base."""
        self.base.prefetch(
            self._moved.get(path, path) for path in paths if path not in self._written and path not in self._gone
        )

    def origin(self, path: str) -> str | None:
        """The base path of a file moved to `path`; None where nothing was moved there."""
        return self._moved.get(path)

    @property
    def moves(self) -> Mapping[str, str]:
        """Base path -> path now, for every moved file."""
        return {origin: path for path, origin in self._moved.items()}

    @property
    def touched(self) -> Collection[str]:
        """Every path that may differ from the base."""
        return self._written.keys() | self._moved.keys() | self._gone

    def write(self, path: str, content: bytes, mode: Mode | None = None, part_of: str | None = None) -> None:
        """Make `path` hold `content`, keeping the mode it has unless `mode` says another.

        `part_of` is the file that a new one was divided from: what that declared, this may declare now.
        Raises RefusedError for symlinks and submodules, and where a folder or a file is in the way, TypeError for text.
        """
        if not isinstance(content, bytes):
            raise TypeError(f"a file's content is bytes, and what came for {path} is {type(content).__name__}")
        path = checked_path(path)
        present = self.entry(path)
        if present is not None and not present.mode.is_file:
            raise RefusedError(f"{path} is a {present.mode.name.lower()}; it is not written through")
        self._check_room(path)
        mode = mode or (present.mode if present else Mode.REGULAR)
        moved_away = path in self._gone and path in self._moved.values()
        source = self._moved.get(path) or (None if moved_away else path)
        written = Entry(mode, blob_identity(content))
        if source is not None and self._is_original(source, written, content):
            self._written.pop(path, None)
            if source == path:
                self._gone.discard(path)
        else:
            self._written[path] = written, content
        self._changes = None
        if part_of is not None:
            self._parts[path] = part_of
        if present is None:
            self._comes(path)

    def note_renamed(self, path: str, old: str, new: str) -> None:
        """Remember that what others take from the file at `path` as `old` is now `new`; it is written by `write`."""
        self._renamed.setdefault(path, {})[old] = new
        self._changes = None

    def move(self, old: str, new: str) -> None:
        """Give the file `old` the path `new`. Raises MissingFileError, or RefusedError where `new` is taken."""
        old, new = checked_path(old), checked_path(new)
        if old == new:
            return
        if self.entry(new) is not None:
            raise RefusedError(f"{old} can't move to {new}: there is a file already", hint="choose another target")
        entry = self.entry(old)
        if entry is None:
            raise MissingFileError(f"there is no file {old} to move")
        if not entry.mode.is_file:
            raise RefusedError(f"{old} is a {entry.mode.name.lower()}; it is not moved", hint="move it by hand first")
        self._check_room(new)
        if old in self._written:
            self._written[new] = self._written.pop(old)
        origin = self._moved.pop(old, None)
        if origin is None and old not in self._gone and self.base.entry(old) is not None:
            origin = old
            self._gone.add(old)
        if origin == new:
            self._gone.discard(new)
        elif origin is not None:
            self._moved[new] = origin
        self._goes(old)
        self._comes(new)

    def delete(self, path: str) -> None:
        """Take `path` away. Raises MissingFileError."""
        path = checked_path(path)
        if self.entry(path) is None:
            raise MissingFileError(f"there is no file {path} to delete")
        self._written.pop(path, None)
        self._moved.pop(path, None)
        if self.base.entry(path) is not None:
            self._gone.add(path)
        self._goes(path)

    def changes(self) -> list[Change]:
        """What differs from the base, by path: moved files first seen at their new path.

        A path that was moved away and written anew appears as created: the file it was lives on elsewhere.
        """
        if self._changes is None:
            self._changes = sorted(self.layer.changes(self.base), key=lambda change: change.path)
        return list(self._changes)

    def _is_original(self, source: str, written: Entry, content: bytes) -> bool:
        original = self.base.entry(source)
        if original is None or original.mode is not written.mode:
            return False
        if len(original.identity) == len(written.identity):
            return original.identity == written.identity
        return self.base.read(source) == content

    def _check_room(self, path: str) -> None:
        if self.is_folder(path):
            raise RefusedError(f"{path} can't be a file: there is a folder of that name")
        folder = path.rpartition("/")[0]
        while folder:
            if self.entry(folder) is not None:
                raise RefusedError(f"{path} can't be written: {folder} is not a folder")
            folder = folder.rpartition("/")[0]

    def _comes(self, path: str) -> None:
        self._paths = self._inside = self._changes = None
        if self._folders is not None:
            self._folders.add(path)

    def _goes(self, path: str) -> None:
        self._paths = self._inside = self._changes = None
        if self._folders is not None:
            self._folders.remove(path)


def blob_identity(content: bytes) -> str:
    """Git's id of a blob in a SHA-1 repository, so that equal bytes have equal identities wherever they come from."""
    return sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
