"""Events that a value declares: an object by its keys, a list by the name of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from migrator.api import Node, Project

from .._reading.constants import declared
from .expressions import Expressions, Value
from .syntax import arguments_of


@dataclass(frozen=True, slots=True)
class Declared:
    """One declaration of an event. `schema` is `zod`, `schema` for another that checks, `type`, or `none`.

    `made_of` are the names, with their modules, that the schema is made of: whoever uses one of them checks by it.
    """

    name: str
    node: Node
    schema: str
    made_of: frozenset[tuple[str, str]]


Told = Declared | None
"""A declaration; None for something that may declare events and can't be told from the text."""


class EventValues:
    """Reads the values of one project."""

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions

    def read(self, given: Value, kind: str) -> Iterator[Told]:
        """The events of an expression; `kind` is that of its schemas."""
        at = self.expressions.value(given.node, given.frame)
        if at.node.kind == "array":
            for element in at.node.children:
                if element.kind != "comment":
                    inner = element.children[0] if element.kind == "spread_element" else element
                    yield from self._of_listed(Value(inner, at.frame), kind)
        elif at.node.kind == "object":
            for key, value in self.expressions.members(at):
                yield Declared(key, _key_node(value.node), kind, self._made_of(value)) if key is not None else None
            if any(not self._is_read(child, at) for child in at.node.children):
                yield None
        else:
            yield None

    def _is_read(self, child: Node, at: Value) -> bool:
        if child.kind == "spread_element":
            return self.expressions.value(child.children[0], at.frame).node.kind == "object"
        return child.kind in ("pair", "shorthand_property_identifier", "comment")

    def _of_listed(self, given: Value, kind: str) -> Iterator[Told]:
        """An element of `fromZod([{ name: z.literal("a/b"), data }])`, or of `fromSchema`'s list of event types."""
        at = self.expressions.value(given.node, given.frame)
        named = self.expressions.member(at, "name")
        literal = self.expressions.value(named.node, named.frame) if named is not None else None
        inner = arguments_of(literal.node) if literal is not None and literal.node.kind == "call_expression" else ()
        text = self.expressions.text(inner[0] if inner else literal.node) if literal is not None else None
        yield Declared(text, at.node, kind, self._made_of(given)) if text is not None else None

    def _made_of(self, value: Value) -> frozenset[tuple[str, str]]:
        return made_of(self.expressions.project, value.node)


def made_of(project: Project, node: Node) -> frozenset[tuple[str, str]]:
    """What is named in a schema, by module and name."""
    kinds = ("identifier", "type_identifier", "shorthand_property_identifier")
    inner = [node] if node.kind in kinds else []
    found = (declared(project, one) for one in (*inner, *node.descendants(*kinds)))
    return frozenset(place for place in found if place is not None)


def _key_node(value: Node) -> Node:
    """The member that a value belongs to, where its key stands; a shorthand is its own."""
    around = value.parent
    return around if around is not None and around.kind == "pair" else value
