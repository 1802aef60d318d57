"""The event schemas of a client of SDK 3: `new EventSchemas()` and the calls on it, wherever they are written."""

from __future__ import annotations

from dataclasses import dataclass

from migrator.api import Node, Project

from .constants import constant, property_of
from .event_names import text_of
from .lists import WRAPPERS


@dataclass(frozen=True, slots=True)
class Schemas:
    """`chain` is the whole expression; `method` names the call whose `map`, an object, can take another event.

    `is_cast` says that the map is cast as a whole, so that its members need no cast of their own.
    """

    chain: Node
    method: str | None = None
    map: Node | None = None
    is_cast: bool = False

    def has(self, project: Project, event: str) -> bool:
        """Whether the map has the event, under its name or a constant that holds it."""
        for pair in self.map.children if self.map is not None else ():
            key = pair.field("key")
            if key is not None:
                inner = key.children[0] if key.kind == "computed_property_name" else key
                if (text_of(project, inner) or key.text) == event:
                    return True
        return False


def options_of_client(project: Project, client: Node) -> Node | None:
    """The object that `new Inngest(...)` is given; None where it is none that can be read."""
    arguments = client.field("arguments")
    given = next((one for one in arguments.children if one.kind != "comment"), None) if arguments is not None else None
    found, _ = _seen_through(project, given) if given is not None else (None, False)
    return found if found is not None and found.kind == "object" else None


def schemas_of(project: Project, options: Node) -> Schemas | None:
    """The schemas in a client's options; None where it has none, or something else than `new EventSchemas()`."""
    pair = property_of(options, "schemas")
    value = pair.field("value") if pair is not None and pair.kind == "pair" else pair
    chain, _ = _seen_through(project, value) if value is not None else (None, False)
    if chain is None:
        return None
    calls: list[tuple[str, Node]] = []
    inner: Node | None = chain
    while inner is not None and inner.kind == "call_expression":
        callee = inner.field("function")
        method = callee.field("property") if callee is not None else None
        if method is None:
            return None
        calls.append((method.text, inner))
        inner = callee.field("object") if callee is not None else None
    maker = inner.field("constructor") if inner is not None and inner.kind == "new_expression" else None
    if maker is None or maker.text != "EventSchemas":
        return None
    for method_name in ("fromZod", "fromSchema"):
        for name, call in calls:
            arguments = call.field("arguments")
            given = arguments.children[0] if name == method_name and arguments and arguments.children else None
            found, is_cast = _seen_through(project, given) if given is not None else (None, False)
            if found is not None and found.kind == "object":
                return Schemas(chain, name, found, is_cast)
    return Schemas(chain)


def _seen_through(project: Project, node: Node) -> tuple[Node, bool]:
    """What an expression is behind constants and casts, and whether it is cast, `as const` not counted."""
    is_cast = False
    for _ in range(12):
        if node.kind in WRAPPERS and node.children:
            is_cast |= node.kind == "as_expression" and not node.text.endswith("as const")
            node = node.children[0]
        elif node.kind in ("identifier", "shorthand_property_identifier"):
            behind = constant(project, node)
            if behind is None or behind == node:
                break
            node = behind
        else:
            break
    return node, is_cast
