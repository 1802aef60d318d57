"""What `export *` brings, near and far, so that a name is only looked for where it can be.

A barrel of a hundred modules is asked for hundreds of names. Following each of them through every `export *` takes as
long as both numbers multiplied; here each module is asked once for what it has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from migrator.syntax import Export, ModuleReference, is_javascript, is_source
from migrator.workspace.resolution import Resolved
from migrator.workspace.resolver import Resolver


class Barrels:
    """The `export *` of modules. `table` gives what a module exports by name, `stars` its `export *`."""

    def __init__(
        self,
        table: Callable[[str], Mapping[str, Export]],
        stars: Callable[[str], Sequence[ModuleReference]],
        resolver: Resolver,
    ) -> None:
        self._table = table
        self._stars = stars
        self._resolver = resolver
        self._taken_in: dict[str, tuple[str, ...]] = {}
        self._ways: dict[str, tuple[Mapping[str, Sequence[ModuleReference]], Sequence[ModuleReference]]] = {}

    def taken_in(self, path: str) -> tuple[str, ...]:
        """`path`, and every file it takes in by `export *`, near or far."""
        if path not in self._taken_in:
            reached = {path: None}
            for at in (waiting := [path]):
                for star in self._stars(at):
                    target = self._target(star, at)
                    if target is not None and target not in reached:
                        reached[target] = None
                        waiting.append(target)
            self._taken_in[path] = tuple(reached)
        return self._taken_in[path]

    def brought(self, path: str) -> frozenset[str]:
        """Every name that some file in `taken_in` exports by name, but for `default`, which no `export *` brings."""
        return frozenset(name for at in self.taken_in(path) for name in self._table(at) if name != "default")

    def ways(self, path: str, name: str) -> Sequence[ModuleReference]:
        """The `export *` of the module at `path` that may bring `name`, in source order.

        Those are left out that lead to files which all say what they export, and not that name.
        """
        if path not in self._ways:
            self._ways[path] = self._sorted_ways(path)
        by_name, always = self._ways[path]
        return by_name.get(name, always)

    def _sorted_ways(self, path: str) -> tuple[Mapping[str, Sequence[ModuleReference]], Sequence[ModuleReference]]:
        """For each name that may be brought the ways it may take, and those that any other name may take."""
        stars = self._stars(path)
        targets = [self._target(star, path) for star in stars]
        unknown = [target is None or self._is_open(target) for target in targets]
        by_name: dict[str, list[ModuleReference]] = {}
        for target in targets:
            for name in self.brought(target) if target is not None else ():
                by_name.setdefault(name, [])
        for star, target, is_unknown in zip(stars, targets, unknown, strict=True):
            for name in by_name if is_unknown or target is None else self.brought(target):
                by_name[name].append(star)
        return by_name, [star for star, is_unknown in zip(stars, unknown, strict=True) if is_unknown]

    def _is_open(self, path: str) -> bool:
        """Whether what the file brings can't be listed: a way leads out of the tree, or to what exports anything."""
        return any(
            not is_source(at)
            or (is_javascript(at) and not self._table(at) and not self._stars(at))
            or any(self._target(star, at) is None for star in self._stars(at))
            for at in self.taken_in(path)
        )

    def _target(self, star: ModuleReference, importer: str) -> str | None:
        resolution = self._resolver.resolve(star.specifier, importer)
        return resolution.path if isinstance(resolution, Resolved) else None
