"""Which modules a user means."""

from __future__ import annotations

from migrator.errors import RefusedError
from migrator.workspace import Project, matching_paths


def selected_modules(project: Project, selection: str) -> list[str]:
    """The sources that `selection` names: a file, everything below a folder, or what a glob matches.

    Raises RefusedError where that is nothing.
    """
    if any(wild in selection for wild in "*?[{"):
        matched = set(matching_paths(project.tree, selection))
        found = [path for path in project.sources if path in matched]
    else:
        found = [path for path in project.sources if path == selection or path.startswith(f"{selection}/")]
    if not found:
        raise RefusedError(f"there is no module {selection}", hint="name a module, a folder, or a glob of modules")
    return found
