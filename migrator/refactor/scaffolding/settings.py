"""Files in which a package keeps the settings of its tools."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.refactor.configuration.build_entries import general_settings
from migrator.syntax import is_source
from migrator.tree import directory_of, join
from migrator.workspace import Package, Project, matching_paths

SETTINGS = {
    "eslint": "{.eslintrc.js,.eslintrc.cjs,.eslintrc.json,.eslintrc,eslint.config.*}",
    "biome": "biome.json*",
    "vitest": "vitest.config.*",
    "jest": "jest.config.*",
    "tsup": "tsup.config.*",
    "tsdown": "tsdown.config.*",
    "unbuild": "build.config.*",
    "rollup": "rollup.config.*",
    "vite": "vite.config.*",
}
"""Tool -> glob of the files it reads its settings from, as its documentation names them."""

TSCONFIG = re.compile(r"tsconfig(\.[\w-]+)?\.json")
"""The names that tsconfigs have: `tsconfig.json`, `tsconfig.build.json`."""

_NAMED = re.compile(rb"[\"'](@[\w.-]+/[\w.-]+|[a-z][\w.-]*)(?:/[\w./-]+)?[\"']")
_QUOTED = re.compile(r"[\"'`]([^\"'`\n]+)[\"'`]")
_OWN_SOURCE = re.compile(rb"src/(?!\*|index\b)")


def settings_of(project: Project, package: Package, text: str) -> Iterator[tuple[str, str]]:
    """Tool and file, for the files in which the package keeps the settings of the tools that a script runs."""
    words = set(words_of(text))
    for tool, pattern in SETTINGS.items():
        if tool in words:
            yield from ((tool, path) for path in matching_paths(project.tree, f"{package.folder}/{pattern}"))


def for_another(project: Project, tool: str, path: str) -> bytes | None:
    """The file at `path` as another package can have it, None where it can't.

    It may name packages and what lies outside its own package. Of the modules that a build makes it keeps the index.
    """
    source = project.tree.read(path)
    if not is_source(path):
        return source
    folder = directory_of(path)
    source = general_settings(tool, path, source)
    inside = any(target.startswith(folder + "/") for target in project.graph.targets(path))
    return None if inside or _OWN_SOURCE.search(source) or _own_files(project, folder, source) else source


def _own_files(project: Project, folder: str, source: bytes) -> bool:
    """Whether there are files of the package's own among the strings: `./vitest.setup.ts`."""
    for name in _QUOTED.findall(source.decode("utf-8", "replace")):
        inner = name.removeprefix("./")
        known = TSCONFIG.fullmatch(inner) or inner == "package.json" or inner.startswith("src/index.")
        place = join(folder, name)
        if not known and place is not None and place.startswith(folder + "/") and project.tree.entry(place) is not None:
            return True
    return False


def packages_named(source: bytes) -> set[str]:
    """Names in quotes that may be packages; the caller knows which of them are."""
    names = {name.decode() for name in _NAMED.findall(source)}
    # ESLint's documentation: in `extends` and `plugins` these prefixes may be left out.
    return names | {f"eslint-{kind}-{name}" for name in names for kind in ("config", "plugin")}


def words_of(text: str) -> list[str]:
    """The words of a script, without quotes and what marks a path as relative."""
    return [word.strip("'\"").removeprefix("./") for word in text.split()]
