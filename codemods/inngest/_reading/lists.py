"""Arrays of functions, evaluated without running anything."""

from __future__ import annotations

from dataclasses import dataclass

from migrator.api import Node, Project

from .constants import declared, value_of

_LISTS = ("array", "call_expression", "as_expression", "satisfies_expression", "parenthesized_expression")
#: What stands around an expression and changes nothing of its value.
WRAPPERS = ("as_expression", "satisfies_expression", "parenthesized_expression", "non_null_expression")


@dataclass(frozen=True, slots=True)
class Served:
    """One served function: where it is declared, and what the list calls it."""

    path: str
    name: str
    local: str


def listed(project: Project, path: str, name: str) -> tuple[Served, ...] | None:
    """The functions in the array that the module at `path` exports as `name`; None where that can't be told."""
    declaration = project.symbols.declaration(path, name)
    if declaration is None or declaration.path is None:
        return None
    value = value_of(project.module(declaration.path), declaration.name)
    return evaluate(project, value, frozenset()) if value is not None else None


def evaluate(project: Project, node: Node, seen: frozenset[Node]) -> tuple[Served, ...] | None:
    """The functions of an expression that is an array of them."""
    if node in seen:
        return None
    seen |= {node}
    if node.kind in WRAPPERS:
        return evaluate(project, node.children[0], seen)
    if node.kind == "array":
        found: list[Served] = []
        for element in node.children:
            if element.kind == "comment":
                continue
            if element.kind == "spread_element":
                several = evaluate(project, element.children[0], seen)
                if several is None:
                    return None
                found += several
                continue
            one = _function(project, element)
            if one is None:
                return None
            found.append(one)
        return tuple(found)
    if node.kind == "call_expression":
        return _values_of_namespace(project, node)
    if node.kind in ("identifier", "shorthand_property_identifier", "member_expression"):
        there = declared(project, node)
        value = value_of(project.module(there[0]), there[1]) if there is not None else None
        return evaluate(project, value, seen) if value is not None and value.kind in _LISTS else None
    return None


def whole_namespace(project: Project, value: Node) -> str | None:
    """The module whose every export a list takes: `Object.values(namespace)`, alone or spread into an array."""
    while value.kind in ("array", "spread_element", *WRAPPERS) and len(value.children) == 1:
        value = value.children[0]
    if value.kind != "call_expression":
        return None
    callee, arguments = value.field("function"), value.field("arguments")
    given = arguments.children[0] if arguments is not None and len(arguments.children) == 1 else None
    if callee is None or callee.text != "Object.values" or given is None or given.kind != "identifier":
        return None
    imported = value.module.bindings.imports.get(given.text)
    if imported is None:
        return None
    path = getattr(project.resolver.resolve(imported[0].specifier, value.module.path), "path", None)
    there = project.symbols.declaration(path, imported[1].imported) if isinstance(path, str) else None
    return there.path if there is not None and there.name == "*" else None


def _values_of_namespace(project: Project, call: Node) -> tuple[Served, ...] | None:
    """The functions of `Object.values(namespace)`; a namespace lists its names in alphabetical order (ECMA-262)."""
    path = whole_namespace(project, call)
    if path is None or project.symbols.unlisted(path):
        return None
    found = []
    for name, declaration in sorted(project.symbols.names(path).items()):
        if declaration.type_only:
            continue
        if declaration.path is None:
            return None
        found.append(Served(declaration.path, declaration.name, name))
    return tuple(found)


def _function(project: Project, element: Node) -> Served | None:
    there = declared(project, element)
    if there is None:
        return None
    local = element.text if element.kind == "identifier" else element.text.rpartition(".")[2]
    return Served(*there, local)
