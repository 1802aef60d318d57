"""Keep server code out of what a browser loads: names that components take come past the Inngest client."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from migrator.api import Builtin, Context, Edge, External, Project, add_entry_point, is_source, left_to_do, wanted_names

from .._reading.anatomy import anatomy_of
from .._reading.provenance import Symbol, sources_of
from .old_folder import OldFolder


def past_server_code(context: Context, folder: OldFolder, edges: Iterable[Edge]) -> Mapping[Symbol, Symbol]:
    """Where names have to come from instead, because one of `edges` brings them into a browser.

    For every consumer, not for that one alone: what a test mocks is then what all of them import. The place is the
    first on the way to the declaration that loads neither client nor functions; it gets an entry point where it
    has none. A name that is only to be had with server code stays as it is.
    """
    project = context.project
    browser = _Browser(project, {*folder.shims, *folder.kept})
    found: dict[Symbol, Symbol] = {}
    for edge in edges:
        if edge.reference.type_only or not edge.loads or edge.target is None or not browser.loads(edge.importer):
            continue
        for name in wanted_names(project, edge) or ():
            place = folder.place(edge.target, name)
            if place is None or place in found or place[1] == "*" or not _loads_server_code(project, place[0]):
                continue
            ways = [one for one in _ways(project, folder, place) if not _loads_server_code(project, one[0])]
            if ways:
                found[place] = _offered(context, folder, ways, edge.importer)
    return found


class _Browser:
    """Which modules a browser loads, be it through others; nothing is followed through those that are `old`."""

    def __init__(self, project: Project, old: Collection[str]) -> None:
        self.project = project
        self._old = old
        self._known: dict[str, bool] = {}

    def loads(self, path: str) -> bool:
        """Whether one with "use client" loads the module; a server action is only called from there, not loaded."""
        if path not in self._known:
            leading = self._leading_to(path)
            found = any(self._known.get(one) or self._begins(one) for one in leading)
            # Where none of them is loaded, none that leads to one of them is.
            self._known.update({path: True} if found else dict.fromkeys(leading, False))
        return self._known[path]

    def _begins(self, path: str) -> bool:
        return "use client" in self.project.module(path).directives

    def _leading_to(self, path: str) -> list[str]:
        """The module and, at any remove, those that load it; not beyond the first with "use client" of each way."""
        found, seen = [path], {path}
        for one in found:
            if self._begins(one) or one in self._old or "use server" in self.project.module(one).directives:
                continue
            for edge in self.project.graph.edges_to(one):
                if edge.importer not in seen and is_source(edge.importer) and at_run_time(edge):
                    seen.add(edge.importer)
                    found.append(edge.importer)
        return found


def _loaded(project: Project, path: str) -> Iterator[str]:
    for edge in project.graph.edges_from(path):
        if edge.target is not None and is_source(edge.target) and at_run_time(edge):
            yield edge.target


def at_run_time(edge: Edge) -> bool:
    """Whether a reference is still there when the program runs, and loads what it names."""
    names = edge.reference.names
    erased = edge.reference.type_only or (bool(names) and all(name.type_only for name in names))
    return edge.loads and not erased


def _loads_server_code(project: Project, path: str) -> bool:
    """Whether loading a module loads a client or functions of Inngest, or what only a server has."""
    anatomy = anatomy_of(project)
    waiting = [path]
    for one in waiting:
        if anatomy.makes_client(one) or anatomy.makes_functions(one):
            return True
        for edge in filter(at_run_time, project.graph.edges_from(one)):
            match edge.resolution:
                case Builtin() | External("server-only"):
                    return True
        waiting += [target for target in _loaded(project, one) if target not in waiting]
    return False


def _ways(project: Project, folder: OldFolder, place: Symbol) -> Iterator[Symbol]:
    """The modules of the package that lead from `place` to where the name is declared, nearest first."""
    seen: set[Symbol] = set()
    while place not in seen and place[1] != "*":
        seen.add(place)
        further = [way for way in sources_of(project, *place) if way[0].startswith(f"{folder.package}/")]
        if not further:
            return
        place = further[0]
        yield place


def _offered(context: Context, folder: OldFolder, ways: list[Symbol], importer: str) -> Symbol:
    """The first of `ways` that an entry point leads to; where none does, the first gets one."""
    resolver = context.project.over(context.tree).resolver
    for way in ways:
        if resolver.specifier_for(way[0], importer, folder.name) is not None:
            return way
    for advice in add_entry_point(context.project, context.tree, folder.package, ways[0][0]):
        context.report(left_to_do(advice))
    return ways[0]
