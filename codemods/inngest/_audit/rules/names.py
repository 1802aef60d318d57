"""What events and functions are called: `domain/action` in the past tense, `domain-action-purpose`, each id once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from migrator.api import Decision, Fault, Rule

from ..._event.convention import in_the_past
from ..._event.tense import looks_past
from ..survey import Survey

EVENT_NAME = Rule("event-name", "warning", "An event is called `domain/action`, in lower case.")
EVENT_TENSE = Rule("event-tense", "warning", "An event says what has happened: its action is in the past tense.")
FUNCTION_ID = Rule("function-id", "warning", "A function's id is `domain-action-purpose`, in lower case.")
DUPLICATE_ID = Rule("duplicate-function-id", "error", "No two functions of an app have the same id.")
RULES = (EVENT_NAME, EVENT_TENSE, FUNCTION_ID, DUPLICATE_ID)

_EVENT = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*(/[a-z0-9]+([._-][a-z0-9]+)*)+")
_WORD = re.compile(r"[a-z0-9]+")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+){2,}")
_OWN = "inngest/"
"""Events that Inngest itself sends, such as `inngest/function.failed`."""


def faults(survey: Survey, modules: Sequence[Decision]) -> Iterator[Fault]:
    """Every event and id that is called otherwise, at its declaration or where it is named first."""
    for event in survey.events:
        if event.name.startswith(_OWN):
            continue
        if not _EVENT.fullmatch(event.name):
            message = f"the event {event.name!r} is not called `domain/action` in lower case"
            yield Fault(EVENT_NAME, event.path, event.line, message, _renamed(event.name))
        elif not any(map(looks_past, _WORD.findall(event.name.partition("/")[2]))):
            message = f"the event {event.name!r} doesn't say in the past tense what has happened"
            domain, _, action = event.name.partition("/")
            mend = in_the_past(action)
            such = f"`{domain}/{mend}`" if mend != action else "`user/created`, not `user/create`"
            hint = f"events are facts: {such}; let the old name be handled until none is sent"
            yield Fault(EVENT_TENSE, event.path, event.line, message, hint)
    yield from _ids(survey)


def _ids(survey: Survey) -> Iterator[Fault]:
    first: dict[tuple[str, str], str] = {}
    for one in survey.definitions.all:
        if one.id is None:
            continue
        path, line = one.written.module.path, one.written.position.line
        if not _ID.fullmatch(one.id):
            message = f"the function id {one.id!r} is not `domain-action-purpose`, three or more words in lower case"
            hint = "a changed id is a new function for Inngest: rename it when no run is waiting"
            yield Fault(FUNCTION_ID, path, line, message, hint)
        owner = survey.project.workspace.owner(one.path)
        key = (owner.folder if owner is not None else "", one.id)
        if key in first:
            message = f"the function id {one.id!r} is that of another function, in {first[key]}"
            yield Fault(DUPLICATE_ID, path, line, message, "give one of them another id: Inngest refuses to serve both")
        first.setdefault(key, one.path)


def _renamed(name: str) -> str:
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1.\2", name).lower()
    parts = [part for part in re.split(r"[^a-z0-9]+", words) if part]
    if len(parts) < 2:
        return "name the domain, then what happened to it: `user/created`"
    return f"such as {parts[0] + '/' + '.'.join(parts[1:])!r}; let the old name be handled until none is sent"
