"""Events that a function takes while it runs: it waits for them, or is cancelled by them."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.api import Project, is_test

from .definition import Definition
from .expressions import Expressions, Value
from .syntax import arguments_of
from .triggers import Started, triggers_in
from .words import WAITING


def waited_for(project: Project, expressions: Expressions) -> Iterator[Started]:
    """The event of each `step.waitForEvent(id, { event })`, outside tests."""
    for path in project.mentioning(WAITING):
        module = project.module(path)
        if is_test(path):
            continue
        for call in module.root.descendants("call_expression"):
            callee, given = call.field("function"), arguments_of(call)
            method = callee.field("property") if callee is not None and callee.kind == "member_expression" else None
            if method is not None and method.text == "waitForEvent" and len(given) > 1:
                yield from triggers_in(expressions, Value(given[1]))


def cancelled_by(expressions: Expressions, definition: Definition) -> Iterator[Started]:
    """The events in a function's `cancelOn`."""
    named = expressions.member(definition.options, "cancelOn") if definition.options is not None else None
    if named is not None:
        yield from triggers_in(expressions, named)
