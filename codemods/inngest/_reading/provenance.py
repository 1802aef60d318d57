"""Where a module has an exported name from, one step at a time."""

from __future__ import annotations

from migrator.api import Export, Form, Module, ModuleReference, Node, Project, is_source

Symbol = tuple[str, str]
"""A module's path and a name it exports."""

_PLAIN = frozenset(
    {
        "comment",
        "import_statement",
        "export_statement",
        "lexical_declaration",
        "variable_declaration",
        "ambient_declaration",
        "type_alias_declaration",
        "interface_declaration",
        "enum_declaration",
        "function_declaration",
        "generator_function_declaration",
        "class_declaration",
        "empty_statement",
    }
)
_LATER = ("arrow_function", "function_expression", "function_declaration", "method_definition")
_HOLDERS = ("export_specifier", "export_statement", "array", "spread_element", "pair", "object", "type_query")


def sources_of(project: Project, path: str, name: str) -> tuple[Symbol, ...]:
    """The modules from which the one at `path` has its export `name`, each with the name there.

    Empty where it is the module's own, also in part: a type of its own may share the name of a value it passes on.
    Several only where several `export *` bring the name.
    """
    module = project.module(path)
    named = [export for export in module.exports if export.name == name]
    if not named and name != "default":
        stars = [export.reference for export in module.exports if export.name == "*" and export.reference is not None]
        targets = [target for star in stars if (target := _target(project, path, star)) is not None]
        having = [one for one in targets if not is_source(one) or project.symbols.declaration(one, name) is not None]
        return tuple((target, name) for target in dict.fromkeys(having))
    found: list[Symbol] = []
    for export in named:
        there = _taken_from(module, export)
        target = _target(project, path, there[0]) if there is not None else None
        if there is None or target is None:
            return ()
        found.append((target, there[1]))
    return tuple(dict.fromkeys(found))


def _taken_from(module: Module, export: Export) -> tuple[ModuleReference, str] | None:
    """The import or re-export that gives an export its value, and the name there."""
    if export.reference is not None:
        return export.reference, export.imported or export.name
    if export.local is None or not _is_mere_name(module, export):
        return None
    imported = module.bindings.imports.get(export.local)
    return (imported[0], imported[1].imported) if imported is not None else None


def _is_mere_name(module: Module, export: Export) -> bool:
    """Whether the export is `{ x }` or `default x`, and no function expression, for one, that has the name itself."""
    statement = module.root.child_at(export.span.start)
    value = statement.field("value") if statement is not None and export.name == "default" else None
    return value is None or value.kind == "identifier"


def _target(project: Project, importer: str, reference: ModuleReference) -> str | None:
    target = getattr(project.resolver.resolve(reference.specifier, importer), "path", None)
    return target if isinstance(target, str) else None


def only_passes_on(module: Module) -> bool:
    """Whether a module does nothing when it loads that could change what it passes on.

    A module that imports another for its effect does, one that patches the client and exports it again, and one
    that hands the client to a function. Making functions and listing them does not.
    """
    if module.errors or any(node.kind not in _PLAIN for node in module.root.children):
        return False
    if any(reference.form is Form.SIDE_EFFECT for reference in module.references):
        return False
    exported = {export.local for export in module.exports if export.reference is None}
    bindings = [module.bindings.top_level[name] for name in module.bindings.imports if name in exported]
    return all(_only_held(use) for binding in bindings for use in module.bindings.uses(binding))


def _only_held(use: Node) -> bool:
    """Whether a use of an import changes nothing: it lies in an array, is exported, or runs only when called."""
    around = use.parent
    if around is None or around.kind in _HOLDERS or use.kind in ("type_identifier", "shorthand_property_identifier"):
        return True
    method = around.field("property") if around.kind == "member_expression" else None
    return (method is not None and method.text == "createFunction") or _runs_later(around)


def _runs_later(node: Node | None) -> bool:
    while node is not None and node.kind not in _LATER:
        node = node.parent
    return node is not None
