"""The graphs of an audit: packages that need each other, events between those who send and those who handle them."""

from __future__ import annotations

from migrator.audit import State
from migrator.report.audit.blocks import Graph, Node

_LARGEST = 60
"""Edges of a graph that a reader can still follow; of a larger one the modules are drawn as their folders."""


def package_graph(state: State) -> Graph:
    """The packages near Inngest, who needs whom; those that have it stand out."""
    homes = {package.name for package in state.packages if _has_inngest(state, package.folder)}
    needed = {name for package in state.packages if package.name in homes for name in package.needs}
    nodes = {}
    for package in state.packages:
        column = 1 if package.name in homes else 2 if package.name in needed else 0
        nodes[package.name] = Node(package.name, column, "home" if package.name in homes else "package")
    edges = [(one.name, need) for one in state.packages for need in one.needs if need in nodes]
    return Graph("Workspace packages and what they need", tuple(nodes.values()), tuple(edges))


def trigger_graph(state: State) -> Graph:
    """Senders, events, and the functions that they start."""
    sends = sum(len(event.sent_by) + len(event.handled_by) for event in state.events)
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str], None] = {}
    for event in state.events:
        nodes[event.name] = Node(event.name, 1, "event")
        for path in event.sent_by:
            sender = path.rpartition("/")[0] if sends > _LARGEST else path
            nodes.setdefault(sender, Node(sender, 0, "module"))
            edges[sender, event.name] = None
        for name in event.handled_by:
            # A function may be called like an event.
            handler = name if name not in {one.name for one in state.events} else f"{name} (function)"
            nodes.setdefault(handler, Node(handler, 2, "function"))
            edges[event.name, handler] = None
    return Graph("Events, who sends them, and what they start", tuple(nodes.values()), tuple(edges))


def _has_inngest(state: State, folder: str) -> bool:
    prefix = f"{folder}/" if folder else ""
    places = [*(one.path for one in state.clients), *(one.path for one in state.functions)]
    inner = [one.folder for one in state.packages if one.folder != folder and one.folder.startswith(prefix)]
    return any(path.startswith(prefix) and not any(path.startswith(f"{other}/") for other in inner) for path in places)
