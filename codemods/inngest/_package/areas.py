"""What a module that makes the client declares besides: events, functions."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from migrator.api import Node, Outline, Unit

from .._reading.anatomy import Anatomy, function_calls

_FUNCTIONS = ("arrow_function", "function_expression", "function_declaration", "method_definition")
_TAKES_EVENTS = ("fromRecord", "fromZod", "fromUnion", "fromSchema", "fromGenerated")


class Areas:
    """The units of one module that makes the client, by what they are for; what is for neither is the client's."""

    def __init__(self, anatomy: Anatomy, outline: Outline) -> None:
        self.anatomy = anatomy
        self.outline = outline
        self.module = outline.module

    @property
    def functions(self) -> frozenset[Unit]:
        """The units that make functions, what uses them, and what nothing else needs."""
        calls = [call for call in function_calls(self.module) if not _is_later(call)]
        made = [unit for unit in self.outline.units if _holds(unit, calls)]
        return self._with_own_needs(self.outline.with_users(made)) if made else frozenset()

    @property
    def events(self) -> frozenset[Unit]:
        """The units that declare events or their schemas, with what they need and what is made of them alone."""
        outline = self.outline
        clients = [one for one in self.anatomy.clients if one.module.path == self.module.path]
        others = outline.with_users(unit for unit in outline.units if _holds(unit, clients)) | self.functions
        declared = {
            unit
            for unit in outline.units
            if unit not in others and (unit.declares & self._handed_to_client or _holds(unit, self._event_types()))
        }
        found = outline.with_needs(declared)
        if not declared or found & others:
            return frozenset()
        made_of_them = {
            unit
            for unit in outline.with_users(found) - others
            if unit.declares and not outline.with_needs([unit]) & others
        }
        return outline.with_needs(made_of_them)

    @property
    def _handed_to_client(self) -> frozenset[str]:
        """The names in what a client hands to `EventSchemas`, or in what that is called with."""
        return frozenset(
            name.text
            for call in self.module.root.descendants("call_expression")
            if (method := call.field("function")) is not None
            and method.kind == "member_expression"
            and (named := method.field("property")) is not None
            and named.text in _TAKES_EVENTS
            for name in call.descendants("identifier", "type_identifier", "shorthand_property_identifier")
            if not self._is_sdk(name)
        )

    def _is_sdk(self, name: Node) -> bool:
        return name.text in self.module.bindings.imports

    def _event_types(self) -> Iterable[Node]:
        """SDK 4's `eventType(...)`."""
        for call in self.module.root.descendants("call_expression"):
            callee = call.field("function")
            imported = self.module.bindings.imports.get(callee.text) if callee is not None else None
            if imported is not None and imported[1].imported == "eventType":
                yield call

    def _with_own_needs(self, units: frozenset[Unit]) -> frozenset[Unit]:
        return units | only_for(self.outline, units)


def only_for(outline: Outline, units: Collection[Unit], but: Collection[Unit] = ()) -> frozenset[Unit]:
    """The units that nothing but `units` uses, and nobody outside the module can; those of `but` left out."""
    exported = {export.local for export in outline.module.exports}
    found: set[Unit] = set()
    while True:
        fresh = {
            unit
            for unit in outline.with_needs(units) - found - set(units)
            if unit.declares and not unit.declares & exported and unit not in but
            if all(user in found or user in units for user in outline.units if user.uses & unit.declares)
        }
        if not fresh:
            return frozenset(found)
        found |= fresh


def _is_later(call: Node) -> bool:
    """Whether a call is made by a function, for whoever calls that, and not when the module is loaded."""
    return any(around.kind in _FUNCTIONS for around in call.ancestors())


def _holds(unit: Unit, nodes: Iterable[Node]) -> bool:
    return any(node.span in statement.span for node in nodes for statement in unit.statements)
