"""What starts a function: events and schedules, as SDK 3 and SDK 4 write them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from migrator.api import Node, Trigger

from .expressions import Expressions, Frame, Value
from .syntax import arguments_of


class Started(NamedTuple):
    """A trigger, and the expression that names it."""

    trigger: Trigger
    written: Node


def triggers_of(expressions: Expressions, call: Node, frame: Frame | None) -> tuple[Started, ...]:
    """The triggers that a call of `createFunction` names; an event whose name the text doesn't tell has none."""
    given = arguments_of(call)
    if not given:
        return ()
    options = expressions.value(given[0], frame)
    named = expressions.member(options, "triggers")
    if named is None and len(given) > 2:
        named = Value(given[1], frame)
    return tuple(triggers_in(expressions, named)) if named is not None else ()


def triggers_in(expressions: Expressions, written: Value) -> Iterator[Started]:
    """The triggers that an expression stands for: `{ event }`, `{ cron }`, a name, what SDK 4 calls, or a list."""
    at = expressions.value(written.node, written.frame)
    if at.node.kind == "array":
        for element in at.node.children:
            inner = element.children[0] if element.kind == "spread_element" else element
            if element.kind != "comment":
                yield from triggers_in(expressions, Value(inner, at.frame))
        return
    if at.node.string_value is not None:
        yield Started(Trigger("event", at.node.string_value), written.node)
        return
    if at.node.kind == "call_expression":
        yield from _called(expressions, at)
        return
    event, cron = expressions.member(at, "event"), expressions.member(at, "cron")
    if event is not None:
        yield Started(Trigger("event", name_of(expressions, event)), event.node)
    if cron is not None:
        yield Started(Trigger("cron", expressions.text(cron.node, cron.frame)), cron.node)


def name_of(expressions: Expressions, written: Value) -> str | None:
    """The event that an expression names: a string, a constant, or what `eventType("a/b")` makes."""
    told = expressions.text(written.node, written.frame)
    if told is not None:
        return told
    at = expressions.value(written.node, written.frame)
    callee = at.node.field("function") if at.node.kind == "call_expression" else None
    if callee is None:
        return None
    given = arguments_of(at.node)
    if callee.text == "eventType" and given:
        return expressions.text(given[0], at.frame)
    # SDK 4: `created.create({ ... })`.
    made = callee.field("object") if callee.kind == "member_expression" else None
    method = callee.field("property") if callee.kind == "member_expression" else None
    if made is not None and method is not None and method.text in ("create", "withData"):
        return name_of(expressions, Value(made, at.frame))
    return None


def _called(expressions: Expressions, at: Value) -> Iterator[Started]:
    callee, given = at.node.field("function"), arguments_of(at.node)
    if callee is not None and callee.text == "cron" and given:
        yield Started(Trigger("cron", expressions.text(given[0], at.frame)), given[0])
    elif callee is not None and callee.text != "invoke":
        yield Started(Trigger("event", name_of(expressions, at)), at.node)
