"""A package that comes to import another one: it declares it, and has its bundler compile it where it must."""

from __future__ import annotations

from migrator.refactor.dependencies import with_ranges, workspace_range
from migrator.refactor.literal import append_element
from migrator.syntax import JsonDocument, Module, Node
from migrator.text import apply_edits
from migrator.tree import Overlay
from migrator.workspace import DEPENDENCY_KINDS, Package, Workspace

_NEXT_CONFIGS = tuple(f"next.config.{ending}" for ending in ("ts", "mts", "mjs", "js", "cjs"))


def connect(tree: Overlay, workspace: Workspace, consumer: Package, target: Package) -> None:
    """Make `consumer` depend on the workspace package `target`; what is there already stays as it is."""
    path = f"{consumer.folder}/package.json" if consumer.folder else "package.json"
    document = JsonDocument.parse(tree.read(path), path)
    if target.name is not None and not any(document.get(kind, target.name) is not None for kind in DEPENDENCY_KINDS):
        range_ = workspace_range(workspace, consumer.folder, target)
        tree.write(path, with_ranges(document, {"dependencies": {target.name: range_}}).source)
    _transpile(tree, workspace, consumer, target)


def _transpile(tree: Overlay, workspace: Workspace, consumer: Package, target: Package) -> None:
    """Add `target` to Next's `transpilePackages` where the app lists workspace packages there."""
    for name in _NEXT_CONFIGS:
        path = f"{consumer.folder}/{name}" if consumer.folder else name
        entry = tree.entry(path)
        if entry is None or not entry.mode.is_file:
            continue
        module = Module(path, tree.read(path))
        listed = _transpiled(module)
        if listed is None:
            continue
        names = {element.string_value for element in listed.children}
        if target.name in names or not any(package.name in names for package in workspace.packages):
            continue
        first = next(element for element in listed.children if element.string_value)
        quote = first.text[0]
        tree.write(path, apply_edits(module.source, [append_element(listed, f"{quote}{target.name}{quote}")]))


def _transpiled(module: Module) -> Node | None:
    """The array literal that `transpilePackages` is set to; None where there is none, or more than one."""
    found = []
    for pair in module.root.descendants("pair"):
        key, value = pair.field("key"), pair.field("value")
        named = key is not None and (key.string_value or key.text) == "transpilePackages"
        if named and value is not None and value.kind == "array":
            found.append(value)
    return found[0] if len(found) == 1 else None
