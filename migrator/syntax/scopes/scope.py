"""Scopes and bindings: which names a stretch of source declares, and what they mean there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Flag, auto
from typing import Literal

from migrator.syntax.node import Node

BindingKind = Literal[
    "import",
    "const",
    "let",
    "var",
    "function",
    "class",
    "param",
    "enum",
    "member",
    "type",
    "interface",
    "namespace",
    "catch",
]


class Meaning(Flag):
    """What a name can stand for. TypeScript looks each up by itself: a type and a value may share a name."""

    VALUE = auto()
    TYPE = auto()
    NAMESPACE = auto()
    ANY = VALUE | TYPE | NAMESPACE


MEANINGS: dict[BindingKind, Meaning] = {
    "import": Meaning.ANY,
    "class": Meaning.VALUE | Meaning.TYPE,
    "enum": Meaning.ANY,
    "namespace": Meaning.VALUE | Meaning.NAMESPACE,
    "type": Meaning.TYPE,
    "interface": Meaning.TYPE,
}
"""Every other kind is a value."""


@dataclass(eq=False, slots=True)
class Binding:
    """A name that this module declares. Two bindings are equal only if they are the same one.

    name          the name
    kind          what declares it
    node          the name where it is declared first; of an import, its local name
    scope         the scope that holds it
    meanings      whether it stands for a value, a type, a namespace, or several of these
    declarations  every such name: overloads, a `var` said twice, an interface or namespace in several parts
    """

    name: str
    kind: BindingKind
    node: Node
    scope: Scope
    meanings: Meaning
    declarations: tuple[Node, ...]

    def __repr__(self) -> str:
        return f"<{self.kind} {self.name} {self.node!r}>"


@dataclass(eq=False, slots=True)
class Scope:
    """A syntax node within which names are declared. `hoists` tells whether a `var` below it ends up here."""

    node: Node
    around: Scope | None
    hoists: bool = False
    names: dict[str, list[Binding]] = field(default_factory=dict)

    def outward(self) -> Iterator[Scope]:
        """This scope and the ones around it, innermost first."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.around

    def lookup(self, name: str, meaning: Meaning) -> list[Binding]:
        """What `name` means here: the bindings of the innermost scope that has one of this meaning, values first."""
        for scope in self.outward():
            found = [binding for binding in scope.names.get(name, ()) if binding.meanings & meaning]
            if found:
                return sorted(found, key=lambda binding: Meaning.VALUE not in binding.meanings)
        return []

    def declare(self, node: Node, kind: BindingKind, name: str) -> Binding:
        """The binding of `name` declared at `node`: a new one, or the one that this declaration adds to."""
        meanings = MEANINGS.get(kind, Meaning.VALUE)
        own = self.names.setdefault(name, [])
        for binding in own:
            if binding.meanings & meanings:
                binding.meanings |= meanings
                binding.declarations += (node,)
                return binding
        own.append(Binding(name, kind, node, self, meanings, (node,)))
        return own[-1]

    def __repr__(self) -> str:
        return f"<scope of {self.node!r}>"
