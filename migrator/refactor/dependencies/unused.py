"""Dependencies that a package declares and, since code left it, no longer uses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from migrator.refactor.dependencies.needed import needs
from migrator.refactor.dependencies.still_needed import StillNeeded
from migrator.refactor.dependencies.text_mentions import mentioned
from migrator.workspace import Package, Project, read_lockfile

_SECTIONS = ("dependencies", "devDependencies", "optionalDependencies")

_IMPLICIT = re.compile(
    r"react|react-dom|next|typescript|tslib|sharp|tailwindcss|postcss|autoprefixer|turbo|vite|vitest|tsx|ts-node|core-js"
    r"|(@eslint/|eslint|prettier|stylelint|jest|babel-|@babel/|@swc/|@vitejs/|@testing-library/|@tailwindcss/).*"
    r"|@types/(node|bun|react|react-dom|jest)"
)
"""What frameworks and tools load without anybody's naming it."""


@dataclass(frozen=True, slots=True)
class Unused:
    """A dependency that nothing in a package needs any more: its section and its name."""

    section: str
    name: str


def unused(project: Project, package: Package, moved_to: Package) -> list[Unused]:
    """The dependencies of `package` that modules of `moved_to` import and nothing in or behind `package` needs.

    Whatever might be a use is one: a quoted name in a source, the name anywhere in another text file of the package
    (documents apart), a peer of what stays, a command in the scripts that could be its own.
    """
    declared = {name: kind for kind in _SECTIONS for name in package.manifest.dependencies(kind)}
    inside = f"{moved_to.folder}/"
    moved = needs(project, [path for path in project.sources if path.startswith(inside)])
    candidates = {name for name in declared if name in moved and not _IMPLICIT.fullmatch(name)}
    candidates -= _imported(project, package, candidates)
    candidates -= mentioned(project, package, candidates)
    behind = StillNeeded(project.workspace, package, read_lockfile(project.tree, project.workspace))
    candidates = behind.without_needed(candidates)
    types = {one for name in candidates if (one := _types_of(name)) in declared and one not in candidates}
    candidates |= types - mentioned(project, package, types)
    return [Unused(declared[name], name) for name in sorted(candidates)]


def _types_of(name: str) -> str:
    return "@types/" + name.removeprefix("@").replace("/", "__")


def _imported(project: Project, package: Package, names: Collection[str]) -> set[str]:
    """The names that modules of the package import, or modules elsewhere which do not declare them themselves."""
    found: set[str] = set()
    for path in project.sources if names else ():
        owner = project.workspace.owner(path)
        for name in _named(project, path):
            own = owner == package or owner is None or name not in owner.manifest.ranges
            if name in names and own:
                found |= {name, _types_of(name)} & set(names)
    return found


def _named(project: Project, path: str) -> Iterator[str]:
    outgoing = project.graph.outgoing[path]
    yield from outgoing.packages
    # What `#x` is, only the manifests say.
    if any(one.startswith("#") for one in outgoing.bare):
        yield from outgoing.outside
