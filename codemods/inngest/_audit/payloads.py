"""The events that an expression stands for: one, a list of them, what a call makes of a list."""

from __future__ import annotations

from collections.abc import Iterator

from .expressions import Expressions, Value
from .syntax import arguments_of, pushed_into, results_of

_EITHER = (
    "ternary_expression",
    "binary_expression",
    "parenthesized_expression",
    "as_expression",
    "satisfies_expression",
)


class Payloads:
    """Reads what is sent."""

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions

    def name(self, payload: Value) -> Value | None:
        """What an event is called, as it stands in its object."""
        return self.expressions.member(payload, "name")

    def read(self, given: Value) -> Iterator[tuple[Value, bool]]:
        """Each payload that an expression stands for, and whether an `eventType` made it."""
        at = self.expressions.value(given.node, given.frame)
        node = at.node
        pushed = pushed_into(given.node)
        for one in pushed:
            yield from self.read(Value(one))
        if node.kind == "array":
            for element in node.children:
                if element.kind != "comment":
                    inner = element.children[0] if element.kind == "spread_element" else element
                    yield from self.read(Value(inner, at.frame))
        elif node.kind in _EITHER:
            condition = node.field("condition")
            for child in node.children:
                if child != condition and not child.kind.endswith("type"):
                    yield from self.read(Value(child, at.frame))
        elif node.kind == "call_expression":
            yield from self._made(at)
        elif node.kind in ("identifier", "shorthand_property_identifier", "member_expression", "object") and not pushed:
            yield at, False

    def _made(self, at: Value) -> Iterator[tuple[Value, bool]]:
        """The payloads of a call: `created.create(...)`, `items.map((item) => ({ name, data }))`, `Promise.all`."""
        callee = at.node.field("function")
        method = callee.field("property") if callee is not None and callee.kind == "member_expression" else None
        if method is None:
            yield at, False
        elif method.text in ("create", "withData"):
            yield at, True
        elif method.text in ("map", "flatMap"):
            for one in arguments_of(at.node)[:1]:
                for value in results_of(self.expressions.value(one, at.frame).node):
                    yield from self.read(Value(value, at.frame))
        elif method.text in ("filter", "concat", "flat") and (held := callee.field("object") if callee else None):
            yield from self.read(Value(held, at.frame))
        else:
            yield at, False
