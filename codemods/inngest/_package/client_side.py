"""Keep server code out of what a browser loads: names that components take come past the Inngest client."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

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
    in_browser = _in_browser(project, {*folder.shims, *folder.kept})
    found: dict[Symbol, Symbol] = {}
    for edge in edges if in_browser else ():
        if edge.importer not in in_browser or edge.reference.type_only or not edge.loads or edge.target is None:
            continue
        for name in wanted_names(project, edge) or ():
            place = folder.place(edge.target, name)
            if place is None or place in found or place[1] == "*" or not _loads_server_code(project, place[0]):
                continue
            ways = [one for one in _ways(project, folder, place) if not _loads_server_code(project, one[0])]
            if ways:
                found[place] = _offered(context, folder, ways, edge.importer)
    return found


def _in_browser(project: Project, old: set[str]) -> frozenset[str]:
    """Every module that one with "use client" loads; a server action is only called from there, not loaded."""
    waiting = [path for path in project.sources if "use client" in project.module(path).directives]
    found = set(waiting)
    for path in waiting:
        for target in _loaded(project, path):
            if target not in found and target not in old and "use server" not in project.module(target).directives:
                found.add(target)
                waiting.append(target)
    return frozenset(found)


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
