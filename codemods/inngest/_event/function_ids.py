"""The ids of all Inngest functions of a repository, and which event starts each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from migrator.api import Node, Project, RefusedError, is_test

from .._reading.anatomy import function_calls
from .._reading.constants import constant, property_of
from .._reading.event_names import event_type_name, text_of
from .convention import EventNames


@dataclass(frozen=True, slots=True)
class Identified:
    """One function: `call` is that of `createFunction`, or of the decorator `@AppInngest.Function`."""

    id: str
    call: Node

    @property
    def path(self) -> str:
        """Where it is."""
        return self.call.module.path


def identified(project: Project, wanted: str) -> Identified | None:
    """The function whose id is `wanted`, the first by path; those of tests don't count."""
    for path in project.sources:
        if is_test(path) or not project.module(path).mentions(b"Function"):
            continue
        for call in (*function_calls(project.module(path)), *_decorators(project, path)):
            arguments = call.field("arguments")
            options = next((one for one in arguments.children if one.kind == "object"), None) if arguments else None
            pair = property_of(options, "id") if options is not None else None
            value = pair.field("value") if pair is not None and pair.kind == "pair" else None
            if value is not None and text_of(project, value) == wanted:
                return Identified(wanted, call)
    return None


def existing(project: Project, names: EventNames, purpose: str) -> Identified | None:
    """The function of an event for a purpose, where there is one. Raises RefusedError where its id is another's."""
    found = identified(project, names.function(purpose))
    if found is None or names.event in _events(project, found.call):
        return found
    raise RefusedError(
        f"{found.path}:{found.call.position.line} has a function {found.id!r} already, which {names.event} does not"
        " start; an id is unique in the whole repository",
        hint="choose another purpose, as in `-p purpose=email-sender`",
    )


def written(project: Project, names: EventNames, purpose: str) -> Identified:
    """The function of an event for a purpose. Raises RefusedError where there is none."""
    found = existing(project, names, purpose)
    if found is None:
        raise RefusedError(f"there is no function {names.function(purpose)!r}", hint="`add-event-handler` writes it")
    return found


def _decorators(project: Project, path: str) -> Iterator[Node]:
    for decorator in project.module(path).root.descendants("decorator"):
        call = decorator.children[0] if decorator.children else None
        callee = call.field("function") if call is not None and call.kind == "call_expression" else None
        method = callee.field("property") if callee is not None and callee.kind == "member_expression" else None
        if call is not None and method is not None and method.text == "Function":
            yield call


def _events(project: Project, call: Node) -> set[str]:
    """The events that start a function: of its own call, or of the `@AppInngest.Trigger` beside its decorator."""
    found: set[str] = set()
    for place in (call, *_beside(call)):
        for pair in place.descendants("pair"):
            key, value = pair.field("key"), pair.field("value")
            if key is not None and value is not None and key.text == "event":
                found.add(text_of(project, value) or "")
            if key is not None and value is not None and key.text == "triggers":
                names = [one for one in (value, *value.descendants("identifier")) if one.kind == "identifier"]
                found |= {event_type_name(project, constant(project, one)) or "" for one in names}
    return found


def _beside(call: Node) -> Iterator[Node]:
    """The other decorators of a decorated method: its class has them before it, one after the other."""
    decorator = call.parent
    body = decorator.parent if decorator is not None and decorator.kind == "decorator" else None
    siblings = body.children if body is not None else ()
    at = siblings.index(decorator) if decorator is not None and siblings else 0
    for run in (siblings[at + 1 :], siblings[:at][::-1]):
        yield from takewhile(lambda one: one.kind in ("decorator", "comment"), run)
