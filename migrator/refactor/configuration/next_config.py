"""Next's lists of packages: those that an app compiles itself, and those whose imports it takes apart.

Next.js documentation, next.config: `transpilePackages`, `optimizePackageImports`.
"""

from __future__ import annotations

import re

from migrator.refactor.configuration.connection import Advice, Connection, behind, is_source_package, pairs_of
from migrator.refactor.configuration.exported_object import exported_object
from migrator.refactor.configuration.literal import append_element
from migrator.refactor.configuration.name_lists import extend_lists, left_to_write, names
from migrator.refactor.style import Style
from migrator.syntax import Module, Node
from migrator.text import Edit, apply_edits

_CONFIG = re.compile(r"next\.config\.(ts|mts|mjs|js|cjs)")
_COMPILED = "transpilePackages"
_TAKEN_APART = "optimizePackageImports"


def compile_in_next(connection: Connection) -> list[Advice]:
    """Have a Next app compile the target, a package that others import as sources.

    An app that lists such packages lists this one too. An app that imports others without listing any goes on so.
    An app for which this is the first gets a list. Answers what a person has to write where the configuration is
    too clever to be edited.
    """
    path = next(connection.files(_CONFIG), None)
    if path is None:
        return []
    advice = extend_lists(connection, path, (_TAKEN_APART,), at_least=0.5)
    if not connection.from_source:
        return advice
    module = Module(path, connection.tree.read(path))
    listed = list(pairs_of(module, _COMPILED))
    values = [value for pair in listed if (value := behind(pair.field("value"))) is not None]
    if any(names(value, connection.name) for value in values):
        return advice
    if any(names(value, name) for value in values for name in connection.others):
        return [*advice, *extend_lists(connection, path, (_COMPILED,))]
    if any(is_source_package(connection.tree, one) for one in connection.used.values()):
        return advice
    edit = _first(module, listed, values, connection.name)
    if edit is None:
        place = listed[0] if listed else module.root
        return [*advice, left_to_write(connection, path, place, _COMPILED)]
    connection.tree.write(path, apply_edits(module.source, [edit]))
    return advice


def _first(module: Module, listed: list[Node], values: list[Node], name: str) -> Edit | None:
    if not listed and module.source.count(_COMPILED.encode()) == 0:
        return _new_list(module, name)
    array = values[0] if len(values) == len(listed) == 1 else None
    plain = array is not None and array.kind == "array"
    return append_element(array, Style.of(module).quoted(name)) if array is not None and plain else None


def _new_list(module: Module, name: str) -> Edit | None:
    """A list of one as the first property of the configuration object; None where it is not clear which that is."""
    objects = _configuration_objects(module)
    config = objects[0] if len(objects) == 1 else exported_object(module)
    if config is None:
        return None
    style = Style.of(module)
    text = f"{_COMPILED}: [{style.quoted(name)}]"
    first = next((child for child in config.children if child.kind != "comment"), None)
    if first is not None:
        line_start = module.source.rfind(b"\n", 0, first.span.start) + 1
        indent = module.source[line_start : first.span.start].decode("utf-8", "replace")
        separator = f",{style.newline}{indent}" if not indent.strip() else ", "
        return Edit.insert(first.span.start, (text + separator).encode())
    if b"\n" not in config.span.of(module.source):
        return Edit(config.span, f"{{ {text} }}".encode())
    at = module.source.rfind(b"\n", 0, config.span.end) + 1
    return Edit.insert(at, f"{style.indent}{text},{style.newline}".encode())


def _configuration_objects(module: Module) -> list[Node]:
    found = []
    for node in module.root.descendants("object"):
        around = node.parent
        if around is None:
            continue
        name, left = around.field("name"), around.field("left")
        typed = around.field("type")
        is_variable = around.kind == "variable_declarator" and name is not None
        named = is_variable and (
            (typed is not None and "NextConfig" in typed.text) or "onfig" in (name.text if name else "")
        )
        exported = around.kind == "export_statement" or (left is not None and left.text == "module.exports")
        if named or exported:
            found.append(node)
    return found
