"""What moved code needs from what stays behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from migrator.refactor.shim import through
from migrator.workspace import Edge, Project


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A module that would stay in a package which moved code leaves, and that moved code needs.

    `edge` is a reference that needs it; `shared` names modules that stay and use it too, in path order.
    """

    path: str
    edge: Edge
    shared: tuple[str, ...]


def left_behind(project: Project, moves: Mapping[str, str]) -> list[LeftBehind]:
    """Every module that moved code names, that stays, and that its new package could not import.

    Not among them: modules that only re-export a workspace package, since that package can be named instead.
    """
    found: dict[str, LeftBehind] = {}
    for old, new in moves.items():
        home = project.workspace.owner(old)
        if home == project.workspace.owner(new):
            continue
        for edge in project.graph.edges_from(old):
            target = edge.target
            if target is None or target in moves or target in found or project.workspace.owner(target) != home:
                continue
            names = [name.imported for name in edge.reference.names] or ["*"]
            if all(through(project, target, name) for name in names):
                continue
            shared = tuple(path for path in project.graph.importers(target) if path not in moves)
            found[target] = LeftBehind(target, edge, shared)
    return [found[path] for path in sorted(found)]
