"""What each construct of TypeScript declares, and which names in it are not what they look like. One row each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from migrator.syntax.node import Node
from migrator.syntax.scopes.scope import BindingKind, Meaning

if TYPE_CHECKING:
    from migrator.syntax.scopes.scope_pass import ScopePass


def pattern_names(pattern: Node | None) -> Iterator[Node]:
    """The names that a pattern declares: `a`, `{ a, b: c, ...d }`, `[a, [b] = c]`; not what its defaults use."""
    waiting = [pattern]
    while waiting:
        part = waiting.pop()
        if part is None:
            continue
        if part.kind in ("identifier", "shorthand_property_identifier_pattern"):
            yield part
        elif part.kind in ("assignment_pattern", "object_assignment_pattern"):
            waiting.append(part.field("left"))
        elif part.kind == "pair_pattern":
            waiting.append(part.field("value"))
        elif part.kind in ("object_pattern", "array_pattern", "rest_pattern"):
            waiting += reversed(part.children)


def leftmost(name: Node | None) -> Node | None:
    """`a` of `a.b.c`."""
    while name is not None and name.kind in ("nested_identifier", "member_expression"):
        name = name.field("object")
    return name


def _import(walk: ScopePass, node: Node) -> None:
    """`import a`, `import * as a`, `import a = require("b")`, `import a = b.c`."""
    names = [child for child in node.children if child.kind in ("identifier", "nested_identifier")]
    walk.declare(next(iter(names), None), "import")
    for name in names[1:]:
        walk.look_up_as(Meaning.ANY, name)


def _import_specifier(walk: ScopePass, node: Node) -> None:
    """`import { a as b }`."""
    name, alias = node.field("name"), node.field("alias")
    walk.declare(alias or name, "import")
    walk.ignore(name if alias else None)


def _export(walk: ScopePass, node: Node) -> None:
    """`export { a } from "b"` uses nothing of this module; `export default a` and `export = a` take all that `a` is."""
    if node.field("source") is not None or {"as", "namespace"} <= set(node.tokens):
        walk.ignore_within(node)
    for child in node.children:
        if child.kind == "identifier":
            walk.look_up_as(Meaning.ANY, child)


def _export_specifier(walk: ScopePass, node: Node) -> None:
    """`export { a as b }`."""
    walk.look_up_as(Meaning.ANY, node.field("name"))
    walk.ignore(node.field("alias"))


def _variable_kind(node: Node) -> BindingKind:
    keyword = node.field("kind")
    word = "var" if node.kind == "variable_declaration" else keyword.text if keyword else "const"
    return "var" if word == "var" else "let" if word == "let" else "const"


def _variables(walk: ScopePass, node: Node) -> None:
    """`var a = 1, b`, `let a`, `const { a } = b`."""
    for declarator in node.children:
        if declarator.kind == "variable_declarator":
            walk.declare_pattern(declarator.field("name"), _variable_kind(node))


def _using(walk: ScopePass, node: Node) -> None:
    """`using a = b, c = d`, which the grammar takes for assignments."""
    around = node.parent
    if node.tokens[0] == "using":
        for one in around.children if around and around.kind == "sequence_expression" else (node,):
            walk.declare_pattern(one.field("left"), "const")


def _loop(walk: ScopePass, node: Node) -> None:
    """`for (const a of b)`; without a keyword the name is only used."""
    if node.field("kind") is not None:
        walk.declare_pattern(node.field("left"), _variable_kind(node))


def _parameter(walk: ScopePass, node: Node) -> None:
    """A parameter; or the label of a tuple's member, which names nothing."""
    walk.declare_pattern(node.field("pattern"), "param")
    walk.ignore(node.field("name"))


def _lone_parameter(walk: ScopePass, node: Node) -> None:
    """`a => b`."""
    walk.declare(node.field("parameter"), "param")


def _catch(walk: ScopePass, node: Node) -> None:
    walk.declare_pattern(node.field("parameter"), "catch")


def _enum(walk: ScopePass, node: Node) -> None:
    """The members of an enum, which its own initializers can name."""
    body = node.field("body")
    for member in body.children if body else ():
        name = member.field("name") if member.kind == "enum_assignment" else member
        if name is not None and name.kind in ("property_identifier", "string"):
            walk.declare(name, "member", name.string_value or name.text)


def _ambient(walk: ScopePass, node: Node) -> None:
    """`declare global { var a }`."""
    for child in node.children:
        if child.kind == "statement_block":
            walk.mark_global(child)


def _decorator(walk: ScopePass, node: Node) -> None:
    """A decorator of a parameter or a class does not see what is declared inside the function or class."""
    decorated = node.parent
    outside = walk.scope.around
    if outside and decorated and decorated.kind not in ("class_body", "public_field_definition", "export_statement"):
        walk.enter(node, outside)


def _index_signature(walk: ScopePass, node: Node) -> None:
    """`[key: string]: T`."""
    walk.declare(node.field("name"), "param")


def _type_parameter(walk: ScopePass, node: Node) -> None:
    """`<T>`, and `[K in T]` of a mapped type."""
    walk.declare(node.field("name"), "type")


def _infer(walk: ScopePass, node: Node) -> None:
    """`infer T`, which the conditional type around it declares."""
    around = next((scope for scope in walk.scope.outward() if scope.node.kind == "conditional_type"), None)
    name = next((child for child in node.children if child.kind == "type_identifier"), None)
    walk.declare(name, "type", scope=around)


def _qualified_type(walk: ScopePass, node: Node) -> None:
    """`a.b.C` as a type."""
    walk.ignore(node.field("name"))
    walk.look_up_as(Meaning.NAMESPACE, leftmost(node.field("module")))


def _element(walk: ScopePass, node: Node) -> None:
    """`<Name>` uses a name, `<name>` is one of HTML's."""
    name = node.field("name")
    if name is not None and name.kind == "identifier" and (name.text[0].islower() or "-" in name.text):
        walk.ignore(name)


def _not_a_name(walk: ScopePass, node: Node) -> None:
    """`<a:b>`."""
    walk.ignore(*node.children)


HANDLERS: dict[str, Callable[[ScopePass, Node], None]] = {
    "import_clause": _import,
    "namespace_import": _import,
    "import_require_clause": _import,
    "import_alias": _import,
    "import_specifier": _import_specifier,
    "export_statement": _export,
    "export_specifier": _export_specifier,
    "variable_declaration": _variables,
    "lexical_declaration": _variables,
    "assignment_expression": _using,
    "for_in_statement": _loop,
    "required_parameter": _parameter,
    "optional_parameter": _parameter,
    "arrow_function": _lone_parameter,
    "catch_clause": _catch,
    "enum_declaration": _enum,
    "ambient_declaration": _ambient,
    "decorator": _decorator,
    "index_signature": _index_signature,
    "type_parameter": _type_parameter,
    "mapped_type_clause": _type_parameter,
    "infer_type": _infer,
    "nested_type_identifier": _qualified_type,
    "jsx_opening_element": _element,
    "jsx_closing_element": _element,
    "jsx_self_closing_element": _element,
    "jsx_namespace_name": _not_a_name,
}
