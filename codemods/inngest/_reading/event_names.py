"""The event names that a stretch of source declares or keys something by.

A name is taken for an event's where one stands: as a key, as `name` or `event`, as what `eventType` is called with.
The same words elsewhere, a MIME type in a list say, are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.api import Node, Project

from .constants import constant, property_of

_NAME = re.compile(r"[a-z][\w-]*+/[\w-]++([./:][\w-]++)*+", re.IGNORECASE)
_KEYED = ("pair", "property_signature", "enum_assignment")
_TRANSPARENT = ("as_expression", "satisfies_expression", "parenthesized_expression", "literal_type")


def domain(name: str) -> str:
    """`studio` of `studio/workflow.requested`."""
    return name.partition("/")[0].lower()


def event_names(project: Project, node: Node) -> Iterator[str]:
    """The event names in `node`, in source order."""
    for inner in (node, *node.descendants(*_KEYED, "call_expression")):
        name = None
        if inner.kind in _KEYED:
            name = key_of(project, inner) or _named(project, inner)
        elif inner.kind == "call_expression":
            name = event_type_name(project, inner)
        if name is not None and _NAME.fullmatch(name):
            yield name


def constants(node: Node) -> Iterator[str]:
    """The values of the constants in `node` that look like event names."""
    for declarator in node.descendants("variable_declarator"):
        value = declarator.field("value")
        name = bare(value).string_value if value is not None else None
        if name is not None and _NAME.fullmatch(name):
            yield name


def key_of(project: Project, member: Node) -> str | None:
    """The event name that is a member's key, written out or computed from a constant; None for any other key."""
    key = member.field("key") or member.field("name")
    if key is None:
        return None
    name = text_of(project, key.children[0]) if key.kind == "computed_property_name" else key.string_value
    return name if name is not None and _NAME.fullmatch(name) else None


def _named(project: Project, member: Node) -> str | None:
    """The value of a member `name` or `event`, or of a member of an enum."""
    key = member.field("key") or member.field("name")
    value = member.field("value") or member.field("type")
    if member.kind != "enum_assignment" and (key is None or key.text.strip("'\"") not in ("name", "event")):
        return None
    if value is not None and value.kind == "type_annotation":
        value = value.children[0]
    return text_of(project, value) if value is not None else None


def text_of(project: Project, node: Node) -> str | None:
    """The string that an expression stands for: written out, a constant, a property of a constant object."""
    value = _value(project, node)
    return value.string_value if value is not None else None


def _value(project: Project, node: Node) -> Node | None:
    node = bare(node)
    if node.kind == "identifier":
        there = constant(project, node)
        return bare(there) if there is not None and there != node else None
    if node.kind == "member_expression":
        holder, member = node.field("object"), node.field("property")
        options = _value(project, holder) if holder is not None else None
        pair = property_of(options, member.text) if options is not None and member is not None else None
        value = pair.field("value") if pair is not None and pair.kind == "pair" else None
        return bare(value) if value is not None else None
    return node


def bare(node: Node) -> Node:
    """An expression without `as const`, parentheses, or a frozen object's `Object.freeze`."""
    while node.kind in _TRANSPARENT and node.children:
        node = node.children[0]
    if node.kind == "call_expression" and (callee := node.field("function")) and callee.text == "Object.freeze":
        arguments = node.field("arguments")
        return bare(arguments.children[0]) if arguments is not None and arguments.children else node
    return node


def event_type_name(project: Project, value: Node | None) -> str | None:
    """The event that a call of SDK 4's `eventType` declares; None for everything else."""
    callee = value.field("function") if value is not None else None
    arguments = value.field("arguments") if value is not None else None
    if callee is None or callee.text != "eventType" or arguments is None or not arguments.children:
        return None
    return text_of(project, arguments.children[0])
