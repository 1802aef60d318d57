"""Where what a file held is after several steps, and what it is called: files move, modules are divided, and exports
are renamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from migrator.tree import Change


@dataclass(frozen=True)
class Lineage:
    """`moves` maps a file's path before to its path after; `parts` a module's to those of what it was divided into.

    `renamed` maps a module's path before and the name of an export to the name that it has after.
    """

    moves: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    renamed: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def over(cls, steps: Iterable[Iterable[Change]]) -> Lineage:
        """Over the changes of several steps, each of which may move or divide what an earlier one did."""
        origins: dict[str, str] = {}
        divided: dict[str, str] = {}
        renamed: dict[tuple[str, str], str] = {}
        for changes in steps:
            for change in changes:
                if change.origin is not None:
                    origins[change.path] = origins.pop(change.origin, change.origin)
                if change.origin in divided:
                    divided[change.path] = divided.pop(change.origin)
                if change.part_of is not None:
                    whole = change.part_of
                    divided[change.path] = divided[whole] if whole in divided else origins.get(whole, whole)
                home = divided.get(change.path) or origins.get(change.path, change.path)
                first = {now: name for (path, name), now in renamed.items() if path == home}
                renamed |= {(home, first.get(old, old)): new for old, new in change.renamed}
        parts: dict[str, tuple[str, ...]] = {}
        for path, whole in divided.items():
            parts[whole] = (*parts.get(whole, ()), path)
        # What a step made is no file of the base, wherever later steps move it.
        return cls({old: new for new, old in origins.items() if new not in divided}, parts, renamed)

    def images(self, path: str) -> tuple[str, ...]:
        """Every path that something of the file at `path` may have now, that of the file itself first."""
        return (self.moves.get(path, path), *self.parts.get(path, ()))

    def name(self, path: str, name: str) -> str:
        """What the export `name` of the module that was at `path` is called now."""
        return self.renamed.get((path, name), name)

    def origins(self, path: str) -> tuple[str, ...]:
        """Every path before that something of the file at `path` may have had; its own, where nothing came or went."""
        return self._before.get(path, () if path in self.moves else (path,))

    @cached_property
    def _before(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for old in {**self.moves, **self.parts}:
            for now in self.images(old):
                found[now] = (*found.get(now, ()), old)
        return found
