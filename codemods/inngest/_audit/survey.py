"""Everything of Inngest's that a repository has, read once, for all that is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from migrator.api import Event, Node, Project

from .clients import Clients
from .declared_events import DeclaredEvents
from .definitions import Definitions
from .event_values import Declared
from .reach import Reach
from .sends import Sends, Sent
from .serving import Serves
from .territory import Territory
from .triggers import Started
from .waits import cancelled_by, waited_for


class Handled(NamedTuple):
    """An event that is handled: by a function, which it starts, or by whoever waits for it (then `by` is a module)."""

    by: str
    started: Started


class Survey:
    """One project's Inngest. `params` are the plan's, as far as they are known."""

    def __init__(self, project: Project, params: Mapping[str, Any]) -> None:
        self.project = project
        self.clients = Clients(project)
        self.expressions = self.clients.expressions
        self.definitions = Definitions(project, self.clients)
        self.serves = Serves(project, self.definitions)
        self.declared = DeclaredEvents(self.expressions)
        self.territory = Territory(project, params)
        self.reach = Reach(project, self.territory.modules)

    @cached_property
    def sends(self) -> tuple[Sent, ...]:
        """Every event that is sent outside tests."""
        known = {one.name for one in self.declared.all} | {one.started.trigger.value or "" for one in self.handled}
        return Sends(self.project, self.clients, frozenset(known - {""})).all

    @cached_property
    def handled(self) -> tuple[Handled, ...]:
        """Every event that starts a function, wakes one up or cancels one."""
        found = [Handled(one.name, started) for one in self.definitions.all for started in one.started]
        found += [
            Handled(one.name, started)
            for one in self.definitions.all
            for started in cancelled_by(self.expressions, one)
        ]
        waits = waited_for(self.project, self.expressions)
        found += [Handled(started.written.module.path, started) for started in waits]
        return tuple(one for one in found if one.started.trigger.kind == "event")

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Every event that is declared, sent or handled, by name."""
        declared: dict[str, Declared] = {}
        for one in self.declared.all:
            declared.setdefault(one.name, one)
        sent: dict[str, list[Sent]] = {}
        for send in self.sends:
            if send.name is not None:
                sent.setdefault(send.name, []).append(send)
        handled: dict[str, list[Handled]] = {}
        for use in self.handled:
            if use.started.trigger.value is not None:
                handled.setdefault(use.started.trigger.value, []).append(use)
        return tuple(
            self._event(name, declared.get(name), sent.get(name, []), handled.get(name, []))
            for name in sorted({*declared, *sent, *handled})
        )

    def _event(self, name: str, declared: Declared | None, sent: list[Sent], handled: list[Handled]) -> Event:
        node = self._place_of(declared, sent, handled)
        schema = declared.schema if declared is not None and declared.schema != "none" else None
        return Event(
            name,
            node.module.path,
            node.position.line,
            schema,
            tuple(dict.fromkeys(one.path for one in sent)),
            tuple(dict.fromkeys(one.by for one in handled)),
        )

    def _place_of(self, declared: Declared | None, sent: list[Sent], handled: list[Handled]) -> Node:
        """Where an event is declared, else where a function names it, else where it is sent."""
        if declared is not None:
            return declared.node
        return handled[0].started.written if handled else sent[0].place

    @property
    def is_empty(self) -> bool:
        """Whether there is no Inngest at all."""
        return not self.clients.anatomy.clients and not self.definitions.all and not self.serves.all
