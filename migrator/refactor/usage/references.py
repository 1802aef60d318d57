"""Which names are taken of a module that a reference takes as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

from migrator.syntax import Form, Module, ModuleReference, Node, is_host

_MEMBER = re.compile(rb"\s*+\)?\s*+(?:\.\s*([A-Za-z_$][\w$]*)|\[\s*[\"']([\w$]+)[\"']\s*\])")
_ORIGINAL = re.compile(r"\b(importActual|requireActual|importOriginal)\b")


def names_taken(module: Module, reference: ModuleReference) -> frozenset[str] | None:
    """The names that a namespace import, a dynamic import, an import type or a mock uses; None where it may be any.

    A namespace counts when every use is `ns.name`, a dynamic import when its result is destructured or a member of
    it is taken on the spot, an import type when a name follows. A mock counts when its factory returns an object
    literal; what it spreads into that is the original, so the keys that are written out are what it replaces.
    References inside a mock's factory to the module it mocks take what the mock takes. A namespace in a host may be
    used by what is no script there, so it may be any.
    """
    if reference.form in (Form.IMPORT, Form.IMPORT_EQUALS):
        return _of_namespace(module, reference)
    if reference.form is Form.IMPORT_TYPE:
        following = _MEMBER.match(module.source, reference.statement.end)
        named = following and next(group for group in following.groups() if group is not None)
        return frozenset({named.decode()}) if named else _of_mock_around(module, reference)
    call = _call_at(module, reference)
    if call is None:
        return None
    if reference.form is Form.MOCK:
        return _of_factory(call)
    return _of_result(call) or _of_mock_around(module, reference)


def _of_mock_around(module: Module, reference: ModuleReference) -> frozenset[str] | None:
    for other in module.references:
        if other.form is Form.MOCK and reference.statement in other.statement:
            call = _call_at(module, other)
            return _of_factory(call) if call is not None and other.specifier == reference.specifier else None
    return None


def _of_namespace(module: Module, reference: ModuleReference) -> frozenset[str] | None:
    if is_host(module.path):
        return None
    taken: set[str] = set()
    for name in reference.names:
        binding = module.bindings.top_level.get(name.local) if name.imported == "*" else None
        for use in module.bindings.uses(binding) if binding is not None else ():
            member = _member_of(use)
            if member is None:
                return None
            taken.add(member)
    return frozenset(taken) or None


def _member_of(node: Node) -> str | None:
    """`name` where `node` stands in `node.name`, as a value or as a type."""
    around = node.parent
    if around is None:
        return None
    if around.kind == "member_expression" and around.field("object") == node:
        named = around.field("property")
    elif around.kind in ("nested_type_identifier", "nested_identifier"):
        named = around.children[-1]
    else:
        return None
    return named.text if named is not None and named != node else None


def _call_at(module: Module, reference: ModuleReference) -> Node | None:
    for call in module.root.descendants("call_expression"):
        if call.span == reference.statement:
            return call
    return None


def _of_factory(call: Node) -> frozenset[str] | None:
    arguments = call.field("arguments")
    factory = arguments.children[1] if arguments is not None and len(arguments.children) > 1 else None
    if factory is None or factory.kind not in ("arrow_function", "function_expression"):
        return None
    body = factory.field("body")
    while body is not None and body.kind == "parenthesized_expression":
        body = body.children[0]
    if body is not None and body.kind == "statement_block":
        last = body.children[-1] if body.children else None
        body = last.children[0] if last is not None and last.kind == "return_statement" and last.children else None
    if body is None or body.kind != "object":
        return None
    return _keys(
        member for member in body.children if not (member.kind == "spread_element" and _ORIGINAL.search(factory.text))
    )


def _of_result(call: Node) -> frozenset[str] | None:
    node = call
    while node.parent is not None and node.parent.kind in ("await_expression", "parenthesized_expression"):
        node = node.parent
    if node == call:
        return _of_then(call)
    member = _member_of(node)
    if member is not None:
        return frozenset({member})
    around = node.parent
    pattern = around.field("name") if around is not None and around.kind == "variable_declarator" else None
    return _keys(pattern.children) if pattern is not None and pattern.kind == "object_pattern" else None


def _of_then(call: Node) -> frozenset[str] | None:
    """What `.then((m) => ...)` takes: the keys of a pattern, or the members of its parameter."""
    member = call.parent
    outer = member.parent if member is not None and member.kind == "member_expression" else None
    method = member.field("property") if member is not None and outer is not None else None
    arguments = outer.field("arguments") if outer is not None and method is not None and method.text == "then" else None
    then = arguments.children[0] if arguments is not None and arguments.children else None
    if then is None or then.kind != "arrow_function":
        return None
    parameters = then.field("parameters")
    given = then.field("parameter") or (parameters.children[0] if parameters and parameters.children else None)
    pattern = given.field("pattern") if given is not None and given.kind == "required_parameter" else given
    if pattern is None:
        return None
    if pattern.kind == "object_pattern":
        return _keys(pattern.children)
    binding = call.module.bindings.resolve(pattern)
    uses = call.module.bindings.uses(binding) if binding is not None else ()
    members = {_member_of(use) for use in uses if use != pattern}
    return frozenset(name for name in members if name) if members and None not in members else None


def _keys(members: Iterable[Node]) -> frozenset[str] | None:
    """The keys of an object or of a pattern; None where one of them can't be told, as with a spread."""
    found: set[str] = set()
    for member in members:
        if member.kind == "comment":
            continue
        # A method has its key as `name`; shorthands are keys themselves.
        key = member.field("key") or member.field("name") or member
        if key.kind in (
            "property_identifier",
            "shorthand_property_identifier",
            "shorthand_property_identifier_pattern",
        ):
            found.add(key.text)
        elif key.string_value is not None:
            found.add(key.string_value)
        else:
            return None
    return frozenset(found) or None
