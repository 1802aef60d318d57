"""What each name of a module refers to, by TypeScript's rules of scope.

Taken into account: parameters and destructuring, `let`, `const` and hoisted `var`, functions, classes, enums,
namespaces, `catch`, loops, named function and class expressions, type parameters, and that a type and a value may
share a name. Not known: what a namespace's other parts export into it, globals, and `with`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from migrator.syntax.node import Node
from migrator.syntax.references.forms import Form
from migrator.syntax.references.reference import ImportedName, ModuleReference
from migrator.syntax.scopes.scope import Binding, BindingKind, Meaning, Scope
from migrator.syntax.scopes.scope_pass import NAMES, ScopePass

if TYPE_CHECKING:
    from migrator.syntax.module import Module

__all__ = ["Binding", "BindingKind", "Bindings", "Meaning", "Scope"]


class Bindings:
    """Every name of one module. Worked out at first use, in one pass, and kept."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def resolve(self, node: Node) -> Binding | None:
        """The binding that the name `node` refers to or declares; None for globals and for what is no reference.

        Where `export { a }` or `export default a` takes a value and a type of one name, this is the value.
        """
        if node.kind not in (*NAMES, "property_identifier"):  # the latter names a member of an enum
            return None
        found = self._found.get(node.span.start)
        return found[0] if found else self._pass.declared.get(node.span.start)

    def uses(self, binding: Binding) -> tuple[Node, ...]:
        """Every name that refers to `binding`, in source order, its declarations excluded.

        Shorthand properties (`{ a }`), element names (`<A>`, both ends), `export { a }` and assignments are uses.
        """
        return tuple(self._uses.get(binding, ()))

    @cached_property
    def free(self) -> tuple[Node, ...]:
        """The names that nothing in this module declares, in source order: globals, and mistakes."""
        return tuple(use.node for use in self._pass.uses if use.node.span.start not in self._found)

    @cached_property
    def top_level(self) -> Mapping[str, Binding]:
        """The names declared at the top of the module; of a value and a type of one name, the value."""
        names = self._pass.top.names
        return MappingProxyType({name: self._pass.top.lookup(name, Meaning.ANY)[0] for name in names})

    def named(self, name: str) -> tuple[Binding, ...]:
        """Every binding of `name` at the top of the module: a value and a type may share a name."""
        return tuple(self._pass.top.names.get(name, ()))

    def taken(self, name: str) -> Node | None:
        """The place because of which the module can't declare another `name` at its top; None for none.

        That is a declaration of it there, or a use that would come to mean the new one.
        """
        present = self._pass.top.names.get(name)
        return present[0].node if present else next((one for one in self.free if one.text == name), None)

    def obstacle(self, binding: Binding, name: str) -> Node | None:
        """The place because of which `binding` can't be called `name` without changing a meaning; None for none.

        That is another declaration of `name` where `binding` is visible, a use of `name` that would come to mean
        `binding`, or an element `<Binding>` that would become one of HTML's.
        """
        taken = binding.scope.names.get(name)
        if taken:
            return taken[0].node
        for use in self._pass.uses:
            scopes = list(use.scope.outward())
            inner = scopes[: scopes.index(binding.scope)] if binding.scope in scopes else None
            if inner is None:
                continue
            between = next((found[0] for scope in inner if (found := scope.names.get(name))), None)
            if use.node.text == name and between is None:
                return use.node
            if binding in self._found.get(use.node.span.start, ()):
                if between is not None:
                    return between.node
                if name[:1].islower() and _is_tag(use.node):
                    return use.node
        return None

    @property
    def scope(self) -> Scope:
        """The module's outermost scope."""
        return self._pass.top

    @cached_property
    def imports(self) -> Mapping[str, tuple[ModuleReference, ImportedName]]:
        """By local name, what the module imports (`import x = require()` included): from where, and the name there."""
        return MappingProxyType(
            {
                name.local: (reference, name)
                for reference in self._module.references
                if reference.form in (Form.IMPORT, Form.IMPORT_EQUALS)
                for name in reference.names
            }
        )

    @cached_property
    def _pass(self) -> ScopePass:
        return ScopePass(self._module.root)

    @cached_property
    def _found(self) -> dict[int, list[Binding]]:
        looked_up = ((use.node.span.start, use.scope.lookup(use.node.text, use.meaning)) for use in self._pass.uses)
        return {start: bindings for start, bindings in looked_up if bindings}

    @cached_property
    def _uses(self) -> dict[Binding, list[Node]]:
        uses: dict[Binding, list[Node]] = {}
        for use in self._pass.uses:
            for binding in self._found.get(use.node.span.start, ()):
                uses.setdefault(binding, []).append(use.node)
        return uses


def _is_tag(name: Node) -> bool:
    return name.parent is not None and name.parent.kind.endswith("_element") and name.parent.field("name") == name
