"""One pass over a module that finds its scopes, what they declare, and every place that uses a name.

Only nodes that declare, scope or name something are looked at, in source order and outer before inner. A name may
be used before it is declared, so uses are only written down here; bindings.py looks them up when all is known.
"""

from __future__ import annotations

from typing import NamedTuple

from migrator.syntax.node import Node
from migrator.syntax.scopes.declarations import HANDLERS, leftmost, pattern_names
from migrator.syntax.scopes.scope import Binding, BindingKind, Meaning, Scope

NAMES = ("identifier", "type_identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern")
"""The kinds of node that may refer to a binding. Property names, labels and private names are of other kinds."""

_OUTER_NAMES: dict[str, BindingKind] = {
    "function_declaration": "function",
    "generator_function_declaration": "function",
    "function_signature": "function",
    "class_declaration": "class",
    "abstract_class_declaration": "class",
    "interface_declaration": "interface",
    "type_alias_declaration": "type",
    "enum_declaration": "enum",
    "internal_module": "namespace",
    "module": "namespace",
}
"""Declarations whose name belongs to the scope around them."""

_INNER_NAMES: dict[str, BindingKind] = {
    "function_expression": "function",
    "generator_function": "function",
    "class": "class",
}
"""Expressions whose name only they themselves can see."""

_SIGNATURES = (
    *("arrow_function", "function_expression", "generator_function", "method_definition"),
    *("function_declaration", "generator_function_declaration", "function_signature"),
    *("method_signature", "abstract_method_signature", "call_signature", "construct_signature"),
    *("function_type", "constructor_type"),
)
_SCOPES = frozenset(
    (
        *(*_SIGNATURES, "statement_block", "switch_body", "for_statement", "for_in_statement", "catch_clause"),
        *(
            "class",
            "class_declaration",
            "abstract_class_declaration",
            "class_static_block",
            "internal_module",
            "module",
        ),
        *("interface_declaration", "type_alias_declaration", "enum_declaration", "index_signature", "conditional_type"),
    )
)
_BODIED = frozenset((*_SIGNATURES, "class_static_block", "internal_module", "module"))
"""A block directly in one of these is a body: a `var` does not leave it."""


class Use(NamedTuple):
    """A name, the scope it is looked up from, and what it is looked up as."""

    node: Node
    scope: Scope
    meaning: Meaning


class ScopePass:
    """Walks one module. Afterwards it has `top`, `declared` (by the offset of the name) and `uses`."""

    def __init__(self, root: Node) -> None:
        self._globals = Scope(root, None)
        self.top = Scope(root, self._globals, hoists=True)
        self.declared: dict[int, Binding] = {}
        self.uses: list[Use] = []
        self._open = [(self.top, root.span.end + 1)]
        self._meanings: dict[int, Meaning] = {}
        self._ignored: set[int] = set()
        self._ignored_until = -1
        self._global_blocks: dict[int, Scope | None] = {}
        for node in root.descendants(*NAMES, *sorted(_SCOPES.union(HANDLERS))):
            start = node.span.start
            while self._open[-1][1] <= start:
                self._open.pop()
            if node.kind in NAMES:
                self._name(node, start)
            else:
                self._construct(node, start)
        for scope in filter(None, self._global_blocks.values()):
            for name, bindings in scope.names.items():
                self._globals.names.setdefault(name, []).extend(bindings)

    @property
    def scope(self) -> Scope:
        """The innermost scope that is open."""
        return self._open[-1][0]

    def enter(self, node: Node, around: Scope, hoists: bool = False) -> None:
        """Open the scope of `node`; names that it does not declare are looked up in `around`."""
        self._open.append((Scope(node, around, hoists), node.span.end))

    def declare(self, node: Node | None, kind: BindingKind, name: str = "", scope: Scope | None = None) -> None:
        """Note that `node` declares `name` (if not given, its text), in the innermost scope if no other is given."""
        if node is not None and (name or node.kind in NAMES):
            self.declared[node.span.start] = (scope or self.scope).declare(node, kind, name or node.text)

    def declare_pattern(self, pattern: Node | None, kind: BindingKind) -> None:
        """Note every name that a variable's or parameter's pattern declares; a `var` where it is hoisted to."""
        for node in pattern_names(pattern):
            self.declare(node, kind, scope=self._hoisted(node.text) if kind == "var" else None)

    def ignore(self, *nodes: Node | None) -> None:
        """Note that these names refer to nothing in this module."""
        self._ignored.update(node.span.start for node in nodes if node is not None)

    def ignore_within(self, node: Node) -> None:
        """Note that no name in `node` refers to anything in this module."""
        self._ignored_until = node.span.end

    def look_up_as(self, meaning: Meaning, node: Node | None) -> None:
        """Note that the name at the start of `node` is not looked up as its kind of node usually is."""
        if node is not None:
            self._meanings[node.span.start] = meaning

    def mark_global(self, block: Node) -> None:
        """Note that what this block declares is known everywhere."""
        self._global_blocks[block.span.start] = None

    def _name(self, node: Node, start: int) -> None:
        if start in self.declared or start in self._ignored or start < self._ignored_until:
            return
        usual = Meaning.TYPE if node.kind == "type_identifier" else Meaning.VALUE
        self.uses.append(Use(node, self.scope, self._meanings.get(start, usual)))

    def _construct(self, node: Node, start: int) -> None:
        kind = node.kind
        if kind in _OUTER_NAMES:
            self.declare(leftmost(node.field("name")), _OUTER_NAMES[kind])
        if kind in _INNER_NAMES and node.field("name") is not None:
            self.enter(node, self.scope)  # one of its own, so that parameters shadow the name
            self.declare(node.field("name"), _INNER_NAMES[kind])
        if kind in _SCOPES:
            body = self.scope.node.kind in _BODIED or start in self._global_blocks
            self.enter(node, self.scope, hoists=body and kind == "statement_block")
            if start in self._global_blocks:
                self._global_blocks[start] = self.scope
        if kind in HANDLERS:
            HANDLERS[kind](self, node)

    def _hoisted(self, name: str) -> Scope:
        """Where a `var` ends up: the nearest body, or among the parameters where one of them has its name."""
        scope = next(scope for scope in self.scope.outward() if scope.hoists)
        parameters = scope.around
        if parameters and any(binding.kind == "param" for binding in parameters.names.get(name, ())):
            return parameters
        return scope
