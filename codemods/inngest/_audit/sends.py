"""Every place that sends an event: by a client, by a step, or through a helper that wraps either."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from migrator.api import Node, Project, is_test

from .clients import Clients
from .declared_events import DECLARING
from .expressions import Frame, Value, framed
from .payloads import Payloads
from .syntax import arguments_of, depends_on, enclosing_helper
from .triggers import name_of
from .words import DATA, SENDING

_DEEPEST = 3
_METHODS = {"send": 0, "sendEvent": 1}
"""Method -> which argument has the events: `client.send(events)`, `step.sendEvent(id, events)`."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One event that is sent. `name` is None where the text doesn't tell it; `call` is what sends it.

    `place` is the payload, or the helper's call that gives it. `created` tells that SDK 4's `eventType` made it.
    """

    name: str | None
    call: Node
    place: Node
    payload: Value
    created: bool

    @property
    def path(self) -> str:
        """The module that sends it."""
        return self.place.module.path

    @property
    def line(self) -> int:
        """Where the payload, or the helper's call, stands."""
        return self.place.position.line


class Sends:
    """What a project sends. Events that are `known` are told where somebody passes them on for others to send."""

    def __init__(self, project: Project, clients: Clients, known: frozenset[str]) -> None:
        self.project = project
        self.clients = clients
        self.known = known
        self.expressions = clients.expressions
        self.payloads = Payloads(clients.expressions)

    @cached_property
    def all(self) -> tuple[Sent, ...]:
        """Everything that is sent outside tests, by module and place."""
        found = [*self._passed_on(), *(sent for call, index in self.calls for sent in self._of(call, index))]
        unique = {(one.path, one.place.span.start, one.name): one for one in found}
        return tuple(unique[place] for place in sorted(unique, key=lambda place: (*place[:2], place[2] or "")))

    def _passed_on(self) -> Iterator[Sent]:
        """Objects with the name of a known event and with data, whoever it is that gets them to send."""
        literal = re.compile(b"|".join(re.escape(name.encode()) for name in sorted(self.known)) or b"(?!)")
        for path in self.project.mentioning(DATA):
            module = self.project.module(path)
            if is_test(path) or not literal.search(module.source):
                continue
            for node in module.root.descendants("object"):
                payload = Value(node)
                named, given = self.payloads.name(payload), self.expressions.member(payload, "data")
                name = self.expressions.text(named.node) if named is not None and given is not None else None
                call = next((around for around in node.ancestors() if around.kind == "call_expression"), None)
                if name in self.known and call is not None and not _declares(call):
                    yield Sent(name, call, node, payload, False)

    @cached_property
    def calls(self) -> tuple[tuple[Node, int], ...]:
        """The calls that send, each with the argument that has the events."""
        return tuple(
            (call, index)
            for path in sorted({path for word in SENDING for path in self.project.mentioning(word)})
            if not is_test(path)
            for call in self.project.module(path).root.descendants("call_expression")
            if (index := self._sending(call)) is not None
        )

    def _sending(self, call: Node) -> int | None:
        """Which argument has the events, where the call sends any."""
        callee = call.field("function")
        method = callee.field("property") if callee is not None and callee.kind == "member_expression" else None
        index = _METHODS.get(method.text) if method is not None else None
        given = arguments_of(call)
        if callee is None or method is None or index is None or len(given) <= index:
            return None
        sender = callee.field("object")
        if method.text == "sendEvent":
            # A step is only known by what it is given: an id, then events.
            return index if self._is_event(given[1]) or self._is_step(sender) else None
        if sender is None:
            return None
        if self.clients.is_client(sender):
            return index
        return index if self.clients.may_be_client(sender) and self._is_event(given[0]) else None

    def _is_step(self, sender: Node | None) -> bool:
        binding = sender.module.bindings.resolve(sender) if sender is not None and sender.kind == "identifier" else None
        return (
            sender is not None and sender.text in ("step", "this.step") and (binding is None or binding.kind == "param")
        )

    def _is_event(self, node: Node) -> bool:
        """Whether an expression has a member `name` somewhere that an event would have it."""
        return any(
            self.payloads.name(payload) is not None or created for payload, created in self.payloads.read(Value(node))
        )

    def _of(self, call: Node, index: int) -> Iterator[Sent]:
        given = arguments_of(call)[index]
        if given.string_value is not None:
            yield Sent(given.string_value, call, given, Value(given), False)
            return
        yield from self._read(call, Value(given), call, 0)

    def _read(self, call: Node, given: Value, place: Node, depth: int) -> Iterator[Sent]:
        """The events of an expression; those that a helper's parameter stands for, at each call of the helper."""
        for payload, created in self.payloads.read(given):
            name = self._name(payload, created)
            at = payload.node if depth == 0 and payload.node.module == call.module else place
            if name is None and depth < _DEEPEST:
                wrapped = list(self._through_helper(call, payload, place, depth))
                if wrapped:
                    yield from wrapped
                    continue
            yield Sent(name, call, at, payload, created)

    def _through_helper(self, call: Node, payload: Value, place: Node, depth: int) -> Iterator[Sent]:
        helper = enclosing_helper(place)
        if helper is None or not depends_on(helper.function, payload.node):
            return
        for user in self.expressions.calls_of(place.module.path, helper.name):
            frame = Frame(helper.function, arguments_of(user))
            yield from self._read(call, Value(payload.node, framed(payload.frame, frame)), user, depth + 1)

    def _name(self, payload: Value, created: bool) -> str | None:
        if created:
            return name_of(self.expressions, payload)
        named = self.payloads.name(payload)
        return name_of(self.expressions, named) if named is not None else None


def _declares(call: Node) -> bool:
    """Whether a call, or one that it is given to, declares events instead of sending them."""
    calls = [call, *(around for around in call.ancestors() if around.kind == "call_expression")]
    return any(callee.text.rpartition(".")[2] in DECLARING for one in calls if (callee := one.field("function")))
