"""A module as the statements at its top: what each declares, what it uses of the others, which can't be parted."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from migrator.refactor.division.statements import Statement, header_of, statements_of
from migrator.syntax import Binding, Form, Module, ModuleReference, Node
from migrator.text import Span

IMPORTS = (Form.IMPORT, Form.SIDE_EFFECT, Form.IMPORT_EQUALS)

_WRITES = ("assignment_expression", "augmented_assignment_expression", "update_expression")


@dataclass(frozen=True, slots=True)
class Unit:
    """Statements that have to stay in one module.

    They declare one name together, as overloads do, or a type and a value of one name; or one assigns to what another
    declares.

    statements  in source order
    declares    the names that they declare at the top of the module
    uses        the names at the top of the module that they use, imported ones included
    """

    statements: tuple[Statement, ...]
    declares: frozenset[str]
    uses: frozenset[str]


class Outline:
    """The outline of one `module`. Imports and export lists are no units: they follow what they name."""

    def __init__(self, module: Module) -> None:
        self.module = module

    @cached_property
    def header(self) -> Span:
        """What is the module's own at its top."""
        return header_of(self.module)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement behind the header, imports among them, in source order."""
        return statements_of(self.module)

    @property
    def is_commonjs(self) -> bool:
        """Whether the module exports by assignment, as in `module.exports = x` or `export = x`."""
        nodes = [one.node for one in self.statements]
        return any(one.name == "export=" for one in self.module.exports) or any(
            node.kind == "expression_statement" and re.match(r"(module\.)?exports\b", node.text) for node in nodes
        )

    @cached_property
    def imports(self) -> tuple[ModuleReference, ...]:
        """The module's import statements, in source order."""
        starts = {statement.node.span.start for statement in self.statements}
        return tuple(one for one in self.module.references if one.form in IMPORTS and one.statement.start in starts)

    def import_of(self, statement: Statement) -> ModuleReference | None:
        """The reference of a statement that is an import."""
        return next((one for one in self.imports if one.statement.start == statement.node.span.start), None)

    @cached_property
    def export_lists(self) -> tuple[Statement, ...]:
        """The statements `export { a, b as c }` of the module's own names, which follow what they name."""
        return tuple(
            one
            for one in self.statements
            if one.node.kind == "export_statement"
            and one.node.field("source") is None
            and any(child.kind == "export_clause" for child in one.node.children)
        )

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The statements that are no imports, put together where they can't be parted, by the first of each."""
        imported = {reference.statement.start for reference in self.imports}
        statements = [
            one for one in self.statements if one.node.span.start not in imported and one not in self.export_lists
        ]
        declared = {one: self.declares(one) for one in statements}
        groups = _joined(statements, [*self._shared(declared), *self._written(statements)])
        return tuple(self._unit(group, declared) for group in groups)

    def declares(self, statement: Statement) -> frozenset[str]:
        """The names that a statement declares at the top of the module."""
        return frozenset(self._declared.get(statement.node.span.start, ()))

    def _unit(self, group: tuple[Statement, ...], declared: dict[Statement, frozenset[str]]) -> Unit:
        names = frozenset().union(*(declared[one] for one in group))
        uses = {name for one in group for name, _ in self._uses_in(one.node.span)}
        return Unit(group, names, frozenset(uses) - names)

    @cached_property
    def _declared(self) -> dict[int, set[str]]:
        """Offset of a statement -> the names it declares."""
        found: dict[int, set[str]] = {}
        for binding in self._bindings():
            for name in binding.declarations:
                found.setdefault(self._statement_at(name.span.start), set()).add(binding.name)
        return found

    def _statement_at(self, offset: int) -> int:
        node = self.module.root.child_at(offset)
        return node.span.start if node is not None else offset

    def _bindings(self) -> Iterator[Binding]:
        for bindings in self.module.bindings.scope.names.values():
            yield from bindings

    @cached_property
    def _uses(self) -> list[tuple[str, Node]]:
        found = [(one.name, use) for one in self._bindings() for use in self.module.bindings.uses(one)]
        return sorted(found, key=lambda pair: pair[1].span.start)

    def _uses_in(self, span: Span) -> Iterator[tuple[str, Node]]:
        return ((name, node) for name, node in self._uses if span.start <= node.span.start < span.end)

    def _shared(self, declared: dict[Statement, frozenset[str]]) -> Iterator[list[Statement]]:
        for name in self.module.bindings.scope.names:
            yield [one for one, names in declared.items() if name in names]

    def _written(self, statements: Collection[Statement]) -> Iterator[list[Statement]]:
        """Statements that give a name a value, or export it as it is: what is imported can't be assigned to."""
        for name, node in self._uses:
            around = node.parent
            if around is None:
                continue
            target = around.field("left") or around.field("argument")
            writes = around.kind in _WRITES and target == node
            if writes or (around.kind == "export_statement" and around.field("value") == node):
                at = self._statement_at(node.span.start)
                yield [
                    one
                    for one in statements
                    if one.node.span.start == at or name in self._declared.get(one.node.span.start, ())
                ]

    def takes_only_types(self, units: Iterable[Unit], name: str) -> bool:
        """Whether `units` use `name` in types alone, or it stands for nothing but a type."""
        bindings = self.module.bindings.scope.names.get(name, [])
        if bindings and all(one.kind in ("type", "interface") for one in bindings):
            return True
        uses = [
            node
            for unit in units
            for one in unit.statements
            for used, node in self._uses_in(one.node.span)
            if used == name
        ]
        return bool(uses) and all(_is_in_type(node) for node in uses)

    def with_needs(self, units: Iterable[Unit]) -> frozenset[Unit]:
        """`units` and all that they use, at any remove."""
        return self._spread(units, lambda one, other: not one.uses.isdisjoint(other.declares))

    def with_users(self, units: Iterable[Unit]) -> frozenset[Unit]:
        """`units` and all that use them, at any remove."""
        return self._spread(units, lambda one, other: not other.uses.isdisjoint(one.declares))

    def _spread(self, units: Iterable[Unit], leads_to: Callable[[Unit, Unit], bool]) -> frozenset[Unit]:
        found = set(units)
        waiting = list(found)
        while waiting:
            one = waiting.pop()
            fresh = [other for other in self.units if other not in found and leads_to(one, other)]
            found.update(fresh)
            waiting += fresh
        return frozenset(found)


def _is_in_type(node: Node) -> bool:
    if node.kind == "type_identifier":
        return True
    return any(around.kind in ("type_query", "nested_type_identifier") for around in node.ancestors())


def _joined(statements: Collection[Statement], together: Iterable[list[Statement]]) -> list[tuple[Statement, ...]]:
    """The statements in groups; those of one list of `together` are in one group."""
    group_of = {one: [one] for one in statements}
    for several in together:
        for other in several[1:]:
            first, second = group_of[several[0]], group_of[other]
            if first is not second:
                first += second
                group_of.update(dict.fromkeys(second, first))
    groups = {id(group): group for group in group_of.values()}
    ordered = [tuple(sorted(group, key=lambda one: one.span.start)) for group in groups.values()]
    return sorted(ordered, key=lambda group: group[0].span.start)
