"""Renaming exports as codemods do it: what the module itself writes, and everybody who takes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from migrator.codemod.context import Context
from migrator.codemod.diagnostic import Diagnostic
from migrator.errors import AlreadySaidError
from migrator.refactor.renaming.beyond import beyond_references
from migrator.refactor.renaming.collisions import collisions
from migrator.refactor.renaming.importer import Renaming
from migrator.refactor.renaming.passing_on import Exported, namespaces, with_those_who_pass_on
from migrator.workspace import Project

_NOTHING: Mapping[str, str] = {}


def rename_exports(
    context: Context, exports: Mapping[Exported, str], declared: Mapping[str, Mapping[str, str]] | None = None
) -> Mapping[Exported, str]:
    """Rename exports, by path and name, wherever they are taken and passed on; and what `declared` says of each path.

    `declared` maps a path to names that the module declares itself, and to their new names. What is listed in braces
    follows on its own; `export const a` doesn't, since the module may have another use for the name.
    An importer's own name follows where nothing is in the way, else it stays: `import { new as old }`.
    What `doubts` says is reported.

    Gives every export that has a new name now, those that pass one on among them. Raises AlreadySaidError where a new
    name is taken.
    """
    project = context.project
    renamed = with_those_who_pass_on(project, exports)
    said = [diagnostic for _, diagnostic in doubts(project, exports)]
    for diagnostic in said:
        context.report(diagnostic)
    if any(diagnostic.severity == "error" for diagnostic in said):
        raise AlreadySaidError("a new name is taken")
    renaming = _renaming(project, renamed)
    context.edit_all(
        {path: renaming.of(path, (declared or {}).get(path, _NOTHING)).edits for path in renaming.importers}
    )
    for (path, old), new in renamed.items():
        context.tree.note_renamed(path, old, new)
    return renamed


def doubts(project: Project, exports: Mapping[Exported, str]) -> Iterator[tuple[str, Diagnostic]]:
    """Why `exports` can't be renamed (errors) or who may take one without anybody being able to tell (warnings).

    Each with the path of the module whose export it is about: of the one that has it, or that passes it on.
    """
    renamed = with_those_who_pass_on(project, exports)
    for of, at, span, new in collisions(project, renamed):
        hint = "choose another name, or rename the other first"
        message = f"{new} is exported here already, or would be twice"
        yield of, Diagnostic.at(project.module(at), span.start, "name-taken", "error", message, hint)
    renaming = _renaming(project, renamed)
    for path in renaming.importers:
        for span, of in renaming.of(path, _NOTHING).unclear:
            names = ", ".join(sorted(name for there, name in renamed if there == of))
            message = f"takes {of} as a whole, so nobody can tell whether it uses {names}"
            yield of, Diagnostic.at(project.module(path), span.start, "unclear-use", "warning", message)
    for of, at, span, why in beyond_references(project, renamed):
        yield of, Diagnostic.at(project.module(at), span.start, "unclear-use", "warning", why)


def _renaming(project: Project, renamed: Mapping[Exported, str]) -> Renaming:
    return Renaming(project, renamed, namespaces(project, {path for path, _ in renamed}))
