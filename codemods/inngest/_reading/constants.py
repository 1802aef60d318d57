"""What names in a module stand for, told from the text: constants, their properties, where they are declared."""

from __future__ import annotations

from migrator.api import Module, Node, Project


def constant(project: Project, name: Node) -> Node | None:
    """What a constant is set to, be it the module's own or imported."""
    own = value_of(name.module, name.text) if name.text not in name.module.bindings.imports else None
    there = declared(project, name)
    return own or (value_of(project.module(there[0]), there[1]) if there is not None else None)


def property_of(options: Node, name: str) -> Node | None:
    """The property `name` of an object literal, `name: value` or shorthand."""
    for child in options.children:
        key = child.field("key") if child.kind == "pair" else None
        if key is not None and (key.string_value or key.text) == name:
            return child
        if child.kind == "shorthand_property_identifier" and child.text == name:
            return child
    return None


def declared(project: Project, node: Node) -> tuple[str, str] | None:
    """Path and name of what an identifier, or a member of a namespace import, refers to."""
    module = node.module
    name = node
    member = None
    if node.kind == "member_expression":
        name_or_none, property_node = node.field("object"), node.field("property")
        if name_or_none is None or name_or_none.kind != "identifier" or property_node is None:
            return None
        name, member = name_or_none, property_node.text
    imported = module.bindings.imports.get(name.text)
    binding = module.bindings.resolve(name)
    if binding is None:
        return None
    if imported is None or binding.kind != "import":
        top_level = module.bindings.top_level.get(name.text) == binding
        return (module.path, name.text) if top_level and member is None else None
    reference, given = imported
    path = getattr(project.resolver.resolve(reference.specifier, module.path), "path", None)
    there = project.symbols.declaration(path, given.imported) if isinstance(path, str) else None
    if there is not None and member is not None:
        # `jobs.brand`, where `jobs` is a namespace: imported as one, or exported as one by the module it is from.
        there = project.symbols.declaration(there.path or "", member) if there.name == "*" and there.path else None
    if there is None or there.path is None or there.name == "*":
        return None
    return there.path, there.name


def value_of(module: Module, name: str) -> Node | None:
    """The initial value of a top-level constant, by its exported or its local name, or that of a default export."""
    local = next((export.local for export in module.exports if export.name == name and export.local), name)
    for declarator in module.root.descendants("variable_declarator"):
        given, statement = declarator.field("name"), declarator.parent
        outside = statement.parent if statement is not None else None
        at_top = outside is not None and outside.kind in ("program", "export_statement")
        if at_top and given is not None and given.text == local:
            return declarator.field("value")
    if name == "default":
        for statement in module.root.children:
            if statement.kind == "export_statement" and "default" in statement.tokens:
                return statement.field("value")
    return None
