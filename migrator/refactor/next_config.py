"""Next's `transpilePackages`: workspace packages that an app compiles itself (Next.js documentation, next.config)."""

from __future__ import annotations

from migrator.refactor.literal import append_element
from migrator.refactor.style import Style
from migrator.syntax import Module, Node
from migrator.text import Edit, apply_edits
from migrator.tree import Overlay
from migrator.workspace import Package, Workspace

_CONFIGS = tuple(f"next.config.{ending}" for ending in ("ts", "mts", "mjs", "js", "cjs"))
_LIST = "transpilePackages"


def transpile(tree: Overlay, workspace: Workspace, consumer: Package, target: Package) -> str | None:
    """Have the Next app `consumer` compile `target`, a package that others import as sources.

    An app that lists such packages lists this one too. An app that imports others without listing any goes on so.
    An app for which this is the first gets a list. Answers what a person has to write where the configuration is
    too clever to be edited; None otherwise.
    """
    path = next((path for name in _CONFIGS if tree.entry(path := _below(consumer.folder, name)) is not None), None)
    entry = tree.entry(path) if path is not None else None
    if path is None or entry is None or not entry.mode.is_file or target.name is None or not _is_source(tree, target):
        return None
    module = Module(path, tree.read(path))
    listed = [pair for pair in module.root.descendants("pair") if _key(pair) == _LIST]
    if listed:
        value = listed[0].field("value")
        edit = _extension(value, target.name, workspace) if len(listed) == 1 and value is not None else None
        if target.name in {element.string_value for pair in listed for element in pair.descendants("string")}:
            return None
    elif any(_is_source(tree, one) for one in _members_of(workspace, consumer) if one.name != target.name):
        return None
    else:
        edit = _new_list(module, target.name)
    if edit is None:
        return f"add {target.name!r} to `{_LIST}` of {path}"
    tree.write(path, apply_edits(module.source, [edit]))
    return None


def _below(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _key(pair: Node) -> str | None:
    key = pair.field("key")
    return (key.string_value or key.text) if key is not None else None


def _is_source(tree: Overlay, package: Package) -> bool:
    """Whether the package's entry points are TypeScript: told from the manifest as it is now."""
    path = _below(package.folder, "package.json")
    manifest = tree.read(path) if tree.entry(path) is not None else b""
    return b'.ts"' in manifest.replace(b'.d.ts"', b"") or b'.tsx"' in manifest


def _members_of(workspace: Workspace, consumer: Package) -> list[Package]:
    return [package for package in workspace.packages if package.name in consumer.manifest.dependencies()]


def _extension(value: Node, name: str, workspace: Workspace) -> Edit | None:
    """The name behind the others; None where the list is no plain array, or not one of workspace packages."""
    if value.kind != "array" or any(child.kind not in ("string", "comment") for child in value.children):
        return None
    strings = [child for child in value.children if child.kind == "string"]
    if not strings:
        return append_element(value, Style.of(value.module).quoted(name))
    if not any(package.name == string.string_value for package in workspace.packages for string in strings):
        return None
    quote = strings[0].text[0]
    return append_element(value, f"{quote}{name}{quote}")


def _new_list(module: Module, name: str) -> Edit | None:
    """A list of one as the first property of the configuration object; None where it is not clear which that is."""
    objects = _configuration_objects(module)
    if len(objects) != 1:
        return None
    config, style = objects[0], Style.of(module)
    text = f"{_LIST}: [{style.quoted(name)}]"
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
