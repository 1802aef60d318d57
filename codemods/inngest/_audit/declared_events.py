"""The events that a repository declares: what clients hand to `EventSchemas`, and SDK 4's `eventType`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from migrator.api import Node, is_test

from .._reading.anatomy import anatomy_of
from .event_types import EventTypes
from .event_values import Declared, EventValues, Told, made_of
from .expressions import Expressions, Value
from .syntax import arguments_of, top_name
from .words import SCHEMAS

DECLARING = ("fromRecord", "fromZod", "fromUnion", "fromSchema", "fromGenerated")
"""The methods of `EventSchemas`."""


class DeclaredEvents:
    """The declared events of a project."""

    def __init__(self, expressions: Expressions) -> None:
        self.project = expressions.project
        self.expressions = expressions
        self.values = EventValues(expressions)
        self.types = EventTypes(expressions)

    @cached_property
    def all(self) -> tuple[Declared, ...]:
        """Every declaration outside tests, by module and place."""
        found: dict[tuple[str, int], Declared] = {}
        for one in self._read:
            if one is not None:
                found.setdefault((one.node.module.path, one.node.span.start), one)
        return tuple(found[place] for place in sorted(found))

    @property
    def are_told(self) -> bool:
        """Whether everything that declares events could be read to its end."""
        return None not in self._read

    @cached_property
    def _read(self) -> tuple[Told, ...]:
        return tuple(
            one
            for path in sorted({path for word in SCHEMAS for path in self.project.mentioning(word)})
            if not is_test(path)
            for call in self.project.module(path).root.descendants("call_expression")
            for one in self._of_call(call)
        )

    def _of_call(self, call: Node) -> Iterator[Told]:
        callee = call.field("function")
        anatomy = anatomy_of(self.project)
        if callee is None:
            return
        if callee.kind == "identifier" and anatomy.is_sdk_name(callee, "eventType"):
            yield from self._of_event_type(call)
            return
        method = callee.field("property") if callee.kind == "member_expression" else None
        if method is None or method.text not in DECLARING or not self._is_schemas(callee.field("object")):
            return
        for types in call.children:
            if types.kind == "type_arguments" and method.text != "fromZod":
                for type_ in types.children:
                    yield from self.types.read(type_)
        for given in arguments_of(call):
            kind = "zod" if method.text == "fromZod" else "schema"
            yield from self.values.read(Value(given), kind)

    def _is_schemas(self, node: Node | None) -> bool:
        """Whether an expression is `new EventSchemas()`, or a call on one."""
        while node is not None and node.kind == "call_expression":
            callee = node.field("function")
            node = callee.field("object") if callee is not None and callee.kind == "member_expression" else None
        if node is not None and node.kind == "identifier":
            node = self.expressions.value(node).node
        of = node.field("constructor") if node is not None and node.kind == "new_expression" else None
        return of is not None and anatomy_of(self.project).is_sdk_name(of, "EventSchemas")

    def _of_event_type(self, call: Node) -> Iterator[Told]:
        given = arguments_of(call)
        name = self.expressions.text(given[0]) if given else None
        if name is None:
            yield None
            return
        options = self.expressions.value(given[1]) if len(given) > 1 else None
        schema = self.expressions.member(options, "schema") if options is not None else None
        own = top_name(call)
        itself = {(call.module.path, own)} if own is not None else set()
        taken = made_of(self.project, schema.node) if schema is not None else set()
        yield Declared(name, given[0], self._kind_of(schema), frozenset(itself | taken))

    def _kind_of(self, schema: Value | None) -> str:
        if schema is None:
            return "none"
        at = self.expressions.value(schema.node, schema.frame)
        callee = at.node.field("function") if at.node.kind == "call_expression" else None
        while callee is not None and callee.kind in ("member_expression", "call_expression"):
            callee = callee.field("object") or callee.field("function")
        if callee is not None and callee.text == "staticSchema":
            return "type"
        imported = callee.module.bindings.imports.get(callee.text) if callee is not None else None
        return "zod" if imported is not None and (imported[0].package or "").startswith("zod") else "schema"
