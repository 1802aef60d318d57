"""The array literal in which a client's functions are listed to be served, wherever it is written."""

from __future__ import annotations

from migrator.api import Node, Project

from .._reading.anatomy import anatomy_of
from .._reading.constants import declared, value_of
from .._reading.lists import WRAPPERS, whole_namespace
from .._reading.served import serve_call
from .._reading.serving import served_clients


class ServedArrays:
    """What the routes serve of one client; `route` is the only one that counts, where it is not empty.

    `arrays` are the literals to add a function to, `namespaces` modules of which every export is served, `unclear` the
    routes whose list can't be told from the text.
    """

    def __init__(self, project: Project, client: str, route: str = "") -> None:
        self.project = project
        self.arrays: dict[tuple[str, int], Node] = {}
        self.namespaces: list[str] = []
        self.unclear: list[str] = []
        routes = {path for path, served in served_clients(project) if served == client and route in ("", path)}
        for call in anatomy_of(project).serves:
            if call.module.path in routes:
                value = serve_call(project, call).value
                self._add(value, call.module.path)

    @property
    def places(self) -> list[str]:
        """Where functions are listed, as `path:line`."""
        return [f"{path}:{node.position.line}" for (path, _), node in self.arrays.items()] + self.namespaces

    def _add(self, value: Node | None, route: str) -> None:
        array = self._array(value, frozenset()) if value is not None else None
        namespace = whole_namespace(self.project, array or value) if value is not None else None
        if namespace is not None:
            self.namespaces += [namespace] if namespace not in self.namespaces else []
        elif array is not None:
            self.arrays[array.module.path, array.span.start] = array
        else:
            self.unclear.append(route)

    def _array(self, node: Node, seen: frozenset[Node]) -> Node | None:
        """The array behind names and casts; one that only spreads another gives way to that."""
        while node.kind in WRAPPERS:
            node = node.children[0]
        if node in seen:
            return None
        if node.kind == "array":
            items = [one for one in node.children if one.kind != "comment"]
            only = items[0] if len(items) == 1 and items[0].kind == "spread_element" else None
            return (self._array(only.children[0], seen | {node}) or node) if only is not None else node
        if node.kind in ("identifier", "shorthand_property_identifier", "member_expression"):
            there = declared(self.project, node)
            value = value_of(self.project.module(there[0]), there[1]) if there is not None else None
            found = self._array(value, seen | {node}) if value is not None else None
            if found is None and value is not None and whole_namespace(self.project, value) is not None:
                return value
            return found
        return None
