"""What a module offers to others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from migrator.syntax.clauses import braced_names
from migrator.syntax.export import Export
from migrator.syntax.lost_exports import lost_exports
from migrator.syntax.references.forms import Form
from migrator.syntax.references.reference import ModuleReference
from migrator.syntax.scopes.declarations import pattern_names

if TYPE_CHECKING:
    from migrator.syntax.module import Module
    from migrator.syntax.node import Node


_TYPES = ("interface_declaration", "type_alias_declaration")


def exports_of(module: Module) -> tuple[Export, ...]:
    """The exports of `module`, in source order. CommonJS `module.exports` are not among them."""
    found = list(_reexports(module))
    if module.facts.header == len(module.source):
        return tuple(found)
    equals = {export.span.start for export in found if export.local is not None}
    # Where the parser was at a loss, whole statements may lie in an ERROR node, or only their text is left.
    outer = module.root.children
    inner = [child for node in outer if node.kind == "ERROR" for child in node.children]
    statements = [node for node in (*outer, *inner) if node.kind == "export_statement"]
    found += (export for node in statements if node.span.start not in equals for export in _declared(node))
    if module.errors:
        read = {node.span.start for node in statements} | {ref.statement.start for ref in module.references}
        found += lost_exports(module, read)
    return tuple(sorted(found, key=lambda export: export.span))


def _reexports(module: Module) -> Iterator[Export]:
    for reference in module.references:
        if not _is_at_top(module, reference):
            continue
        if reference.form is Form.REEXPORT_ALL:
            yield Export("*", None, reference.statement, reference, "*", reference.type_only)
        elif reference.form is Form.REEXPORT:
            for name in reference.names:
                yield Export(name.local, None, name.span, reference, name.imported, name.type_only, listed=True)
        elif reference.form is Form.IMPORT_EQUALS and module.source.startswith(b"export", reference.statement.start):
            name = reference.names[0]
            yield Export(name.local, name.local, reference.statement, reference, "*", reference.type_only)


def _is_at_top(module: Module, reference: ModuleReference) -> bool:
    """Whether it is the module's own, not one inside `declare module "x" { ... }` or a namespace."""
    if reference.statement.end <= module.facts.header:
        return True
    nested = ("ambient_declaration", "module", "internal_module", "expression_statement", "export_statement")
    around = module.root.child_at(reference.statement.start)
    return around is None or around.span.start == reference.statement.start or around.kind not in nested


def _declared(statement: Node) -> Iterator[Export]:
    source = statement.module.source
    clause = next((child for child in statement.children if child.kind == "export_clause"), None)
    declaration = statement.field("declaration")
    value = statement.field("value")
    if statement.field("source") is not None:
        return
    if clause is not None:
        for name in braced_names(source, clause.span, "type" in statement.tokens):
            yield Export(name.local, name.imported, name.span, type_only=name.type_only, listed=True)
    elif declaration is not None:
        if "default" not in statement.tokens:
            yield from _names_of(declaration, statement)
        else:
            own, type_only = declaration.field("name"), declaration.kind in _TYPES
            yield Export("default", None if own is None else own.text, statement.span, type_only=type_only)
    elif value is not None:
        yield Export("default", value.text if value.kind == "identifier" else _own_name(value), statement.span)
    elif "=" in statement.tokens and statement.children:
        assigned = statement.children[-1]
        yield Export("export=", assigned.text if assigned.kind == "identifier" else None, statement.span)


def _names_of(declaration: Node, statement: Node) -> Iterator[Export]:
    if declaration.kind == "ambient_declaration":
        for inner in declaration.children:
            yield from _names_of(inner, statement)
    elif declaration.kind in ("lexical_declaration", "variable_declaration"):
        for declarator in declaration.children:
            for bound in pattern_names(declarator.field("name")):
                yield Export(bound.text, bound.text, declarator.span)
    elif declaration.kind == "import_alias":
        alias = declaration.children[0].text
        yield Export(alias, alias, statement.span)
    else:
        own = declaration.field("name")
        if own is not None and own.kind != "string":
            local = own.text.split(".")[0].strip()
            yield Export(local, local, statement.span, type_only=declaration.kind in _TYPES)


def _own_name(value: Node) -> str | None:
    """The name of a function or class that is written as an expression: `export default class A {}`."""
    name = value.field("name") if value.kind in ("function_expression", "class", "generator_function") else None
    return None if name is None else name.text
