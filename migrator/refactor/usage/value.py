"""Follows a value that is a module, or the promise of one, to the names that are taken of it."""

from __future__ import annotations

from migrator.refactor.usage.member import Member, Usage, keys, member_of_key
from migrator.syntax import Binding, Node
from migrator.text import Span

_TRANSPARENT = ("parenthesized_expression", "non_null_expression", "as_expression", "satisfies_expression")
_NAMED = ("nested_type_identifier", "nested_identifier")
# https://vitest.dev/api/vi.html#vi-spyon and its like: an object, and the name of one of its members.
_SPIES = ("spyOn", "replaceProperty")


def usage_of_value(node: Node, promised: bool = False) -> Usage:
    """What is taken of the module that `node` evaluates to; `promised` where that is a promise of it.

    Followed: members, destructuring, variables, `await`, `then`, `Promise.all`, `vi.mocked`, `spyOn`, and what React's
    `lazy` and Next's `dynamic` load. A statement that does nothing with the value takes nothing.
    """
    around, promised = node.parent, promised and not node.is_awaited
    if around is None or around.kind == "expression_statement":
        return Usage()
    if around.kind in _TRANSPARENT and around.children[0] == node:
        return usage_of_value(around, promised)
    if around.kind == "await_expression":
        return usage_of_value(around)
    if around.kind == "array" and promised:
        return _of_one_of_all(around, node)
    if around.kind == "member_expression" and around.field("object") == node:
        return _of_promise(around) if promised else _of_member(around.field("property"))
    if promised and around.kind == "arrow_function" and _is_loader(around):
        return Usage((Member("default", Span(node.span.end, node.span.end), loaded=True),))
    if promised and around.kind != "variable_declarator":
        return Usage.unknown(node)
    if around.kind == "subscript_expression" and around.field("object") == node:
        return _of_index(around.field("index"))
    if around.kind in _NAMED and around.children[-1] != node:
        return _of_member(around.children[-1])
    if around.kind in ("type_query", "parenthesized_type"):
        return usage_of_value(around)
    if around.kind == "lookup_type" and around.children[0] == node:
        literal = around.children[-1]
        return _of_index(literal.children[0] if literal.kind == "literal_type" else None)
    if around.kind == "variable_declarator" and around.field("value") == node:
        return usage_of_pattern(around.field("name"), promised)
    if around.kind == "assignment_expression" and around.field("right") == node and not promised:
        left = around.field("left")
        return keys(left) if left is not None and left.kind == "object_pattern" else Usage.unknown(node)
    if around.kind == "arguments":
        return _of_argument(around, node)
    return Usage.unknown(node)


def usage_of_pattern(pattern: Node | None, promised: bool = False) -> Usage:
    """What is taken of a module by the variable or parameter that `pattern` declares."""
    if pattern is None:
        return Usage()
    if pattern.kind == "object_pattern" and not promised:
        return keys(pattern)
    binding = pattern.module.bindings.resolve(pattern) if pattern.kind == "identifier" else None
    return usage_of_binding(binding, pattern, promised) if binding is not None else Usage.unknown(pattern)


def usage_of_binding(binding: Binding, declared: Node, promised: bool = False) -> Usage:
    """What is taken of a module by its local name, declared at `declared`."""
    uses = declared.module.bindings.uses(binding)
    return Usage.of_all(usage_of_value(use, promised) for use in uses if use != declared)


def usage_of_callback(call: Node) -> Usage:
    """What the function that is the first argument of `call` takes of a module that it is given."""
    function = next(iter(call.arguments), None)
    if function is None or function.kind not in ("arrow_function", "function_expression"):
        return Usage.unknown(call)
    parameters = function.field("parameters")
    first = next(iter(parameters.parts), None) if parameters is not None else None
    given = function.field("parameter") or (first.field("pattern") if first is not None else None)
    return usage_of_pattern(given)


def _is_loader(function: Node) -> bool:
    """Whether React's `lazy` or Next's `dynamic` is given the function, and takes the `default` of what that loads."""
    arguments = function.parent
    call = arguments.parent if arguments is not None and arguments.kind == "arguments" else None
    callee = call.callee if call is not None else None
    if call is None or callee is None or call.arguments[0] != function:
        return False
    owner = callee.field("object") or callee
    binding = function.module.bindings.resolve(owner)
    imported = function.module.bindings.imports.get(owner.text)
    if binding is None or binding.kind != "import" or imported is None:
        return False
    reference, name = imported
    if owner != callee:
        return callee.text.endswith(".lazy") and reference.specifier == "react" and name.imported in ("default", "*")
    return (reference.specifier, name.imported) in (("react", "lazy"), ("next/dynamic", "default"))


def _of_member(name: Node | None) -> Usage:
    return Usage((Member(name.text, name.span),)) if name is not None else Usage()


def _of_index(index: Node | None) -> Usage:
    if index is None or index.kind != "string":
        return Usage((), () if index is None else (index.span,))
    return member_of_key(index, index.string_value)


def _of_promise(member: Node) -> Usage:
    method, call = member.field("property"), member.call
    if method is None or method.text != "then" or call is None:
        return Usage.unknown(member)
    return usage_of_callback(call)


def _of_one_of_all(array: Node, node: Node) -> Usage:
    """What `const [{ a }] = await Promise.all([import("x")])` takes of each."""
    call = array.parent.parent if array.parent is not None and array.parent.kind == "arguments" else None
    callee = call.callee if call is not None else None
    awaited = call.parent if call is not None else None
    declarator = awaited.parent if awaited is not None and awaited.kind == "await_expression" else None
    pattern = declarator.field("name") if declarator is not None else None
    if callee is None or callee.text != "Promise.all" or pattern is None or pattern.kind != "array_pattern":
        return Usage.unknown(node)
    # A hole (`[, b]`) is no node, so that places can't be counted where there is one.
    places, given = pattern.parts, array.parts
    if pattern.tokens.count(",") >= len(places) + (pattern.text.rstrip("] \n\t").endswith(",")):
        return Usage.unknown(node)
    index = given.index(node)
    if any(one.kind == "spread_element" for one in given[:index]):
        return Usage.unknown(node)
    return usage_of_pattern(places[index]) if index < len(places) else Usage()


def _of_argument(arguments: Node, node: Node) -> Usage:
    call = arguments.parent
    callee = call.callee if call is not None else None
    given = arguments.parts
    name = callee.field("property") if callee is not None and callee.kind == "member_expression" else callee
    if call is None or name is None or given[0] != node:
        return Usage.unknown(node)
    if name.text == "mocked":
        return usage_of_value(call)
    if name.text in _SPIES and len(given) > 1 and given[1].kind == "string":
        return _of_index(given[1])
    return Usage.unknown(node)
