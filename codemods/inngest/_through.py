"""References to a moved module's old path, pointed through its shim at the package."""

from __future__ import annotations

from collections.abc import Iterable

from migrator.api import Context, Diagnostic, Edge, Project, Target, reexports, repoint, through


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
    left = 0
    name = context.project.workspace.owner(package + "/package.json")
    like = name.name if name is not None and name.name else package
    for edge in edges:
        destinations = {
            wanted: through(context.project, edge.target or "", wanted)
            for wanted in [name.imported for name in edge.reference.names] or ["*"]
        }
        targets: dict[str, Target] = {}
        for wanted, destination in destinations.items():
            if destination is not None:
                path, there = destination
                specifier = context.project.resolver.specifier_for(path, edge.importer, like)
                if specifier is not None:
                    targets[wanted] = Target(specifier, there)
        if len(targets) < len(destinations):
            left += 1
            _report(context, edge)
            continue
        context.edit(edge.importer, repoint(context.module(edge.importer), edge.reference, targets.__getitem__))
    return left


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
