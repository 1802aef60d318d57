"""A package that comes to import another one: it declares it, and has its bundler compile it where it must."""

from __future__ import annotations

from migrator.refactor.dependencies import with_ranges
from migrator.refactor.next_config import transpile
from migrator.refactor.ranges import workspace_range
from migrator.syntax import JsonDocument
from migrator.tree import Overlay
from migrator.workspace import DEPENDENCY_KINDS, Package, Workspace


def connect(tree: Overlay, workspace: Workspace, consumer: Package, target: Package) -> str | None:
    """Make `consumer` depend on the workspace package `target`; what is there already stays as it is.

    Answers what is left for a person to write, in words, where a configuration could not be edited.
    """
    path = f"{consumer.folder}/package.json" if consumer.folder else "package.json"
    document = JsonDocument.parse(tree.read(path), path)
    if target.name is not None and not any(document.get(kind, target.name) is not None for kind in DEPENDENCY_KINDS):
        range_ = workspace_range(workspace, consumer.folder, target)
        tree.write(path, with_ranges(document, {"dependencies": {target.name: range_}}).source)
    return transpile(tree, workspace, consumer, target)
