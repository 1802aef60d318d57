"""References to a moved module's old path, pointed through its shim at the package."""

from __future__ import annotations

from collections.abc import Iterable

from migrator.api import Context, Diagnostic, Edge, Project, Target, names_taken, reexports, repoint, through


def shims(project: Project, source: str, package: str) -> tuple[str, ...]:
    """The modules below `source` that do nothing but re-export modules of the package."""
    found = []
    for path in project.sources:
        if path.startswith(source + "/"):
            edges = reexports(project, path)
            if edges and all((edge.target or "").startswith(package + "/") for edge in edges):
                found.append(path)
    return tuple(found)


def repoint_edges(context: Context, edges: Iterable[Edge], package: str) -> int:
    """Point each of `edges`, which lead to shims, at what the shims re-export. Answers how many could not be.

    A reference that takes a module as a whole whose names have parted can't be pointed at one module; it stays,
    and so does the shim.
    """
    owner = context.project.workspace.owner(package + "/package.json")
    like = owner.name if owner is not None and owner.name else package
    left = 0
    for edge in edges:
        targets: dict[str, Target] = {}
        for wanted in [name.imported for name in edge.reference.names] or ["*"]:
            destination = _behind(context, edge, wanted)
            specifier = destination and context.project.resolver.specifier_for(destination[0], edge.importer, like)
            if destination is None or specifier is None:
                left += 1
                _report(context, edge)
                break
            targets[wanted] = Target(specifier, destination[1])
        else:
            context.edit(edge.importer, repoint(context.module(edge.importer), edge.reference, targets.__getitem__))
    return left


def _behind(context: Context, edge: Edge, wanted: str) -> tuple[str, str] | None:
    """Where the shim that `edge` leads to has `wanted` from."""
    shim = edge.target or ""
    behind = through(context.project, shim, wanted)
    if behind is not None or wanted != "*":
        return behind
    # The module's names have parted; what this reference takes of it may still be in one place.
    taken = names_taken(context.module(edge.importer), edge.reference)
    places = {through(context.project, shim, name) for name in taken or ()}
    modules = {place[0] for place in places if place is not None}
    return (modules.pop(), "*") if len(modules) == 1 and None not in places else None


def _report(context: Context, edge: Edge) -> None:
    line, column = context.module(edge.importer).position(edge.reference.span.start)
    context.report(
        Diagnostic(
            "left-on-shim",
            "warning",
            f"{edge.reference.specifier!r} takes a module whole whose names are in several modules now",
            path=edge.importer,
            line=line,
            column=column,
            hint="import the names one by one; until then the old module stays as a re-export",
        )
    )
