"""Why something was not found, in words for the user."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.tree import Tree, directory_of
from migrator.workspace.module_files import ModuleFiles
from migrator.workspace.tsconfig import TsConfig


def why_missing(tree: Tree, files: ModuleFiles, path: str) -> str:
    """Why no file was found for `path`, which a relative specifier leads to."""
    if "node_modules" in path.split("/"):
        return "it lies in node_modules, which is not part of the repository"
    for folder in _upwards(path):
        entry = tree.entry(folder)
        if entry is not None and not entry.mode.is_file:
            return f"{folder} is a {entry.mode.name.lower()}, and what is behind it is not read"
    spelling = files.other_case(path)
    return f"there is no file {path}" + (f", only {spelling}, which differs in case" if spelling else "")


def unread_settings(config: TsConfig | None) -> str:
    """What may be the cause where an alias leads nowhere: settings that could not be read; else nothing."""
    if config and config.problems:
        return f"; {config.problems[0]}"
    if config and config.unknown_extends:
        return f"; {config.path} extends {config.unknown_extends[0]}, which is not in the tree and may have them"
    return ""


def _upwards(path: str) -> Iterator[str]:
    while path:
        yield path
        path = directory_of(path)
