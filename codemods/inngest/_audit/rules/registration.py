"""What is served and handled: functions that no route serves, events that nobody handles, or that nobody sends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from migrator.api import Decision, Fault, Rule

from ..survey import Handled, Survey

UNSERVED = Rule("unserved-function", "warning", "Every function that is defined is served.")
UNHANDLED = Rule("unhandled-event", "warning", "Every event that is sent is handled by a function.")
UNSENT = Rule("unsent-event", "info", "Every event that is handled is sent by somebody in the repository.")
UNDECLARED = Rule("undeclared-event", "warning", "Where clients have event schemas, every event is declared.")
RULES = (UNSERVED, UNHANDLED, UNSENT, UNDECLARED)


def faults(survey: Survey, modules: Sequence[Decision]) -> Iterator[Fault]:
    """Only what is certain: where something can't be told from the text, nothing is said of its kind."""
    for one in survey.definitions.all:
        if survey.serves.is_served(one) is False:
            message = f"the function {one.name} is defined, and no route serves it"
            hint = "add it to the functions of `serve`, or delete it: Inngest never runs it"
            yield Fault(UNSERVED, one.path, one.line, message, hint)
    handled = {one.started.trigger.value for one in survey.handled}
    sent = {one.name for one in survey.sends}
    if None not in handled:
        for name in sorted(name for name in sent if name is not None and name not in handled):
            place = next(one for one in survey.sends if one.name == name)
            message = f"the event {name!r} is sent, and no function handles it"
            hint = "write the function, or stop sending it; with another repository handling it, switch the rule off"
            yield Fault(UNHANDLED, place.path, place.line, message, hint)
    if None not in sent:
        for use in _first(survey):
            name = use.started.trigger.value or ""
            if name not in sent and not name.startswith("inngest/"):
                message = f"the event {name!r} is handled, and nothing in this repository sends it"
                hint = "it may come from outside, by a webhook say; if not, the function never runs"
                written = use.started.written
                yield Fault(UNSENT, written.module.path, written.position.line, message, hint)
    yield from _undeclared(survey)


def _first(survey: Survey) -> list[Handled]:
    found: dict[str, Handled] = {}
    for use in survey.handled:
        found.setdefault(use.started.trigger.value or "", use)
    return [found[name] for name in sorted(found)]


def _undeclared(survey: Survey) -> Iterator[Fault]:
    declared = {one.name for one in survey.declared.all}
    if not declared or not survey.declared.are_told or not survey.clients.have_schemas:
        return
    for event in survey.events:
        if event.name not in declared and not event.name.startswith("inngest/"):
            message = f"the event {event.name!r} is in no client's schemas"
            hint = "declare it where the others are, so that who sends it and who handles it agree on its data"
            yield Fault(UNDECLARED, event.path, event.line, message, hint)
