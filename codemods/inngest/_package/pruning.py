"""Take out of modules that stay what they pass on of the package and nobody takes through them any more."""

from __future__ import annotations

from collections.abc import Collection

from migrator.api import Context, Module, Project, Style, apply_edits, is_taken

from .dead import without_exports
from .old_folder import OldFolder


def prune(context: Context, source: str, package: str, along: Collection[str] = ()) -> None:
    """Drop such re-exports, until none is left: what one module passes on to the next goes after the next's.

    A module that comes out empty goes altogether, unless something names it.
    """
    emptied: set[str] = set()
    while True:
        project = context.project.over(context.tree)
        folder = OldFolder(project, source, package, along)
        written = _pruned(folder, emptied)
        if not written:
            return
        for path, content in written.items():
            if content is None:
                emptied.discard(path)
                context.tree.delete(path)
            else:
                context.tree.write(path, content)


def _pruned(folder: OldFolder, emptied: set[str]) -> dict[str, bytes | None]:
    """The new bytes of each module that has something to lose now; None for one that goes."""
    project = folder.project
    found: dict[str, bytes | None] = {path: None for path in emptied if not project.graph.importers(path)}
    passing = {edge.importer for path in emptied for edge in project.graph.edges_to(path)}
    within = {path for path in passing if folder.extent.holds(path)}
    for path in sorted({*folder.kept, *within}):
        names = folder.passed_on(path) if path in folder.kept else {}
        dead = [name for name in names if not is_taken(project, path, name)]
        module = project.module(path)
        edits = without_exports(folder, module, dead, emptied)
        if edits:
            found[path] = _or_nothing(project, Module(path, apply_edits(module.source, edits)), emptied)
    return found


def _or_nothing(project: Project, module: Module, emptied: set[str]) -> bytes | None:
    """What a module has left; `export {}` where that is no statement and somebody names it, else None."""
    if any(node.kind != "comment" for node in module.root.children):
        return module.source
    if not project.graph.importers(module.path):
        return None
    emptied.add(module.path)
    return module.source + Style.of(project.module(module.path)).line("export {}").encode()
