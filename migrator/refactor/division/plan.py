"""Which module has which statements when one module is divided, and what the modules then need of each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from migrator.errors import RefusedError
from migrator.refactor.division.members import Members
from migrator.refactor.division.outline import Outline, Unit
from migrator.refactor.division.statements import Statement
from migrator.syntax import ImportedName, ModuleReference
from migrator.text import Edit, Span


class Division:
    """`parts` maps the path of each new module to the units of `outline` that go there; the others stay.

    Raises RefusedError where the modules would need each other to load.
    """

    def __init__(self, outline: Outline, parts: Mapping[str, Collection[Unit]]) -> None:
        self.outline = outline
        self.module = outline.module
        self.parts = tuple(parts)
        gone = {unit for units in parts.values() for unit in units}
        self._units = {path: [one for one in outline.units if one in units] for path, units in parts.items()}
        self._units[self.module.path] = [one for one in outline.units if one not in gone]
        if self.module.errors:
            raise RefusedError(f"{self.module.path} has a syntax error")
        if outline.is_commonjs:
            raise RefusedError(f"{self.module.path} is a CommonJS module")
        self.check_order()

    def statements(self, path: str) -> list[Statement]:
        """The statements of the module at `path`, in source order."""
        found = (one for unit in self._units[path] for one in unit.statements)
        return sorted(found, key=lambda one: one.span.start)

    def uses(self, path: str) -> frozenset[str]:
        """The names of the divided module, imported ones among them, that the module at `path` uses."""
        return frozenset(name for unit in self._units[path] for name in unit.uses)

    @cached_property
    def home(self) -> Mapping[str, str]:
        """Local name -> the path of the module that declares it afterwards."""
        return {name: path for path, units in self._units.items() for unit in units for name in unit.declares}

    @cached_property
    def exported(self) -> Mapping[str, str]:
        """Exported name -> the path of the module that has it afterwards; re-exports are not looked at."""
        return {
            export.name: self.home.get(export.local or "") or self._path_at(export.span)
            for export in self.module.exports
            if export.reference is None
        }

    def is_type(self, name: str) -> bool:
        """Whether an exported name is that of a type alone."""
        return all(export.type_only for export in self.module.exports if export.name == name)

    def _path_at(self, span: Span) -> str:
        here = (path for path in self._units if any(span in one.span for one in self.statements(path)))
        return next(here, self.module.path)

    def needed(self, path: str) -> Mapping[str, list[str]]:
        """What the module at `path` takes from the others: local names by path."""
        used = sorted(self.uses(path))
        found = {home: [name for name in used if self.home.get(name) == home] for home in self._units if home != path}
        return {home: names for home, names in found.items() if names}

    def are_types(self, path: str, names: Sequence[str]) -> bool:
        """Whether the module at `path` takes only types when it takes `names`."""
        return all(self.outline.takes_only_types(self._units[path], name) for name in names)

    @cached_property
    def shared(self) -> frozenset[str]:
        """Local names that another of the modules needs, and that were not exported."""
        needed = {name for path in self._units for names in self.needed(path).values() for name in names}
        return frozenset(needed - self._public.keys())

    @cached_property
    def _public(self) -> Mapping[str, Sequence[str]]:
        """Local name -> the names it is exported by."""
        found: dict[str, list[str]] = {}
        for export in self.module.exports:
            if export.reference is None and export.local is not None:
                found.setdefault(export.local, []).append(export.name)
        return found

    def imported(self, name: str) -> str:
        """How an import clause says a local name: `a`, or `b as a` where it is exported as another."""
        public = self._public.get(name, [name])
        return name if name in public else f"{public[0]} as {name}"

    def export_keyword(self, statement: Statement) -> Iterator[Edit]:
        """What exports a declaration that another of the modules needs."""
        if self.outline.declares(statement) & self.shared and statement.node.kind != "export_statement":
            yield Edit.insert(statement.node.span.start, b"export ")

    def taken(self, reference: ModuleReference, path: str) -> list[ImportedName]:
        """The names of an import that the module at `path` imports; one that nothing uses stays among the others."""
        used = {one: self._used_of(reference, one) for one in (self.module.path, *self.parts)}
        unused = {name.local for name in reference.names}.difference(*used.values())
        first = next((one for one, names in used.items() if names), self.module.path)
        return [
            name for name in reference.names if name.local in (used[path] | unused if path == first else used[path])
        ]

    def _used_of(self, reference: ModuleReference, path: str) -> set[str]:
        used = set(self.uses(path))
        if path == self.module.path:
            used |= {name.imported for one in self.outline.export_lists for name in self._listed(one)}
        return used & {name.local for name in reference.names}

    def _listed(self, statement: Statement) -> tuple[ImportedName, ...]:
        """What an export list has in its braces, each local name as the imported one."""
        return tuple(
            ImportedName(export.local, export.name, export.span, export.type_only)
            for export in self.module.exports
            if export.reference is None and export.local is not None and export.span in statement.node.span
        )

    def list_of(self, statement: Statement, path: str) -> bytes:
        """The text of an export list with the names of the module at `path` alone; empty for none."""
        names = self._listed(statement)
        gone = [name for name in names if self.home.get(name.imported, self.module.path) != path]
        if len(gone) == len(names) and (names or path != self.module.path):
            return b""
        whole = statement.node.span
        braces = next(node.span for node in statement.node.children if node.kind == "export_clause")
        chosen = [index for index, name in enumerate(names) if name not in gone]
        if not chosen:
            return whole.of(self.module.source)
        listed = Members.between(self.module.source, braces, [name.span for name in names]).text(chosen)
        source = self.module.source
        return source[whole.start : braces.start] + listed + source[braces.end : whole.end]

    def has_comments(self, statement: Statement, path: str) -> bool:
        """Whether the comments of an import or an export list are for the module at `path`: the first that has it."""
        reference = self.outline.import_of(statement)
        if reference is not None and not reference.names:
            return path == self.module.path
        return path == next(
            one
            for one in (self.module.path, *self.parts)
            if (self.taken(reference, one) if reference is not None else self.list_of(statement, one))
        )

    def check_order(self, passed_on: Collection[str] = ()) -> None:
        """Raise RefusedError where the modules need each other to load, the divided one `passed_on` to export it."""
        loads = {
            path: {home for home, names in self.needed(path).items() if not self.are_types(path, names)}
            for path in self._units
        }
        loads[self.module.path] |= set(passed_on)
        for path in loads:
            waiting, seen = list(loads[path]), set(loads[path])
            for one in waiting:
                waiting += loads[one] - seen
                seen |= loads[one]
            if path in seen:
                raise RefusedError(f"the parts of {self.module.path} would need each other to load")
