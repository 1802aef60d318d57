"""Functions that NestJS makes of methods with `@AppInngest.Function({ id })` and `@AppInngest.Trigger({ event })`."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.api import Node, Project, is_test

from .clients import Clients
from .definition import Definition
from .expressions import Value
from .syntax import arguments_of, exported_as
from .triggers import triggers_in
from .words import DECORATED


def decorated_functions(project: Project, clients: Clients) -> Iterator[Definition]:
    """One function for each method with such a decorator, outside tests."""
    expressions = clients.expressions
    for path in project.mentioning(DECORATED):
        module = project.module(path)
        if is_test(path):
            continue
        for decorator in module.root.descendants("decorator"):
            call = decorator.children[0] if decorator.children else None
            method = _method_below(decorator)
            if call is None or method is None or not _is(clients, call, "Function"):
                continue
            options = expressions.value(arguments_of(call)[0]) if arguments_of(call) else None
            named = expressions.member(options, "id") if options is not None else None
            told = expressions.text(named.node, named.frame) if named is not None else None
            triggers = tuple(
                trigger
                for other in _decorators_of(method)
                if other.children and _is(clients, other.children[0], "Trigger") and arguments_of(other.children[0])
                for trigger in triggers_in(expressions, Value(arguments_of(other.children[0])[0]))
            )
            written = named.node if named is not None else call
            yield Definition(method, written, told, exported_as(method), triggers, method, options)


def _is(clients: Clients, call: Node, name: str) -> bool:
    """Whether a decorator is the `name` of what `NestInngest.from(client)` gives."""
    callee = call.field("function") if call.kind == "call_expression" else None
    member = callee.field("property") if callee is not None and callee.kind == "member_expression" else None
    made = callee.field("object") if callee is not None and callee.kind == "member_expression" else None
    if member is None or made is None or member.text != name:
        return False
    return clients.is_client(made) or "inngest" in made.text.lower()


def _method_below(decorator: Node) -> Node | None:
    around = decorator.parent
    siblings = around.children if around is not None and around.kind == "class_body" else ()
    below = (one for one in siblings if one.span.start > decorator.span.start)
    return next((one for one in below if one.kind == "method_definition"), None)


def _decorators_of(method: Node) -> list[Node]:
    around = method.parent
    found: list[Node] = []
    for one in around.children if around is not None else ():
        if one == method:
            return found
        found = [*found, one] if one.kind in ("decorator", "comment") else []
    return found
