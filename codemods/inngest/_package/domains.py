"""Which domain each statement of an event module belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from migrator.api import Node, Outline, Project, Unit

from .._reading.event_names import constants, domain, event_names, key_of


class Domains:
    """The units of one event module by domain.

    A unit's domain is that of the event names in it, or of the names that somebody keys it by. What only units of one
    domain need belongs to that, and so does what is made of units of one. What several need is shared.
    """

    def __init__(self, project: Project, outline: Outline) -> None:
        self.project = project
        self.outline = outline

    @cached_property
    def named(self) -> Mapping[Unit, frozenset[str]]:
        """The domains that are named in each unit."""
        found: dict[Unit, set[str]] = {}
        for unit in self.outline.units:
            nodes = [one.node for one in unit.statements]
            found[unit] = {domain(name) for node in nodes for name in event_names(self.project, node)}
            found[unit] |= {domain(name) for node in nodes for name in constants(node) if name in self._known}
        return {unit: frozenset(domains) for unit, domains in found.items()}

    @cached_property
    def _known(self) -> frozenset[str]:
        """The event names of everything that may have to do with Inngest: what else a constant says is no event."""
        paths = {self.outline.module.path, *self.project.mentioning(b"inngest")}
        return frozenset(name for path in paths for name in event_names(self.project, self.project.module(path).root))

    @cached_property
    def _keyed(self) -> Mapping[str, set[str]]:
        """Name -> the domains of the events that somebody keys it by, be it in another module: `"a/b": { data: x }`."""
        path = self.outline.module.path
        exported = {export.name: export.local for export in self.outline.module.exports if export.local}
        found: dict[str, set[str]] = {}
        for user in (path, *self.project.graph.importers(path)):
            module = self.project.module(user)
            known = {
                name.local: exported.get(name.imported, name.imported)
                for edge in self.project.graph.edges_from(user)
                if edge.target == path
                for name in edge.reference.names
            }
            known |= {name: name for name in module.bindings.top_level} if user == path else {}
            for pair in module.root.descendants("pair", "property_signature"):
                key = key_of(self.project, pair)
                for name in _names_in(pair) & known.keys() if key is not None else ():
                    found.setdefault(known[name], set()).add(domain(key or ""))
        return found

    @cached_property
    def parts(self) -> Mapping[str, frozenset[Unit]]:
        """Domain -> its units; under the empty name what several domains share. What is in none stays."""
        home = self._homes()
        shared = self.outline.with_needs(home) - home.keys()
        found: dict[str, set[Unit]] = {}
        for unit, each in home.items():
            found.setdefault(each, set()).add(unit)
        if shared:
            found[""] = set(shared)
        return {each: frozenset(units) for each, units in found.items()}

    def _homes(self) -> dict[Unit, str]:
        # What only runs when the module is loaded stays, where it goes on being loaded.
        home = {
            unit: next(iter(domains)) for unit, domains in self.named.items() if len(domains) == 1 and unit.declares
        }
        rest = [unit for unit in self.outline.units if not self.named[unit] and unit.declares]
        while True:
            needed = {unit: self._needed_for(unit, home) for unit in rest}
            fresh = {unit: places.pop() for unit, places in needed.items() if len(places) == 1} or {
                unit: places.pop()
                for unit in rest
                if not needed[unit] and len(places := self._made_of(unit, home)) == 1
            }
            if not fresh:
                return home
            home |= fresh
            rest = [unit for unit in rest if unit not in fresh]

    def _needed_for(self, unit: Unit, home: Mapping[Unit, str]) -> set[str]:
        found: set[str] = set()
        for user in self.outline.with_users([unit]):
            keyed = (self._keyed.get(name, set()) for name in user.declares)
            found |= {home[user]} if user in home else set().union(*keyed)
        return found

    def _made_of(self, unit: Unit, home: Mapping[Unit, str]) -> set[str]:
        needs = self.outline.with_needs([unit]) - {unit}
        several = {"", "several"} if any(len(self.named[one]) > 1 for one in needs) else set()
        return several | {home[one] for one in needs if one in home}


def _names_in(pair: Node) -> set[str]:
    value = pair.field("value") or pair.field("type")
    kinds = ("identifier", "type_identifier", "shorthand_property_identifier")
    if value is None:
        return set()
    return {node.text for node in (value, *value.descendants(*kinds)) if node.kind in kinds}
