"""Events that a type declares: a record by its keys, a union by the `name` of each of its members."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.api import Node, is_source

from .._reading.constants import declared
from .event_values import Declared, EventValues, Told, made_of
from .expressions import Expressions, Value

_DEEPEST = 12


class EventTypes:
    """Reads the types of one project."""

    def __init__(self, expressions: Expressions) -> None:
        self.expressions = expressions
        self.project = expressions.project

    def read(self, type_: Node, depth: int = 0) -> Iterator[Told]:
        """The keys of a record type; of a union, the literal that each member has as `name`."""
        if depth > _DEEPEST:
            yield None
            return
        if type_.kind in ("object_type", "interface_body"):
            yield from self._of_members(type_)
        elif type_.kind in ("intersection_type", "union_type", "parenthesized_type", "readonly_type"):
            for child in type_.children:
                yield from self.read(child, depth + 1)
        elif type_.kind == "type_query":
            yield from EventValues(self.expressions).read(Value(type_.children[0]), "schema")
        elif type_.kind in ("type_identifier", "nested_type_identifier"):
            yield from self._of_named_type(type_, depth)
        elif type_.kind != "comment":
            yield None

    def _of_named_type(self, name: Node, depth: int) -> Iterator[Told]:
        there = declared(self.project, name) if name.kind == "type_identifier" else None
        found = False
        if there is not None and is_source(there[0]):
            module = self.project.module(there[0])
            local = next((one.local for one in module.exports if one.name == there[1] and one.local), there[1])
            for declaration in module.root.descendants("type_alias_declaration", "interface_declaration"):
                given = declaration.field("name")
                if given is None or given.text != local:
                    continue
                found = True
                for heritage in declaration.children:
                    if heritage.kind == "extends_type_clause":
                        for parent in heritage.children:
                            yield from self.read(parent, depth + 1)
                body = declaration.field("value") or declaration.field("body")
                if body is not None:
                    yield from self.read(body, depth + 1)
        if not found:
            yield None

    def _of_members(self, literal: Node) -> Iterator[Told]:
        members = [child for child in literal.children if child.kind == "property_signature"]
        named = next((one for one in members if _key_text(one) == "name" and _literal_of(one) is not None), None)
        if named is not None:
            # One event of a union: `{ name: "a/b"; data: ... }`.
            text = _literal_of(named)
            if text is not None:
                yield Declared(text, named, "type", made_of(self.project, literal))
            return
        for member in members:
            key = member.field("name")
            text = self.expressions.key(key) if key is not None else None
            yield Declared(text, member, "type", made_of(self.project, member)) if text is not None else None
        if any(child.kind not in ("property_signature", "comment") for child in literal.children):
            yield None


def _key_text(member: Node) -> str | None:
    key = member.field("name")
    return (key.string_value or key.text) if key is not None else None


def _literal_of(member: Node) -> str | None:
    """The string that a member's type is: `"a/b"` of `name: "a/b"`."""
    annotation = member.field("type")
    inner = annotation.children[0] if annotation is not None and annotation.children else None
    literal = inner.children[0] if inner is not None and inner.kind == "literal_type" and inner.children else None
    return literal.string_value if literal is not None else None
