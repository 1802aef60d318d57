"""Where an exported name is declared, through however many re-exports."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from migrator.syntax import Export, Module, ModuleReference, is_javascript, is_source
from migrator.workspace.barrels import Barrels
from migrator.workspace.declaration import Declaration
from migrator.workspace.resolution import Resolved, Unresolved
from migrator.workspace.resolver import Resolver


@dataclass(frozen=True, slots=True)
class _Step:
    """On the way: `name` is wanted from the module at `path`."""

    path: str
    name: str
    type_only: bool


@dataclass(frozen=True, slots=True)
class _Maybe:
    """An `export *` out of the tree, which may bring the name or not."""

    declaration: Declaration


class Symbols:
    """The declarations behind what modules export. A path that isn't in the tree raises MissingFileError."""

    def __init__(self, module: Callable[[str], Module], resolver: Resolver) -> None:
        self._module = module
        self._resolver = resolver
        self._found: dict[tuple[str, str], Declaration | None] = {}
        self._tables: dict[str, Mapping[str, Export]] = {}
        self._by_star: dict[str, Sequence[ModuleReference]] = {}
        self._barrels = Barrels(self._table, self._stars, resolver)

    def declaration(self, path: str, name: str) -> Declaration | None:
        """Where the export `name` of the module at `path` is declared; `*` asks for the module as a whole.

        None where it exports no such name, where two `export *` bring different ones, where re-exports only
        lead round in a circle, and where the chain ends in a module that isn't in the tree.
        A name that nothing in the tree declares counts as brought by the one `export *` that leaves the tree,
        if there is exactly one. Assets and CommonJS modules count as declaring whatever is asked of them.
        """
        key = (path, name)
        if key not in self._found:
            self._found[key] = self._search(_Step(path, name, False))
        return self._found[key]

    def names(self, path: str) -> Mapping[str, Declaration]:
        """Everything the module at `path` exports, by name; what `export *` brings ambiguously is left out.

        The names that `export *` brings from outside the tree can't be known: see `unlisted`.
        """
        listed = self._table(path).keys() | self._barrels.brought(path)
        found = {name: self.declaration(path, name) for name in sorted(listed)}
        return {name: declaration for name, declaration in found.items() if declaration is not None}

    def unlisted(self, path: str) -> tuple[str, ...]:
        """The specifiers by which `export *` brings names from outside the tree, whatever these names are."""
        return tuple(
            sorted(
                {
                    star.specifier
                    for at in self._barrels.taken_in(path)
                    for star in self._stars(at)
                    if not isinstance(self._resolver.resolve(star.specifier, at), Resolved)
                }
            )
        )

    def _search(self, start: _Step) -> Declaration | None:
        """Follow every way from `start` at once.

        This is ECMAScript's ResolveExport with the recursion taken out: a name that is exported by name has one
        way on, any other has one for each `export *`, and all of them have to end at one binding.
        """
        seen: set[_Step] = set()
        waiting = [start]
        found: dict[tuple[str | None, str], Declaration] = {}
        maybe: dict[str | None, Declaration] = {}
        while waiting:
            step = waiting.pop()
            if step in seen:
                continue
            seen.add(step)
            for ahead in self._ahead(step):
                match ahead:
                    case _Step():
                        waiting.append(ahead)
                    case _Maybe(declaration):
                        maybe[declaration.external] = declaration
                    case Declaration() if not (ahead.binding in found and ahead.type_only):
                        found[ahead.binding] = ahead
        ends = list((found or maybe).values())
        known = len(ends) == 1 and (ends[0].path is not None or ends[0].external is not None)
        return ends[0] if known else None

    def _ahead(self, step: _Step) -> list[_Step | _Maybe | Declaration]:
        if step.name == "*" or not is_source(step.path):
            return [Declaration(step.path, step.name, type_only=step.type_only)]
        table = self._table(step.path)
        export = table.get(step.name) or (table.get("export=") if step.name == "default" else None)
        if export is None and not table and not self._stars(step.path) and is_javascript(step.path):
            return [Declaration(step.path, step.name, type_only=step.type_only)]
        if export is None:
            stars = self._barrels.ways(step.path, step.name) if step.name != "default" else ()
            ways = [self._through(star, step.path, step.name, step.type_only or star.type_only) for star in stars]
            return [_Maybe(way) if isinstance(way, Declaration) else way for way in ways]
        type_only = step.type_only or export.type_only
        if export.reference is not None:
            return [self._through(export.reference, step.path, export.imported or step.name, type_only)]
        imported = self._module(step.path).bindings.imports.get(export.local or "")
        if imported is not None:
            reference, name = imported
            return [self._through(reference, step.path, name.imported, type_only or name.type_only)]
        return [Declaration(step.path, step.name, local=export.local, type_only=type_only)]

    def _through(self, reference: ModuleReference, importer: str, name: str, type_only: bool) -> _Step | Declaration:
        """`name` in the module that `reference` leads to; a declaration of nowhere if it leads nowhere."""
        match self._resolver.resolve(reference.specifier, importer):
            case Resolved(path):
                return _Step(path, name, type_only)
            case Unresolved():
                return Declaration(None, name, type_only=type_only)
            case _:
                return Declaration(None, name, external=reference.specifier, type_only=type_only)

    def _table(self, path: str) -> Mapping[str, Export]:
        """What the module exports by name. A value goes before a type of the same name."""
        if path not in self._tables:
            exports = self._module(path).exports if is_source(path) else ()
            by_name = {export.name: export for export in reversed(exports) if export.name != "*"}
            by_name |= {
                export.name: export for export in reversed(exports) if export.name in by_name and not export.type_only
            }
            self._tables[path] = by_name
        return self._tables[path]

    def _stars(self, path: str) -> Sequence[ModuleReference]:
        if path not in self._by_star:
            exports = self._module(path).exports if is_source(path) else ()
            stars = (export.reference for export in exports if export.name == "*")
            self._by_star[path] = tuple(star for star in stars if star is not None)
        return self._by_star[path]
