"""Work that a function with steps does outside of them: it is done again each time the function goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from migrator.api import Decision, Fault, Node, Rule

from ..definition import Definition
from ..survey import Survey
from ..syntax import enclosing_function

OUTSIDE = Rule("work-outside-step", "warning", "A function with steps does its reading and writing inside of them.")
RULES = (OUTSIDE,)

_STEPS = ("run", "sleep", "sleepUntil", "sendEvent", "waitForEvent", "invoke", "fetch", "ai")
_STORES = frozenset({"db", "prisma", "database", "knex", "mongoose", "redis", "kysely", "drizzle"})
_REQUESTS = frozenset({"axios", "got", "ky", "ofetch", "undici", "node-fetch", "cross-fetch"})


def faults(survey: Survey, modules: Sequence[Decision]) -> Iterator[Fault]:
    """Only what is awaited in the handler's own body, and surely reads or writes elsewhere."""
    for one in survey.definitions.all:
        body = one.handler.field("body") if one.handler is not None else None
        if body is None or one.handler is None or not _has_steps(one.handler, body):
            continue
        for awaited in body.descendants("await_expression"):
            what = _work(survey, one, awaited)
            if what is not None:
                message = f"{what} is called outside of the steps of {one.name}"
                hint = "wrap it in `step.run`: what stands between steps runs again each time the function goes on"
                yield Fault(OUTSIDE, awaited.module.path, awaited.position.line, message, hint)


def _has_steps(handler: Node, body: Node) -> bool:
    for call in body.descendants("call_expression"):
        callee = call.field("function")
        held = callee.field("object") if callee is not None and callee.kind == "member_expression" else None
        method = callee.field("property") if callee is not None and callee.kind == "member_expression" else None
        if held is not None and method is not None and method.text in _STEPS and held.text.endswith("step"):
            return True
    return False


def _work(survey: Survey, one: Definition, awaited: Node) -> str | None:
    """What is called, where it is surely work: a request, a database, a client that sends."""
    call = awaited.children[0] if awaited.children else None
    if call is None or call.kind != "call_expression" or enclosing_function(awaited) != one.handler:
        return None
    callee = call.field("function")
    if callee is None:
        return None
    if callee.kind == "identifier" and callee.text == "fetch":
        return "fetch" if callee.module.bindings.resolve(callee) is None else None
    if callee.kind == "member_expression" and (sender := callee.field("object")) is not None:
        method = callee.field("property")
        if method is not None and method.text == "send" and survey.clients.is_client(sender):
            return callee.text
    root = callee
    while root.kind in ("member_expression", "call_expression"):
        root = root.field("object") or root.field("function") or root.children[0]
    return _shown(callee) if root.kind == "identifier" and _is_elsewhere(root) else None


def _is_elsewhere(root: Node) -> bool:
    """Whether a name is an import that stands for a database, or for a library that makes requests."""
    binding = root.module.bindings.resolve(root)
    imported = root.module.bindings.imports.get(root.text)
    if binding is None or binding.kind != "import" or imported is None:
        return False
    return root.text in _STORES or imported[0].package in _REQUESTS


def _shown(callee: Node) -> str:
    text = " ".join(callee.text.split())
    return text if len(text) <= 40 else f"{text[:37]}..."
