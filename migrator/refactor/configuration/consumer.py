"""A package that comes to import another one: it declares it, and its configuration knows it as it knows others."""

from __future__ import annotations

from migrator.refactor.configuration.bundler_aliases import alias
from migrator.refactor.configuration.bundlers import take_in
from migrator.refactor.configuration.connection import Advice, Connection
from migrator.refactor.configuration.jest_names import map_names
from migrator.refactor.configuration.named_one_by_one import copied_into_images
from migrator.refactor.configuration.next_config import compile_in_next
from migrator.refactor.configuration.path_mappings import map_paths
from migrator.refactor.configuration.project_references import refer
from migrator.refactor.configuration.task_settings import depend_implicitly
from migrator.refactor.dependencies.needed import with_ranges
from migrator.refactor.dependencies.ranges import workspace_range
from migrator.tree import Overlay
from migrator.workspace import DEPENDENCY_KINDS, Package, Workspace

_PLACES = (compile_in_next, take_in, alias, map_names, map_paths, refer, depend_implicitly, copied_into_images)


def connect(tree: Overlay, workspace: Workspace, consumer: Package, target: Package) -> tuple[Advice, ...]:
    """Make `consumer` depend on the workspace package `target`; what is there already stays as it is.

    Each place that names other packages of the workspace names this one too: bundlers, test runners, tsconfigs, nx.
    Answers what is left for a person to write where a configuration could not be edited; nothing where the consumer
    declares the target already, since whoever declared it has seen to that.
    """
    if target.name is None:
        return ()
    connection = Connection(tree, workspace, consumer, target)
    document = connection.manifest(consumer)
    is_new = not any(document.get(kind, target.name) is not None for kind in DEPENDENCY_KINDS)
    if is_new:
        range_ = workspace_range(workspace, consumer.folder, target)
        added = with_ranges(document, {_section(connection): {target.name: range_}})
        tree.write(consumer.manifest.path, added.source)
    advice = tuple(dict.fromkeys(one for place in _PLACES for one in place(connection)))
    return advice if is_new else ()


def _section(connection: Connection) -> str:
    """Where the consumer declares other packages of the workspace: with all of them for development, this one too."""
    manifest = connection.manifest(connection.consumer)
    sections = {
        kind
        for kind in ("dependencies", "devDependencies")
        if isinstance(declared := manifest.get(kind), dict)
        for name in declared
        if name in connection.others
    }
    return "devDependencies" if sections == {"devDependencies"} else "dependencies"
