"""Places that may mean a renamed export, and that no reference leads from: listed for a person to look at."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from migrator.refactor.renaming.passing_on import Exported
from migrator.syntax import Form
from migrator.text import Span
from migrator.tree import directory_of, join
from migrator.workspace import Project, Unresolved

_URL = re.compile(rb"\bURL\(\s*[\"'`]\Z")
_ENDING = re.compile(r"(\.d)?\.[cm]?[jt]sx?$")

Place = tuple[str, str, Span, str]
"""The module that has the export, the one in which the place is, where there, and why somebody has to look."""


def beyond_references(project: Project, renamed: Mapping[Exported, str]) -> Iterator[Place]:
    """Manual mocks, augmentations, specifiers that lead nowhere, and those that are computed."""
    yield from _manual_mocks(project, renamed)
    yield from _augmentations(project, renamed)
    yield from _lost(project, renamed)
    yield from _computed(project, renamed)


def _manual_mocks(project: Project, renamed: Mapping[Exported, str]) -> Iterator[Place]:
    for path, name in renamed:
        manual = f"{directory_of(path)}/__mocks__/{posixpath.basename(path)}".lstrip("/")
        exports = project.module(manual).exports if project.tree.entry(manual) is not None else ()
        for export in exports:
            if export.name == name:
                yield path, manual, export.span, f"stands in for {path} in tests, and exports {name}"


def _augmentations(project: Project, renamed: Mapping[Exported, str]) -> Iterator[Place]:
    for path, name in renamed:
        word = re.compile(rb"(?<![\w$])%s(?![\w$])" % re.escape(name.encode()))
        for edge in project.graph.edges_to(path):
            added = edge.reference.statement.of(project.module(edge.importer).source)
            if edge.reference.form is Form.DECLARE_MODULE and word.search(added):
                yield path, edge.importer, edge.reference.span, f"adds to {path}, and may mean its {name}"


def _lost(project: Project, renamed: Mapping[Exported, str]) -> Iterator[Place]:
    """Names taken by an alias that nobody told us of, say, whose last part may be a module with such an export."""
    by_stem: dict[str, list[Exported]] = {}
    for path, name in renamed:
        by_stem.setdefault(_stem(path), []).append((path, name))
    for edge in project.graph.edges:
        if isinstance(edge.resolution, Unresolved):
            for path, name in by_stem.get(_stem(edge.reference.specifier), ()):
                for taken in edge.reference.names:
                    if taken.imported == name:
                        why = f"takes {name} of {edge.reference.specifier!r}, which leads nowhere"
                        yield path, edge.importer, taken.span, why


def _computed(project: Project, renamed: Mapping[Exported, str]) -> Iterator[Place]:
    """What is known only in part: ``import(`./locales/${name}`)``, `import.meta.glob("./pages/*.ts")`."""
    paths = sorted({path for path, _ in renamed})
    for importer in project.importers:
        module = project.module(importer)
        for span in module.unvouched:
            known = span.of(module.source).decode("utf-8", "replace").partition("*")[0]
            is_url = _URL.search(module.source, 0, span.start) is not None  # That is a file, and no names of it.
            start = join(directory_of(importer), known) if known.startswith(".") and not is_url else None
            found = next((path for path in paths if start and path.startswith(start)), None)
            if found is not None:
                yield found, importer, span, f"may name {found}, and take what is renamed there"


def _stem(path: str) -> str:
    return posixpath.basename(_ENDING.sub("", path).removesuffix("/index"))
