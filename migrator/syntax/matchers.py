"""Descriptions of TypeScript nodes, in LibCST's manner: what is not said doesn't matter.

>>> from migrator.syntax import Module, matchers as m
>>> module = Module("send.ts", b'await inngest.send({ name: "user/created", data });')
>>> send = m.call("inngest.send", [m.object(m.pair("name", m.capture("event", m.string())))])
>>> [found["event"].string_value for found in m.extract_all(module, send)]
['user/created']
>>> m.find_all(module, m.call(m.member(property="send")) | m.identifier("data"))
[<call_expression send.ts:1:7>, <shorthand_property_identifier send.ts:1:44>]

Comments between elements are passed over. A string and a template without substitutions are the same; so are
`a.b` and `a["b"]`, and `{ a: a }` and `{ a }`.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import EllipsisType

from migrator.syntax.matcher import (
    Captures,
    Matcher,
    Text,
    all_of,
    any_of,
    anything,
    capture,
    extract,
    extract_all,
    find_all,
    fits,
    in_order,
    matches,
    not_,
    together,
)
from migrator.syntax.node import Node

__all__ = [
    "Captures",
    "Matcher",
    "Text",
    "all_of",
    "any_of",
    "anything",
    "array",
    "call",
    "capture",
    "extract",
    "extract_all",
    "find_all",
    "identifier",
    "kind",
    "matches",
    "member",
    "new",
    "not_",
    "object",
    "pair",
    "string",
    "unwrapped",
]

Elements = Sequence[Matcher | EllipsisType]
"""One matcher per element, in order; `...` stands for any number of elements."""

_IDENTIFIERS = frozenset(("identifier", "type_identifier", "shorthand_property_identifier"))
_WRAPPERS = ("parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression")


def identifier(name: Text = None) -> Matcher:
    """A name of a value or a type, a shorthand property included; not a key or a member's name."""
    return Matcher(lambda node: {} if fits(node.text, name) else None, _IDENTIFIERS)


def string(value: Text = None) -> Matcher:
    """A string, or a template without substitutions, of this value."""
    return Matcher(
        lambda node: {} if fits(node.string_value, value) else None, frozenset(("string", "template_string"))
    )


def member(object: Matcher | str = anything, property: Text = None) -> Matcher:
    """`object.property`, also `object?.property` and `object["property"]`; `object` may be a name with dots."""
    owner = _named(object)

    def test(node: Node) -> Captures | None:
        name, index = node.field("property"), node.field("index")
        text = name.text if name is not None else index.string_value if index is not None else None
        return owner(node.field("object")) if fits(text, property) else None

    return Matcher(test, frozenset(("member_expression", "subscript_expression")))


def call(callee: Matcher | str = anything, arguments: Elements = (...,)) -> Matcher:
    """`callee(arguments)`, where `callee` may be a name with dots, like `vi.mock`."""
    return _invocation("call_expression", callee, arguments)


def new(callee: Matcher | str = anything, arguments: Elements = (...,)) -> Matcher:
    """`new callee(arguments)`; `new callee` has no arguments."""
    return _invocation("new_expression", callee, arguments)


def array(elements: Elements = (...,)) -> Matcher:
    """`[elements]`."""
    return Matcher(lambda node: in_order(node.parts, elements), frozenset(("array",)))


def object(*members: Matcher) -> Matcher:
    """An object literal that has, among others and in any order, a member for each of `members`."""

    def test(node: Node) -> Captures | None:
        parts = node.parts
        return together(
            next((found for part in parts if (found := wanted(part)) is not None), None) for wanted in members
        )

    return Matcher(test, frozenset(("object",)))


def pair(key: Text = None, value: Matcher = anything) -> Matcher:
    """A member of an object literal by its key, quoted or not. The value of a shorthand or a method is itself."""

    def test(node: Node) -> Captures | None:
        name = node.field("key") or node.field("name") or node
        held = node.field("value") or node
        return value(held) if fits(_key(name), key) else None

    return Matcher(test, frozenset(("pair", "shorthand_property_identifier", "method_definition")))


def kind(name: str, **fields: Matcher) -> Matcher:
    """A node of the grammar's kind `name` in whose fields each of `fields` fits: for all that has no matcher here."""
    return Matcher(
        lambda node: together(matcher(node.field(field)) for field, matcher in fields.items()), frozenset((name,))
    )


def unwrapped(matcher: Matcher) -> Matcher:
    """What `matcher` matches, also in parentheses, or before `as`, `satisfies` or `!`. Captures are of the inside."""

    def test(node: Node) -> Captures | None:
        while (found := matcher(node)) is None and node.kind in _WRAPPERS:
            node = node.parts[0]
        return found

    return Matcher(test, None if matcher.kinds is None else matcher.kinds.union(_WRAPPERS))


def _invocation(of: str, callee: Matcher | str, arguments: Elements) -> Matcher:
    called = _named(callee)

    def test(node: Node) -> Captures | None:
        given = node.field("arguments")
        if given is not None and given.kind != "arguments":
            return None  # a tagged template
        return together((called(node.callee), in_order(node.arguments, arguments)))

    return Matcher(test, frozenset((of,)))


def _named(matcher: Matcher | str) -> Matcher:
    if isinstance(matcher, Matcher):
        return matcher
    if matcher in ("this", "super", "import"):
        return kind(matcher)
    owner, _, name = matcher.rpartition(".")
    return member(owner, name) if owner else identifier(name)


def _key(name: Node) -> str | None:
    if name.kind == "computed_property_name":
        return name.parts[0].string_value if name.parts else None
    return name.text if name.string_value is None else name.string_value
