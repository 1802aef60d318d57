"""Divide a module of a project: its parts are written, and whoever imports from it imports from where the names are."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from migrator.errors import RefusedError
from migrator.refactor.configuration.entry_point import add_entry_point
from migrator.refactor.division.outline import Outline, Unit
from migrator.refactor.division.part import Part
from migrator.refactor.division.plan import Division
from migrator.refactor.division.remainder import Remainder, passing_on
from migrator.refactor.repoint import Target, repoint
from migrator.refactor.style import Style
from migrator.refactor.usage.references import names_taken
from migrator.syntax import Form, ModuleReference, is_source
from migrator.text import Edit
from migrator.tree import Overlay, directory_of
from migrator.workspace import Edge, Project, Resolved


def split(
    project: Project, tree: Overlay, outline: Outline, parts: Mapping[str, Collection[Unit]], *, repoint_importers: bool
) -> Mapping[str, list[Edit]]:
    """Write each of `parts`, a new module's path with its units, and answer the edits that are left to apply, by path.

    With `repoint_importers` the references to names that went away follow them. Without it, where a reference takes
    the module whole, and where a mock replaces names of several, the divided module exports them again.
    Raises RefusedError where the parts would need each other to load, or there is a file already.
    """
    for path in parts:
        if tree.entry(path) is not None:
            raise RefusedError(f"{path} is there already", hint="rename one of them first")
        tree.write(path, b"")
    return _Splitting(project, tree, Division(outline, parts), repoint_importers).finish()


_AT_RUN_TIME = (Form.DYNAMIC_IMPORT, Form.REQUIRE, Form.MOCK, Form.IMPORT_ACTUAL)


class _Splitting:
    def __init__(self, project: Project, tree: Overlay, division: Division, repoint_importers: bool) -> None:
        self.project = project
        self.tree = tree
        self.division = division
        self.path = division.module.path
        self.repoint_importers = repoint_importers
        self.after = project.over(tree)

    def finish(self) -> Mapping[str, list[Edit]]:
        edits: dict[str, list[Edit]] = {}
        edges = self.project.graph.edges_to(self.path)
        follow = self.repoint_importers and not any(self._parts_mock(edge) for edge in edges)
        passed_on = set() if follow else set(self.division.exported.values()) - {self.path}
        for edge in edges if follow else ():
            if edge.importer == self.path or self._stays(edge):
                continue
            made = self._repointed(edge)
            if made is None:
                passed_on |= set(self.division.exported.values()) - {self.path}
            else:
                edits.setdefault(edge.importer, []).extend(made)
        self.division.check_order(passed_on)
        for path in self.division.parts:
            self.tree.write(path, Part(self.division, path, self).text, part_of=self.path)
        edits[self.path] = Remainder(self.division, self).edits(
            [path for path in self.division.parts if path in passed_on]
        )
        return edits

    def _stays(self, edge: Edge) -> bool:
        names = self._names(edge)
        if names is None and edge.reference.form in _AT_RUN_TIME:
            names = self._values
        return names is not None and all(self.division.exported.get(name, self.path) == self.path for name in names)

    def _parts_mock(self, edge: Edge) -> bool:
        """Whether a mock replaces values of several modules: they have to be taken from where it replaces them."""
        if edge.reference.form is not Form.MOCK:
            return False
        exported, names = self.division.exported, self._names(edge)
        return len({exported.get(name, self.path) for name in (self._values if names is None else names)}) > 1

    @property
    def _values(self) -> list[str]:
        return [name for name in self.division.exported if not self.division.is_type(name)]

    def _names(self, edge: Edge) -> Collection[str] | None:
        """The names that a reference takes; None where it may be any."""
        reference = edge.reference
        if reference.form is Form.SIDE_EFFECT:
            return ()
        if reference.names and all(name.imported != "*" for name in reference.names):
            return [name.imported for name in reference.names]
        return names_taken(self.project.module(edge.importer), reference)

    def _repointed(self, edge: Edge) -> list[Edit] | None:
        """The edits of an importer; None where a reference can't be divided."""
        reference, names = edge.reference, self._names(edge)
        exported = self.division.exported
        if reference.form is Form.REEXPORT_ALL and not reference.names:
            return self._repeated(edge)
        if names is None:
            return None
        homes = {exported.get(name, self.path) for name in names}
        whole = not reference.names or any(name.imported == "*" for name in reference.names)
        if whole and len(homes) > 1:
            return None
        module = self.project.module(edge.importer)

        def target_of(name: str) -> Target:
            home = exported.get(name, self.path) if name != "*" else next(iter(homes))
            unchanged = home == self.path
            return Target(reference.specifier if unchanged else self._named(home, edge.importer, reference), name)

        return repoint(module, reference, target_of)

    def _repeated(self, edge: Edge) -> list[Edit]:
        """`export * from` the divided module, once more for each new module that has exported names."""
        module, statement = self.project.module(edge.importer), edge.reference.statement
        style, exported = Style.of(module), self.division.exported
        newline = style.newline.encode()
        lines = b"".join(
            passing_on(
                self.division, path, self._named(path, edge.importer, edge.reference), style, like=edge.reference
            )
            for path in self.division.parts
            if any(home == path and name != "default" for name, home in exported.items())
        )
        return [Edit.insert(statement.end, newline + lines.removesuffix(newline))] if lines else []

    def _named(self, path: str, importer: str, reference: ModuleReference) -> str:
        specifier = self.after.resolver.specifier_for(path, importer, like=reference.specifier)
        home = self.project.workspace.owner(path)
        if specifier is None and home is not None:
            add_entry_point(self.project, self.tree, home.folder, path)
            self.after = self.project.over(self.tree)
            specifier = self.after.resolver.specifier_for(path, importer, like=reference.specifier)
        if specifier is None:
            raise RefusedError(f"{importer} can't name {path}")
        return specifier

    def of_module(self, target: str, importer: str) -> str:
        """The specifier for one of the modules in another, with the ending that is usual here."""
        found = self.after.resolver.specifier_for(target, importer, like=self._like)
        if found is None:
            raise RefusedError(f"{importer} can't name {target}")
        return found

    def of_reference(self, reference: ModuleReference, importer: str) -> str:
        """The specifier that a reference of the divided module has in one of the modules."""
        found = self.project.resolver.resolve(reference.specifier, self.path)
        if not isinstance(found, Resolved) or directory_of(importer) == directory_of(self.path):
            return reference.specifier
        if self.after.resolver.resolve(reference.specifier, importer) == found:
            return reference.specifier
        return self.after.resolver.specifier_for(found.path, importer, like=reference.specifier) or reference.specifier

    @property
    def _like(self) -> str:
        """A relative reference of the module, or of one that names it, which shows whether endings are written."""
        edges = (*self.project.graph.edges_from(self.path), *self.project.graph.edges_to(self.path))
        named = (edge for edge in edges if edge.reference.specifier.startswith(".") and is_source(edge.target or ""))
        found = next(named, None)
        return found.reference.specifier if found is not None else "./x"
