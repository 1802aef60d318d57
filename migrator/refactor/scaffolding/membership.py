"""A new folder among the members of the workspace."""

from __future__ import annotations

from migrator.errors import RefusedError
from migrator.syntax import JsonDocument, YamlDocument, YamlPathError
from migrator.tree import Overlay, directory_of
from migrator.workspace import PNPM_WORKSPACE, Project, matching_paths, member_folders


def admit(project: Project, tree: Overlay, folder: str) -> None:
    """Make `folder` a member, by a glob for its parent (`packages/*`), or by its name where that would admit others.

    Nothing happens where a glob covers it already. Raises RefusedError where the list of globs can't be edited.
    """
    workspace = project.workspace
    manifest = f"{folder}/package.json"
    if member_folders([manifest], workspace.globs):
        return
    glob = f"{directory_of(folder)}/*" if directory_of(folder) else folder
    members = {f"{package.folder}/package.json" for package in workspace.packages}
    if set(matching_paths(project.tree, f"{glob}/package.json")) - members:
        glob = folder
    if workspace.manager == "pnpm":
        _add_to_pnpm(tree, glob)
        return
    document = JsonDocument.parse(tree.read("package.json"), "package.json")
    nested = isinstance(document.get("workspaces"), dict)
    keys = ("workspaces", "packages") if nested else ("workspaces",)
    tree.write("package.json", document.with_item(keys, glob).source)


def _add_to_pnpm(tree: Overlay, glob: str) -> None:
    source = tree.read(PNPM_WORKSPACE) if tree.entry(PNPM_WORKSPACE) is not None else b""
    document = YamlDocument.parse(source, PNPM_WORKSPACE)
    first = next(iter(document.value or {}), None)
    try:
        if document.get("packages") is None:
            document = document.with_value(("packages",), [glob], before=first)  # where pnpm's own documents have it
        else:
            document = document.with_item(("packages",), glob)
    except (RefusedError, YamlPathError) as error:
        raise RefusedError(
            f"{glob} is missing in `packages` of {PNPM_WORKSPACE}, and {error.message}",
            hint=f"add {glob!r} to it first",
            location=error.location,
        ) from error
    tree.write(PNPM_WORKSPACE, document.source)
