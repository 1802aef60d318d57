"""What lies over a tree: the changes alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from migrator.tree.change import Change, ChangeKind
from migrator.tree.snapshot import Entry, Mode, Tree


@dataclass(frozen=True, slots=True)
class Layer:
    """The state of an overlay, apart from what it lies over.

    written  path -> entry and whole content, of what differs from the file that was there
    moved    path now -> path in the base
    gone     paths of the base where that file is no longer
    parts    path of a new file -> the one that it was divided from
    renamed  path -> old name -> new name, of what others take from there
    """

    written: dict[str, tuple[Entry, bytes]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    parts: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, dict[str, str]] = field(default_factory=dict)

    def changes(self, base: Tree) -> Iterator[Change]:
        """What differs from the tree that it lies over, in no order."""
        origins = set(self.moved.values())
        deleted = sorted(self.gone - origins - self.written.keys() - self.moved.keys())
        base.prefetch([*deleted, *self.moved.values(), *self.written])
        for path in deleted:
            yield Change(ChangeKind.DELETED, path, base.read(path), None, _mode(base.entry(path)))
        for path, origin in self.moved.items():
            entry, after = self.written.get(path) or (base.entry(origin), base.read(origin))
            before, renamed = base.read(origin), tuple(self.renamed.get(path, {}).items())
            yield Change(ChangeKind.MOVED, path, before, after, _mode(entry), origin, renamed=renamed)
        for path, (entry, after) in self.written.items():
            if path not in self.moved:
                yield self._written(base, path, entry.mode, after, is_new=path in origins or base.entry(path) is None)

    def _written(self, base: Tree, path: str, mode: Mode, after: bytes, *, is_new: bool) -> Change:
        renamed = tuple(self.renamed.get(path, {}).items())
        if is_new:
            return Change(ChangeKind.CREATED, path, None, after, mode, part_of=self.parts.get(path), renamed=renamed)
        return Change(ChangeKind.MODIFIED, path, base.read(path), after, mode, renamed=renamed)


def _mode(entry: Entry | None) -> Mode:
    return entry.mode if entry is not None else Mode.REGULAR
