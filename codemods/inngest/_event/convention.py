"""How events are named by convention, and what in the code is called after them.

An event is `domain/action`: the domain a singular noun, the action a verb in the past tense, both in small letters.
A function's id is `domain-action-purpose`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from migrator.api import param, rule

from .tense import looks_past, looks_plural, past, singular

_KEBAB: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_ACTION: Final = re.compile(r"[a-z][a-z0-9]*([-_.][a-z0-9]+)*")
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_OWN: Final = "inngest"


def _domain(domain: str) -> str:
    mend = _in_singular(domain if _KEBAB.fullmatch(domain) else _kebab(domain))
    if not _KEBAB.fullmatch(domain):
        raise ValueError(_mended(domain, "a domain is a noun in small letters, its words joined by `-`", mend))
    if domain == _OWN:
        raise ValueError(f"{domain!r} is the domain of Inngest's own events; choose another")
    if mend != domain:
        raise ValueError(_mended(domain, "a domain is a singular noun", mend))
    return domain


def _action(action: str) -> str:
    if not _ACTION.fullmatch(action):
        mend = in_the_past(_kebab(action))
        raise ValueError(_mended(action, "an action is a verb in small letters, its words joined by `-`", mend))
    mend = in_the_past(action)
    if mend != action:
        raise ValueError(_mended(action, "an action is a verb in the past tense, which tells what happened", mend))
    return action


def _purpose(purpose: str) -> str:
    if not _KEBAB.fullmatch(purpose):
        raise ValueError(_mended(purpose, "a purpose is in small letters, its words joined by `-`", _kebab(purpose)))
    return purpose


def _mended(name: str, convention: str, mend: str) -> str:
    return f"{name!r} is against the convention: {convention}" + (f"; write {mend!r}" if mend else "")


def _kebab(name: str) -> str:
    return "-".join(_words(name)).lstrip("-0123456789")


def _in_singular(domain: str) -> str:
    """A domain whose noun is certainly a plural, in the singular; every other as it is."""
    head, dash, noun = domain.rpartition("-")
    return head + dash + (singular(noun) or noun)


def in_the_past(action: str) -> str:
    """An action whose verb is certainly not in the past tense, in it; every other as it is."""
    words = _words(action)
    done = {word: past(word) for word in words}
    verb = next((word for word in reversed(words) if done[word] is not None), None)
    if verb is None or any(map(looks_past, words)):
        return action
    return re.sub(rf"(?<![a-z0-9]){verb}(?![a-z0-9])", done[verb] or verb, action)


def _words(name: str) -> list[str]:
    """The words of a name in any case, in small letters: `order`, `line` of `orderLine`."""
    return [word.lower() for word in _WORD.findall(name)]


DOMAIN = param("The event's domain: a singular noun.", example="workflow")
ACTION = param("What happened: a verb in the past tense.", example="created")
PURPOSE = param("What the function is for; the last part of its id.", default="handler", example="email-sender")
CLIENT = param("The module that makes the Inngest client.", example="apps/web/src/inngest/client.ts")

Domain = Annotated[str, rule(_domain)]
"""A domain as the convention has it."""
Action = Annotated[str, rule(_action)]
"""An action as the convention has it, as far as that is certain."""
Purpose = Annotated[str, rule(_purpose)]
"""A purpose in kebab-case."""


@dataclass(frozen=True, slots=True)
class EventNames:
    """Every name that comes of a domain and an action."""

    domain: str
    action: str

    @property
    def event(self) -> str:
        """`workflow/created`."""
        return f"{self.domain}/{self.action}"

    @property
    def constant(self) -> str:
        """`WORKFLOW_EVENTS`, which holds the domain's events."""
        return f"{self.domain.replace('-', '_').upper()}_EVENTS"

    @property
    def member(self) -> str:
        """`CREATED`, the event in it."""
        return _dashed(self.action).replace("-", "_").upper()

    @property
    def pascal_domain(self) -> str:
        """`Workflow`."""
        return pascal(self.domain)

    @property
    def payload(self) -> str:
        """`WorkflowCreatedPayload`, the type of the event's data."""
        return f"{pascal(self.domain)}{pascal(self.action)}Payload"

    @property
    def event_type(self) -> str:
        """`workflowCreated`, what SDK 4's `eventType` returns."""
        return camel(f"{self.domain}-{self.action}")

    def function(self, purpose: str) -> str:
        """`workflow-created-handler`, the id of a function."""
        return f"{self.domain}-{_dashed(self.action)}-{purpose}"

    def title(self, purpose: str) -> str:
        """`Handle Workflow Created`, what the dashboard shows; with a purpose `Workflow Created Email Sender`."""
        both = f"{self.domain}-{_dashed(self.action)}"
        shown = f"handle-{both}" if purpose == "handler" else f"{both}-{purpose}"
        return " ".join(word.capitalize() for word in shown.split("-"))

    def method(self, purpose: str) -> str:
        """`handleCreated`, and `handleCreatedEmailSender` with a purpose of its own."""
        return camel(self.step(purpose))

    def step(self, purpose: str) -> str:
        """`handle-created`, the id of the function's step."""
        return f"handle-{_dashed(self.action)}" + ("" if purpose == "handler" else f"-{purpose}")

    def doubts(self) -> Iterator[str]:
        """What may be against the convention, and what the convention wants; nobody can know every word."""
        if looks_plural(self.domain.rpartition("-")[2]):
            yield f"the domain {self.domain!r} looks like a plural; by convention it is a singular noun"
        if not any(map(looks_past, _words(self.action))):
            yield f"the action {self.action!r} does not look like a verb in the past tense, as `created` is"
        if not _KEBAB.fullmatch(self.action):
            yield f"the action {self.action!r} has other signs than `-` between its words"


def _dashed(action: str) -> str:
    """`payment-failed` of `payment_failed`."""
    return re.sub("[_.]", "-", action)


def pascal(name: str) -> str:
    """`OrderLine` of `order-line`."""
    return "".join(word.capitalize() for word in _words(name))


def camel(name: str) -> str:
    """`orderLine` of `order-line`."""
    whole = pascal(name)
    return whole[:1].lower() + whole[1:]
