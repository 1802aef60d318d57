"""What a module does when it is imported, besides defining what it exports.

A package whose manifest says `"sideEffects": false` allows a bundler to leave out modules of which nothing is used
(webpack's documentation, "Mark the file as side-effect-free"), and with them what they do.
"""

from __future__ import annotations

from collections.abc import Iterator

from migrator.refactor.scaffolding.arrivals import Arrivals
from migrator.syntax import Form, Module, Node

_DEFINITIONS = frozenset(
    (
        "import_statement",
        "import_alias",
        "comment",
        "hash_bang_line",
        "empty_statement",
        "function_declaration",
        "generator_function_declaration",
        "interface_declaration",
        "type_alias_declaration",
        "enum_declaration",
        "ambient_declaration",
        "function_signature",
    )
)
_MARKS = ("server-only", "client-only")
_ASSIGNMENTS = ("assignment_expression", "augmented_assignment_expression", "update_expression")
_FUNCTIONS = frozenset(
    (
        "arrow_function",
        "function_declaration",
        "generator_function_declaration",
        "function_expression",
        "function",
        "generator_function",
        "method_definition",
        "class",
        "class_body",
    )
)


def side_effect(arrivals: Arrivals) -> tuple[str, int] | None:
    """A path and line where one of the modules that may come does something on being imported; None for none.

    So it is also where some module imports one of them for nothing else.
    """
    graph = arrivals.project.graph
    for path in arrivals.reached:
        found = next(effects(arrivals.project.module(path)), None)
        if found is not None:
            return path, found.position.line
    for path in arrivals.reached:
        for edge in graph.edges_to(path):
            if edge.reference.form is Form.SIDE_EFFECT:
                module = arrivals.project.module(edge.importer)
                return edge.importer, module.position(edge.reference.span.start).line
    return None


def effects(module: Module) -> Iterator[Node]:
    """The statements of a module that do something when it is loaded, besides defining what it exports."""
    for reference in module.references:
        if reference.form is Form.SIDE_EFFECT and reference.specifier not in _MARKS:
            found = module.root.child_at(reference.span.start)
            yield found if found is not None else module.root
    for node in module.root.children:
        if _acts(node):
            yield node


def _acts(node: Node) -> bool:
    if node.kind in _DEFINITIONS:
        return False
    if node.kind == "expression_statement":
        # A directive (`"use strict"`) and a namespace do nothing.
        return any(
            child.string_value is None and child.kind != "internal_module" and not _completes(child)
            for child in node.parts
        )
    if node.kind == "export_statement":
        return any(_acts_inside(child) or child.kind == "decorator" for child in node.children)
    if node.kind in ("class_declaration", "abstract_class_declaration"):
        return any(child.kind == "decorator" for child in node.children)
    if node.kind in ("lexical_declaration", "variable_declaration"):
        return any(_acts_inside(child) or _is_for_nothing(child) for child in node.children)
    return True


def _completes(node: Node) -> bool:
    """Whether a statement only adds to what the module defines: `Button.displayName = "Button"`."""
    owner = node.field("left") if node.kind == "assignment_expression" else None
    if owner is None or owner.kind != "member_expression" or _acts_inside(node.parts[-1]):
        return False
    while owner is not None and owner.kind == "member_expression":
        owner = owner.field("object")
    binding = node.module.bindings.resolve(owner) if owner is not None else None
    return binding is not None and binding.kind != "import"


def _acts_inside(node: Node) -> bool:
    """Whether something is assigned while the expression is evaluated, not in a function that it makes."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if part.kind in _ASSIGNMENTS or part.kind == "decorator":
            return True
        if part.kind not in _FUNCTIONS:
            waiting += part.children
    return False


def _is_for_nothing(declarator: Node) -> bool:
    """Whether a constant that nobody reads is the result of a call: then it is called for what it does."""
    name, value = declarator.field("name"), declarator.field("value")
    if name is None or value is None or name.kind != "identifier":
        return False
    bindings = declarator.module.bindings
    binding = bindings.top_level.get(name.text)
    exported = any(export.local == name.text for export in declarator.module.exports)
    calls = value.kind in ("call_expression", "await_expression", "new_expression")
    return calls and not exported and binding is not None and not bindings.uses(binding)
