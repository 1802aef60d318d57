"""Renaming exports as codemods do it: what the module itself writes, and everybody who takes them."""

from __future__ import annotations

from collections.abc import Mapping

from migrator.codemod.context import Context
from migrator.codemod.diagnostic import Diagnostic
from migrator.errors import AlreadySaidError
from migrator.refactor.renaming.beyond import beyond_references
from migrator.refactor.renaming.collisions import collisions
from migrator.refactor.renaming.importer import Renaming
from migrator.refactor.renaming.passing_on import Exported, namespaces, with_those_who_pass_on

_NOBODY: Mapping[str, str] = {}


def rename_exports(
    context: Context, exports: Mapping[Exported, str], declared: Mapping[str, Mapping[str, str]] | None = None
) -> Mapping[Exported, str]:
    """Rename exports, by path and name, wherever they are taken and passed on; and what `declared` says of each path.

    `declared` maps a path to names that the module declares itself, and to their new names. What is listed in braces
    follows on its own; `export const a` doesn't, since the module may have another use for the name.
    An importer's own name follows where nothing is in the way, else it stays: `import { new as old }`.
    Places at which nobody can tell whether they take a renamed export are reported as warnings.

    Gives every export that has a new name now, those that pass one on among them. Raises AlreadySaidError, with an
    error for each place, where a new name is taken.
    """
    project = context.project
    renamed = with_those_who_pass_on(project, exports)
    taken = list(collisions(project, renamed))
    for path, span, new in taken:
        message = f"{new} is exported here already, or would be twice"
        hint = "choose another name, or rename the other first"
        context.report(Diagnostic.at(context.module(path), span.start, "name-taken", "error", message, hint))
    if taken:
        raise AlreadySaidError("a new name is taken")
    renaming = Renaming(project, renamed, namespaces(project, {path for path, _ in renamed}))
    for path in renaming.importers:
        rewritten = renaming.of(path, (declared or {}).get(path, _NOBODY))
        context.edit(path, rewritten.edits)
        for span, of in rewritten.unclear:
            names = ", ".join(sorted(name for there, name in renamed if there == of))
            message = f"takes {of} as a whole, so nobody can tell whether it uses {names}"
            context.report(Diagnostic.at(context.module(path), span.start, "unclear-use", "warning", message))
    for path, span, why in beyond_references(project, renamed):
        context.report(Diagnostic.at(context.module(path), span.start, "unclear-use", "warning", why))
    for (path, old), new in renamed.items():
        context.tree.note_renamed(path, old, new)
    return renamed
