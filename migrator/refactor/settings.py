"""Files in which a package keeps the settings of its tools."""

from __future__ import annotations

import re

from migrator.syntax import is_source
from migrator.tree import directory_of
from migrator.workspace import Project

SETTINGS = {
    "eslint": "{.eslintrc.js,.eslintrc.cjs,.eslintrc.json,.eslintrc,eslint.config.*}",
    "biome": "biome.json*",
    "vitest": "vitest.config.*",
    "jest": "jest.config.*",
}
"""Tool -> glob of the files it reads its settings from, as its documentation names them."""

_NAMED = re.compile(rb"[\"'](@[\w.-]+/[\w.-]+|[a-z][\w.-]*)(?:/[\w./-]+)?[\"']")


def copyable(project: Project, path: str) -> bool:
    """Whether another package can have the same file: it names packages, or what lies outside its own package."""
    if not is_source(path):
        return True
    folder = directory_of(path)
    targets = project.graph.targets(path)
    source = project.tree.read(path)
    return not any(target.startswith(folder + "/") for target in targets) and b"src/" not in source


def packages_named(project: Project, path: str) -> set[str]:
    """Names in quotes that may be packages; the caller knows which of them are."""
    return {name.decode() for name in _NAMED.findall(project.tree.read(path))}
