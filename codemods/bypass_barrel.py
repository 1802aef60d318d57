"""Import straight from the modules that a barrel passes on."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from migrator.api import (
    AlreadySaidError,
    Codemod,
    Context,
    Diagnostic,
    Edge,
    Form,
    Project,
    RefusedError,
    RepositoryPath,
    Target,
    effects,
    modules_behind,
    param,
    repoint,
    straight_to,
    wanted_names,
)

_UNDOING = ("unmock", "doUnmock", "dontMock", "deepUnmock", "unstable_unmockModule")


class BypassBarrel(Codemod):
    """Import each name from the module that declares it, in place of a barrel that passes it on.

    The barrel stays, for whoever takes it as a whole, and where no specifier leads to the module: another package has
    to offer it in its `exports`. Names that a mock of the barrel replaces are still imported from the barrel, unless
    the mock can follow. A barrel that does something when it is loaded is refused.
    """

    barrel: RepositoryPath = param("The module that passes names on.", example="apps/web/src/components/index.ts")

    def apply(self, context: Context) -> None:
        """Repoint name by name, and say what stays."""
        project = context.project
        if self.barrel not in project.sources:
            raise RefusedError(f"there is no module {self.barrel}")
        edges = project.graph.edges_to(self.barrel)
        refused = [*self._does_more(project), *self._unclear_mocks(project, edges)]
        for diagnostic in refused:
            context.report(diagnostic)
        if refused:
            raise AlreadySaidError("the barrel can't be bypassed")
        mocked = frozenset(one for edge in edges if edge.reference.form is Form.MOCK for one in _parted(project, edge))
        for edge in edges:
            self._bypass(context, edge, mocked)
        for diagnostic in self._no_longer_loaded(project) if context.tree.changes() else ():
            context.report(diagnostic)

    def _bypass(self, context: Context, edge: Edge, mocked: Collection[str]) -> None:
        """Repoint one reference, but for names in `mocked`."""
        project, stays = context.project, set[str]()

        def target(name: str) -> Target:
            names = {name} if name != "*" else wanted_names(project, edge) or {"*"}
            found = straight_to(project, edge, name) if names.isdisjoint(mocked) else None
            stays.update(names if found is None else ())
            return found or Target(edge.reference.specifier, name)

        module = project.module(edge.importer)
        context.edit(edge.importer, repoint(module, edge.reference, target))
        if stays and edge.loads:
            message = f"still takes {'it' if '*' in stays else ', '.join(sorted(stays))} from {self.barrel}"
            context.report(Diagnostic.at(module, edge.reference.span.start, "through-barrel", "info", message))

    def _does_more(self, project: Project) -> Iterator[Diagnostic]:
        module = project.module(self.barrel)
        for node in effects(module):
            message = "does something when it is loaded, which who bypasses it would miss"
            yield Diagnostic.at(module, node.span.start, "more-than-a-barrel", "error", message)
        if module.directives:
            message = f"says {module.directives[0]!r}, which holds for all that it passes on"
            yield Diagnostic.at(module, 0, "more-than-a-barrel", "error", message)

    def _unclear_mocks(self, project: Project, edges: Collection[Edge]) -> Iterator[Diagnostic]:
        for edge in edges:
            undoes = edge.reference.callee.rpartition(".")[2] in _UNDOING
            if edge.reference.form is Form.MOCK and not undoes and wanted_names(project, edge) is None:
                message = f"mocks all of {self.barrel}, and would no longer replace what is imported past it"
                hint = "mock the modules behind it"
                module = project.module(edge.importer)
                yield Diagnostic.at(module, edge.reference.span.start, "mocks-barrel", "error", message, hint)

    def _no_longer_loaded(self, project: Project) -> Iterator[Diagnostic]:
        for path in modules_behind(project, self.barrel):
            for node in effects(project.module(path)):
                message = (
                    f"is loaded with {self.barrel}, and does something then: who bypasses it may no longer load this"
                )
                yield Diagnostic.at(project.module(path), node.span.start, "no-longer-loaded", "warning", message)


def _parted(project: Project, edge: Edge) -> Collection[str]:
    """The names that a mock replaces, unless it can name the module behind the barrel that has all of them."""
    return (wanted_names(project, edge) or ()) if straight_to(project, edge, "*") is None else ()
