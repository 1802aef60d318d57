"""One pattern or several: how events are named, and how functions are registered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from migrator.api import Decision, Fault, Node, Rule

from ..._reading.event_names import bare
from ..._reading.serving import owner_of
from ..survey import Survey

MIXED_NAMES = Rule("mixed-event-names", "info", "An event that has a constant is named by it everywhere.")
MIXED_ROUTES = Rule("mixed-registration", "info", "The functions of an app are served by one route.")
RULES = (MIXED_NAMES, MIXED_ROUTES)


def faults(survey: Survey, modules: Sequence[Decision]) -> Iterator[Fault]:
    """Event names that are written out beside a constant for them, and further routes of one app."""
    uses = named_events(survey)
    by_constant = {name for name, node in uses if is_constant(survey, node)}
    for name, node in uses:
        if name in by_constant and bare(node).string_value is not None:
            message = f"the event {name!r} is written out here, and named by a constant elsewhere"
            yield Fault(MIXED_NAMES, node.module.path, node.position.line, message, "use the constant here, too")
    first: dict[str, str] = {}
    for serving in survey.serves.all:
        path = serving.call.module.path
        home = owner_of(survey.project, path)
        if home in first and len(survey.clients.of_package(home)) == 1:
            message = f"a second route serves functions; {first[home]} does so already"
            hint = "serve them by one route: Inngest syncs each as an app of its own, under the same id"
            yield Fault(MIXED_ROUTES, path, serving.call.position.line, message, hint)
        first.setdefault(home, path)


def is_constant(survey: Survey, node: Node) -> bool:
    """Whether an expression names an event by a constant, and doesn't write it out."""
    return bare(node).string_value is None and survey.expressions.value(node).node.string_value is not None


def named_events(survey: Survey) -> list[tuple[str, Node]]:
    """Every expression that names an event where it is sent or handled, with the name it comes to."""
    found = [(use.started.trigger.value, use.started.written) for use in survey.handled]
    for sent in survey.sends:
        named = survey.expressions.member(sent.payload, "name")
        if named is not None and named.frame is None:
            found.append((sent.name, named.node))
    written = {(node.module.path, node.span.start): (name, node) for name, node in found if name is not None}
    return [written[place] for place in sorted(written)]
