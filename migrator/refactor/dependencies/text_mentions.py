"""Names of packages in the text of a package's files."""

from __future__ import annotations

import json
import re
from collections.abc import Collection

from migrator.syntax import is_source
from migrator.workspace import DEPENDENCY_KINDS, Package, Project

_LARGEST = 1_000_000
_SILENT = re.compile(
    r"(.*/)?([^/]*\.(md|markdown|txt|rst|tsbuildinfo|map|snap|svg)|LICEN[CS]E[^/]*|CHANGELOG[^/]*|CODEOWNERS"
    r"|bun\.lockb?|pnpm-lock\.yaml|yarn\.lock|package-lock\.json|npm-shrinkwrap\.json)|(.*/)?node_modules/.*",
    re.IGNORECASE,
)
"""Documents, which use nothing, lockfiles, which repeat the manifest, and what tools write."""


def mentioned(project: Project, package: Package, names: Collection[str]) -> set[str]:
    """Those of `names` that stand in a text file of the package: in quotes in sources, anywhere in others.

    The sections of its manifest that declare dependencies don't count. A file too large to be looked through counts
    for all.
    """
    if not names:
        return set()
    one_of = b"|".join(re.escape(name.encode()) for name in sorted(names, key=len, reverse=True))
    quoted = re.compile(
        rb"(?:[\"'`](?:~|[\w./-]*node_modules/|@types/)?|jsxImportSource\s+)(%s)(?=[\"'`/?:!\s])" % one_of
    )
    anywhere = re.compile(rb"(?:(?<![\w@./-])|(?<=node_modules/))(%s)(?![\w-])" % one_of)
    found: set[str] = set()
    inside = f"{package.folder}/" if package.folder else ""
    paths = [path for path in project.tree.paths() if path.startswith(inside) and not _SILENT.fullmatch(path)]
    paths = [path for path in paths if project.workspace.owner(path) == package and _is_file(project, path)]
    project.tree.prefetch(paths)
    for path in paths:
        text = _own_text(package) if path == package.manifest.path else project.tree.read(path)
        if len(text) > _LARGEST and is_source(path):
            return set(names)
        if len(text) <= _LARGEST and b"\0" not in text[:8000]:
            pattern = quoted if is_source(path) else anywhere
            found |= {match.group(1).decode() for match in pattern.finditer(text)}
    return found


def _is_file(project: Project, path: str) -> bool:
    entry = project.tree.entry(path)
    return entry is not None and entry.mode.is_file


def _own_text(package: Package) -> bytes:
    """The manifest without the sections that declare dependencies: scripts, settings of tools."""
    rest = {name: value for name, value in package.manifest.value.items() if name not in DEPENDENCY_KINDS}
    return json.dumps(rest, ensure_ascii=False).encode("utf-8", "replace")
