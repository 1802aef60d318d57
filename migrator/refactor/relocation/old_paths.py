"""Old paths that stay as shims: they re-export what was there from where it is now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from migrator.errors import RefusedError
from migrator.refactor.dependencies.needed import is_test
from migrator.refactor.relocation.crossings import Crossings
from migrator.refactor.style import Style
from migrator.syntax import is_source
from migrator.workspace import Project


class OldPaths:
    """The shims of a relocation."""

    def __init__(self, crossings: Crossings) -> None:
        self._crossings = crossings
        self._destinations = crossings.destinations
        self._relocation = crossings.destinations.relocation
        self._project = crossings.project

    def connect(self) -> None:
        """Let each import what it is going to re-export."""
        for old, targets in self._shims.items():
            for path in targets:
                if self._destinations.owner(path) != self._destinations.owner(old):
                    self._crossings.to(old, path)

    def write(self, after: Project) -> None:
        """Write them, with the specifiers that lead there in the project `after`. Raises RefusedError."""
        for old, targets in self._shims.items():
            style = Style.of(self._project.module(old))
            lines: list[str] = []
            for path in targets:
                specifier = after.resolver.specifier_for(path, old, like=self._likely(old, path))
                if specifier is None:
                    raise RefusedError(f"{old} can't re-export {path}: no entry point leads there")
                lines += self._reexports(old, path, style, specifier, last=path == targets[-1])
            self._crossings.tree.write(old, "".join(style.line(line) for line in lines).encode())

    @cached_property
    def _shims(self) -> Mapping[str, list[str]]:
        """Old path -> the modules its shim re-exports, its image last."""
        found: dict[str, list[str]] = {}
        moves, symbols = self._relocation.moves, self._relocation.symbols
        for old, new in moves.items() if self._relocation.shims != "none" else ():
            named = any(importer not in moves for importer in self._project.graph.importers(old))
            if is_source(old) and not is_test(old) and (named or self._relocation.shims == "all"):
                parted = {path for (module, _), (path, _) in symbols.items() if module == old}
                # What parted comes first: the module itself may go on passing it on, but that is not where it is.
                found[old] = [*sorted(parted - {new}), new]
        return found

    def _reexports(self, old: str, path: str, style: Style, specifier: str, *, last: bool) -> Iterator[str]:
        """The statements by which the shim at `old` passes on what it had that is now in `path`."""
        quoted, symbols = style.quoted(specifier), self._relocation.symbols
        parted = [(name, now) for (module, name), (there, now) in symbols.items() if module == old and there == path]
        for name, now in parted:
            if now == "*":
                yield f"export * as {name} from {quoted}"
            elif now != name:
                yield f"export {style.braced([f'{now} as {name}'])} from {quoted}"
        if last or any(now == name for name, now in parted):
            yield f"export * from {quoted}"
        if last and "default" in self._project.symbols.names(old) and (old, "default") not in symbols:
            yield f"export {style.braced(['default'])} from {quoted}"

    def _likely(self, old: str, path: str) -> str:
        there = self._destinations.owner(path)
        return "./" if self._destinations.owner(old) == there else there.name or ""
