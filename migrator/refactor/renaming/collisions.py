"""Where a new name of an export is taken already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from migrator.refactor.renaming.passing_on import Exported
from migrator.syntax import Form
from migrator.text import Span
from migrator.workspace import Project


def collisions(project: Project, renamed: Mapping[Exported, str]) -> Iterator[tuple[str, Span, str]]:
    """Each module that would have a new name twice: its path, the place of what has it now, and the name.

    Those are the modules of `renamed`, and whoever takes all of one by `export *`. The same under both names is none.
    """
    for (path, name), new in renamed.items():
        for at in (path, *_starred_by(project, path)):
            present, own = project.symbols.declaration(at, new), project.symbols.declaration(path, name)
            if present is None or (own is not None and present.binding == own.binding) or (at, new) in renamed:
                continue
            listed = next((one for one in project.module(at).exports if one.name == new), None)
            if listed is not None and at != path and (at, name) not in renamed:
                continue  # What a module exports by name goes before what `export *` brings.
            place = listed or next(one for one in project.module(at).exports if one.name == "*")
            yield at, place.span, new


def _starred_by(project: Project, path: str) -> list[str]:
    """The modules that export all of `path`, through however many `export *`."""
    found = [path]
    for at in found:
        for edge in project.graph.edges_to(at):
            star = edge.reference.form is Form.REEXPORT_ALL and not edge.reference.names
            if star and edge.importer not in found:
                found.append(edge.importer)
    return found[1:]
