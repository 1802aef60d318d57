"""One name taken of a module as a whole, and all of them together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from migrator.syntax import Node
from migrator.text import Edit, Span


@dataclass(frozen=True, slots=True)
class Member:
    """One place that takes `name` of a module: `ns.name`, `ns["name"]`, `const { name } = ns`, a key of a mock.

    span    the bytes that name it, without quotes; of `{ name: local }` and of a shorthand all of it
    local   the name that stands for it in the module; None where the place gives it none
    loaded  nothing names it: `lazy(() => import("x"))`, at the end of whose import `span` is, wants a `default`
    """

    name: str
    span: Span
    local: str | None = None
    loaded: bool = False

    def renamed(self, name: str) -> Edit:
        """The edit that takes `name` here; what is local keeps its name."""
        if self.loaded:
            return Edit.insert(self.span.end, f".then((m) => ({{ {self.name}: m.{name} }}))".encode())
        written = name if self.local in (None, name) else f"{name}: {self.local}"
        return Edit(self.span, written.encode())


@dataclass(frozen=True, slots=True)
class Usage:
    """What is taken of a module: `members`, and in `rest` the places where it goes on whole, so that it may be any."""

    members: tuple[Member, ...] = ()
    rest: tuple[Span, ...] = ()

    @classmethod
    def of_all(cls, usages: Iterable[Usage]) -> Usage:
        """Several in one."""
        listed = list(usages)
        return cls(
            tuple(one for usage in listed for one in usage.members),
            tuple(one for usage in listed for one in usage.rest),
        )

    def apart_from(self, spans: Iterable[Span]) -> Usage:
        """The same, but what lies in one of `spans` is known to take no name."""
        known = list(spans)
        return Usage(self.members, tuple(one for one in self.rest if not any(one in span for span in known)))

    @classmethod
    def unknown(cls, node: Node) -> Usage:
        """Nobody can tell what `node` takes."""
        return cls((), (node.span,))


def member_of_key(key: Node, name: str | None) -> Usage:
    """The usage of an object's or a pattern's key that says `name`; None where it is computed."""
    if name is None:
        return Usage.unknown(key)
    inside = Span(key.span.start + 1, key.span.end - 1) if key.kind == "string" else key.span
    return Usage((Member(name, inside),))


def keys(of: Node) -> Usage:
    """The keys of an object or of a pattern as members; a spread, a rest and a computed key are unknown."""
    return Usage.of_all(_key(member) for member in of.parts)


def _key(member: Node) -> Usage:
    if member.kind == "object_assignment_pattern":
        member = member.field("left") or member
    if member.kind in ("shorthand_property_identifier", "shorthand_property_identifier_pattern"):
        return Usage((Member(member.text, member.span, member.text),))
    key, value = member.field("key") or member.field("name"), member.field("value")
    if key is None or key.kind not in ("property_identifier", "string"):
        return Usage.unknown(member)
    name = key.string_value if key.kind == "string" else key.text
    if member.kind == "pair_pattern" and value is not None and value.kind == "identifier" and key.kind != "string":
        return Usage((Member(key.text, member.span, value.text),))
    return member_of_key(key, name)
