"""Senders that a declared schema does not hold to anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from migrator.api import Decision, Fault, Node, Rule

from ..._reading.constants import declared as declared_at
from ..event_values import Declared
from ..sends import Sent
from ..survey import Survey
from ..syntax import arguments_of

UNCHECKED = Rule("unchecked-send", "warning", "Who sends an event that has a schema is held to it.")
RULES = (UNCHECKED,)


def faults(survey: Survey, modules: Sequence[Decision]) -> Iterator[Fault]:
    """Sends that a cast takes out of the schema's reach, and sends that no type and no schema reaches."""
    schemas: dict[str, list[Declared]] = {}
    for one in survey.declared.all:
        if one.schema != "none":
            schemas.setdefault(one.name, []).append(one)
    for sent in survey.sends:
        known = schemas.get(sent.name or "", [])
        if not known or sent.created:
            continue
        if _is_cast(sent):
            message = f"the event {sent.name!r} has a schema, and a cast takes what is sent out of its reach"
            yield Fault(UNCHECKED, sent.path, sent.line, message, "drop the cast, or parse the data by the schema")
        elif not _is_typed(survey, sent) and not _uses(survey, sent, known):
            message = f"the event {sent.name!r} has a schema, and this sender doesn't use it"
            place = f"{known[0].node.module.path}:{known[0].node.position.line}"
            hint = f"make the event by its type (`.create(...)`), or parse the data by the schema in {place}"
            yield Fault(UNCHECKED, sent.path, sent.line, message, hint)


def _is_typed(survey: Survey, sent: Sent) -> bool:
    """Whether the client that sends has schemas, so that what it is given is held to them."""
    callee = sent.call.field("function")
    sender = callee.field("object") if callee is not None and callee.kind == "member_expression" else callee
    return sender is None or any(map(survey.clients.has_schemas, survey.clients.behind(sender)))


def _is_cast(sent: Sent) -> bool:
    """Whether what is sent, or its data, is cast to `any` or `never`."""
    for given in arguments_of(sent.call):
        for cast in (given, *given.descendants("as_expression")):
            if cast.kind == "as_expression" and cast.children[-1].text in ("any", "never") and _holds(cast, sent):
                return True
    return False


def _holds(cast: Node, sent: Sent) -> bool:
    if cast.module != sent.payload.node.module:
        return False
    if sent.payload.node.span in cast.span:
        return True
    around = cast.parent
    key = around.field("key") if around is not None and around.kind == "pair" else None
    return key is not None and key.text == "data" and around is not None and around.parent == sent.payload.node


def _uses(survey: Survey, sent: Sent, known: Sequence[Declared]) -> bool:
    """Whether the module that sends takes the schema, or something that is declared beside what it is made of."""
    made_of = {place for one in known for place in one.made_of}
    module = survey.project.module(sent.path)
    homes = {path for path, _ in made_of}
    if module.path in homes:
        return True
    for name in module.bindings.imports:
        binding = module.bindings.top_level.get(name)
        uses = module.bindings.uses(binding) if binding is not None else ()
        there = declared_at(survey.project, uses[0]) if uses else None
        if there is not None and (there in made_of or (there[0] in homes and not survey.clients.is_client(uses[0]))):
            return True
    return False
