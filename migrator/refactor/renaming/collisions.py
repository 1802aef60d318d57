"""Where a new name of an export is taken already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from migrator.refactor.renaming.passing_on import Exported
from migrator.syntax import Form
from migrator.text import Span
from migrator.workspace import Project


def collisions(project: Project, renamed: Mapping[Exported, str]) -> Iterator[tuple[str, str, Span, str]]:
    """Each module that would have a new name twice: whose export it is, that module, the place there, and the name.

    Those are the modules of `renamed`, and whoever takes all of one by `export *`. The same under both names is none.
    """
    brought: dict[Exported, tuple[str | None, str]] = {}
    for (path, name), new in renamed.items():
        own = project.symbols.declaration(path, name)
        binding = own.binding if own is not None else (path, name)
        for at in (path, *_starred_by(project, path)):
            twice = brought.setdefault((at, new), binding) != binding
            present = project.symbols.names(at).get(new)
            if not twice and (present is None or present.binding == binding or (at, new) in renamed):
                continue
            listed = next((one for one in project.module(at).exports if one.name == new), None)
            if listed is not None and at != path and (at, name) not in renamed:
                continue  # What a module exports by name goes before what `export *` brings.
            place = listed or next(one for one in project.module(at).exports if one.name in ("*", name))
            yield path, at, place.span, new


def _starred_by(project: Project, path: str) -> list[str]:
    """The modules that export all of `path`, through however many `export *`."""
    found = [path]
    for at in found:
        for edge in project.graph.edges_to(at):
            star = edge.reference.form is Form.REEXPORT_ALL and not edge.reference.names
            if star and edge.importer not in found:
                found.append(edge.importer)
    return found[1:]
