"""Small questions about places in the syntax tree: which function, which parameter, which export."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from migrator.api import Node

FUNCTIONS = (
    "arrow_function",
    "function_expression",
    "function_declaration",
    "generator_function",
    "generator_function_declaration",
    "method_definition",
)
"""The nodes whose body runs when somebody calls it."""

_PARAMETERS = ("required_parameter", "optional_parameter")


class Parameter(NamedTuple):
    """The parameter of a function at a `place`, from 0; `key` is the property that a name takes out of it, if any."""

    function: Node
    place: int
    key: str | None


def arguments_of(call: Node) -> tuple[Node, ...]:
    """What a call is given, comments left out."""
    arguments = call.field("arguments")
    return tuple(child for child in arguments.children if child.kind != "comment") if arguments is not None else ()


def enclosing_function(node: Node) -> Node | None:
    """The innermost function around a node, itself left out."""
    return next((around for around in node.ancestors() if around.kind in FUNCTIONS), None)


class Helper(NamedTuple):
    """A function that has a name by which others call it."""

    function: Node
    name: str


def enclosing_helper(node: Node) -> Helper | None:
    """The innermost function around a node that has a name."""
    around = enclosing_function(node)
    while around is not None:
        name = declared_name(around)
        if name is not None:
            return Helper(around, name)
        around = enclosing_function(around)
    return None


def parameter_of(name: Node) -> Parameter | None:
    """The parameter that declares a name; None where that is too deep in a pattern to be told."""
    key: str | None = None
    at, around = name, name.parent
    while around is not None and around.kind != "formal_parameters":
        if around.kind in FUNCTIONS and around.field("parameter") == at:
            return Parameter(around, 0, key)
        if around.kind == "object_pattern":
            if key is not None:
                return None
            key = _key_in(at)
        elif around.kind in ("array_pattern", "rest_pattern"):
            return None
        at, around = around, around.parent
    if around is None or around.parent is None:
        return None
    index = [child for child in around.children if child.kind != "comment"].index(at)
    return Parameter(around.parent, index, key)


def default_of(name: Node) -> Node | None:
    """What a parameter is where a call doesn't give it: `b` of `(a = b)` and of `({ a = b })`."""
    around = name.parent
    if around is not None and around.kind == "object_assignment_pattern":
        return around.field("right")
    return around.field("value") if around is not None and around.kind in _PARAMETERS else None


def _key_in(pattern: Node) -> str | None:
    """The property that one member of an object pattern takes: `a` of `a`, of `a: b`, and of `a = 1`."""
    if pattern.kind == "pair_pattern":
        key = pattern.field("key")
        return (key.string_value or key.text) if key is not None else None
    left = pattern.field("left") if pattern.kind == "object_assignment_pattern" else pattern
    return left.text if left is not None else None


def declared_name(function: Node) -> str | None:
    """What a function is called: by its own name, or that of the constant or property it is the value of."""
    own = function.field("name") or name_of_value(function)
    return own.text if own is not None else None


def name_of_value(value: Node) -> Node | None:
    """The name of the constant or variable that an expression is the value of."""
    around = value.parent
    while around is not None and around.kind in ("parenthesized_expression", "as_expression", "satisfies_expression"):
        around = around.parent
    name = around.field("name") if around is not None and around.kind == "variable_declarator" else None
    return name if name is not None and name.kind == "identifier" else None


def top_name(node: Node) -> str | None:
    """The name that the statement at the top of the module around `node` declares; `default` of a nameless default."""
    chain = [node, *node.ancestors()]
    statement = next((one for one in chain if one.parent is not None and one.parent.kind == "program"), None)
    if statement is None:
        return None
    declaration = statement
    if statement.kind == "export_statement":
        declaration = statement.field("declaration") or statement
        if declaration == statement:
            return "default"
    if declaration.kind in ("lexical_declaration", "variable_declaration"):
        around = next((one for one in chain if one.kind == "variable_declarator" and one.parent == declaration), None)
        name = around.field("name") if around is not None else None
    else:
        name = declaration.field("name")
    return name.text if name is not None and name.kind in ("identifier", "type_identifier") else None


def exported_as(node: Node) -> str | None:
    """The name under which the module exports what `node` is a part of; None where it keeps it to itself."""
    name = top_name(node)
    if name is None:
        return None
    exports = [export for export in node.module.exports if export.reference is None and not export.type_only]
    named = [export.name for export in exports if (export.local or export.name) == name]
    return next((one for one in named if one == name), named[0] if named else None)


def depends_on(function: Node, node: Node) -> bool:
    """Whether an expression has names that the function's parameters declare."""
    kinds = ("identifier", "shorthand_property_identifier")
    for name in [node] if node.kind in kinds else list(node.descendants(*kinds)):
        binding = name.module.bindings.resolve(name)
        if binding is not None and binding.kind == "param" and any(one == function for one in binding.node.ancestors()):
            return True
    return False


def results_of(function: Node) -> Iterator[Node]:
    """The expressions that a function gives back."""
    body = function.field("body")
    if body is None:
        return
    if body.kind != "statement_block":
        yield body
        return
    for one in body.descendants("return_statement"):
        if one.children and next((a for a in one.ancestors() if a.kind in FUNCTIONS), None) == function:
            yield one.children[0]


def pushed_into(name: Node) -> list[Node]:
    """What is pushed into the list that a name of this module stands for."""
    binding = name.module.bindings.resolve(name) if name.kind == "identifier" else None
    found: list[Node] = []
    for use in name.module.bindings.uses(binding) if binding is not None else ():
        around = use.parent
        method = around.field("property") if around is not None and around.kind == "member_expression" else None
        call = around.parent if around is not None else None
        if method is not None and method.text in ("push", "unshift") and call is not None:
            found += arguments_of(call)
    return found
