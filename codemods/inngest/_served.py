"""What a serve route serves: the list of functions, evaluated without running anything."""

from __future__ import annotations

from dataclasses import dataclass

from migrator.api import Module, Node, Project

_LISTS = ("array", "call_expression", "as_expression", "satisfies_expression", "parenthesized_expression")
_WRAPPERS = ("as_expression", "satisfies_expression", "parenthesized_expression", "non_null_expression")


@dataclass(frozen=True, slots=True)
class Served:
    """One served function: where it is declared, and what the list calls it."""

    path: str
    name: str
    local: str


@dataclass(frozen=True, slots=True)
class ServeCall:
    """One `serve({ client, functions })`. `functions` is None where the list can't be told from the text alone."""

    call: Node
    value: Node | None
    functions: tuple[Served, ...] | None

    @property
    def is_written_out(self) -> bool:
        """Whether the list stands in the route itself, as more than a name."""
        return self.value is not None and bool(self.value.children) and self.value.module == self.call.module

    @property
    def path(self) -> str:
        """The route's path."""
        return self.call.module.path


def serve_call(project: Project, call: Node) -> ServeCall:
    """Evaluate the list of functions of one `serve(...)`."""
    options = options_of(project, call)
    pair = property_of(options, "functions") if options is not None else None
    if pair is None:
        return ServeCall(call, None, None)
    value = pair if pair.kind == "shorthand_property_identifier" else pair.field("value")
    return ServeCall(call, value, _evaluate(project, value, frozenset()) if value is not None else None)


def options_of(project: Project, call: Node) -> Node | None:
    """The object with `client` and `functions`: what `serve` is given, or the one app of `connect({ apps: [...] })`."""
    arguments = call.field("arguments")
    options = next((child for child in arguments.children if child.kind != "comment"), None) if arguments else None
    if options is not None and options.kind == "identifier":
        options = _constant(project, options)
    if options is None or options.kind != "object":
        return None
    apps = property_of(options, "apps")
    listed_apps = apps.field("value") if apps is not None and apps.kind == "pair" else None
    if listed_apps is None:
        return options
    objects = [child for child in listed_apps.children if child.kind == "object"]
    return objects[0] if len(objects) == 1 == len(listed_apps.children) else None


def _constant(project: Project, name: Node) -> Node | None:
    """What a constant is set to, be it the module's own or imported."""
    own = _value_of(name.module, name.text) if name.text not in name.module.bindings.imports else None
    declared = _declared(project, name)
    return own or (_value_of(project.module(declared[0]), declared[1]) if declared is not None else None)


def property_of(options: Node, name: str) -> Node | None:
    """The property `name` of an object literal, `name: value` or shorthand."""
    for child in options.children:
        key = child.field("key") if child.kind == "pair" else None
        if key is not None and (key.string_value or key.text) == name:
            return child
        if child.kind == "shorthand_property_identifier" and child.text == name:
            return child
    return None


def listed(project: Project, path: str, name: str) -> tuple[Served, ...] | None:
    """The functions in the array that the module at `path` exports as `name`; None where that can't be told."""
    declaration = project.symbols.declaration(path, name)
    if declaration is None or declaration.path is None:
        return None
    value = _value_of(project.module(declaration.path), declaration.name)
    return _evaluate(project, value, frozenset()) if value is not None else None


def written_list(call: ServeCall, newline: str) -> str | None:
    """The route's own list as it is written, where it has comments that would be lost otherwise; else None.

    It is moved to the start of the line. Only a list of plain names can stand anywhere else.
    """
    value = call.value
    if value is None or value.kind != "array" or not call.is_written_out:
        return None
    kinds = {child.kind for child in value.children}
    if kinds != {"identifier", "comment"}:
        return None
    source = value.module.source
    start = source.rfind(b"\n", 0, value.span.end) + 1
    last = source[start : value.span.end].decode("utf-8", "replace")
    indent = last[: len(last) - len(last.lstrip())]
    lines = value.text.replace("\r\n", "\n").split("\n")
    return newline.join([lines[0], *(line.removeprefix(indent) for line in lines[1:])])


def _evaluate(project: Project, node: Node, seen: frozenset[Node]) -> tuple[Served, ...] | None:
    """The functions of an expression that is an array of them."""
    if node in seen:
        return None
    seen |= {node}
    if node.kind in _WRAPPERS:
        return _evaluate(project, node.children[0], seen)
    if node.kind == "array":
        found: list[Served] = []
        for element in node.children:
            if element.kind == "comment":
                continue
            if element.kind == "spread_element":
                several = _evaluate(project, element.children[0], seen)
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
        declared = _declared(project, node)
        value = _value_of(project.module(declared[0]), declared[1]) if declared is not None else None
        return _evaluate(project, value, seen) if value is not None and value.kind in _LISTS else None
    return None


def whole_namespace(project: Project, value: Node) -> str | None:
    """The module whose every export a list takes: `Object.values(namespace)`, alone or spread into an array."""
    while value.kind in ("array", "spread_element", *_WRAPPERS) and len(value.children) == 1:
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
    declared = _declared(project, element)
    if declared is None:
        return None
    local = element.text if element.kind == "identifier" else element.text.rpartition(".")[2]
    return Served(*declared, local)


def _declared(project: Project, node: Node) -> tuple[str, str] | None:
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


def _value_of(module: Module, name: str) -> Node | None:
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
