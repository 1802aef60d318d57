"""The modules that a plan is about, before and after, with who imports whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from migrator.engine import Lineage, Outcome
from migrator.workspace import Project


@dataclass(frozen=True, slots=True)
class Node:
    """A module, or where `state` is `package`, all that is used of a package.

    `key` is the same before and after. `state` is the decision on the module; `created` where it is new, and `other`
    where it only imports those or is imported by them. `package` is the folder of its package, empty for the root's.
    """

    key: str
    path: str
    state: str
    package: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes by key, and for each reference from one to another their keys."""

    nodes: Mapping[str, Node]
    edges: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ModuleGraph:
    """The picture before and after. `crossing` are the edges, in either of them, that lead over a package's border
    after the plan and that something moved has part in.
    """

    before: Picture
    after: Picture
    crossing: frozenset[tuple[str, str]]


def module_graph(outcome: Outcome) -> ModuleGraph | None:
    """The graph around what moved and what was decided about; None where that is nothing."""
    if not outcome.results:
        return None
    after = outcome.results[-1].project
    before = after.over(outcome.base)
    lineage = Lineage.over(result.changes for result in outcome.results)
    states = _states(outcome, before, lineage)
    if not states:
        return None
    images = {
        image: path if index == 0 else image
        for path in states
        for index, image in enumerate(lineage.images(path))
        if after.tree.entry(image) is not None
    }
    parts = {image: states[path] for path in states for image in lineage.images(path)[1:]}
    old = _picture(before, {path: path for path in states}, states, before)
    new = _picture(after, images, states | parts, before)
    return ModuleGraph(old, new, _crossing(old, new))


def _states(outcome: Outcome, before: Project, lineage: Lineage) -> dict[str, tuple[str, str]]:
    """Decision and reason by path before. A chain starts with what is to move, also where nothing could move yet."""
    sources = set(before.importers)
    starts = [one.chain[0] for one in outcome.decisions if one.chain and one.decision != "keep"]
    found = dict.fromkeys((*lineage.moves, *starts), ("move", ""))
    found |= {one.path: (one.decision, one.reason) for one in outcome.decisions}
    return {path: state for path, state in sorted(found.items()) if path in sources}


def _picture(
    project: Project, keys: Mapping[str, str], states: Mapping[str, tuple[str, str]], before: Project
) -> Picture:
    """`keys` has the path of each module that the picture is about."""
    nodes: dict[str, Node] = {}
    edges: set[tuple[str, str]] = set()
    known = {path: _node(project, path, key, states[key]) for path, key in keys.items()}

    def node_of(path: str, *, used_by: str = "") -> Node:
        folder = _package(project, path)
        if path in known:
            node = known[path]
        elif used_by and folder != used_by:
            node = Node(f"{folder}/", folder, "package", folder)
        else:
            created = before.tree.entry(path) is None
            node = _node(project, path, path, ("created" if created else "other", ""))
        nodes[node.key] = node
        return node

    for path in keys:
        node = node_of(path)
        for edge in project.graph.edges_from(path):
            if edge.target is not None and edge.target != path:
                edges.add((node.key, node_of(edge.target, used_by=node.package).key))
        for importer in project.graph.importers(path):
            edges.add((node_of(importer).key, node.key))
    return Picture(nodes, frozenset(edges))


def _node(project: Project, path: str, key: str, state: tuple[str, str]) -> Node:
    return Node(key, path, state[0], _package(project, path), state[1])


def _package(project: Project, path: str) -> str:
    owner = project.workspace.owner(path)
    return owner.folder if owner is not None else ""


def _crossing(before: Picture, after: Picture) -> frozenset[tuple[str, str]]:
    moved = {key for key, node in after.nodes.items() if node.state in ("move", "co-move", "created")}

    def crosses(edge: tuple[str, str]) -> bool:
        ends = [after.nodes.get(key) or before.nodes[key] for key in edge]
        return not moved.isdisjoint(edge) and ends[0].package != ends[1].package

    return frozenset(edge for edge in before.edges | after.edges if crosses(edge))
