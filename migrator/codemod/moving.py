"""Moving modules as a codemod does it: carried out on the context, with what there is to say about it."""

from __future__ import annotations

import re

from migrator.codemod.context import Context
from migrator.codemod.diagnostic import Decision, Diagnostic
from migrator.errors import AlreadySaidError
from migrator.refactor.closure import LeftBehind, left_behind
from migrator.refactor.relocate import Relocation, relocate
from migrator.syntax import is_source

# `new URL("./x", import.meta.url)` names a file and is checked as a reference.
_OWN_PATH = re.compile(
    rb"\b__(dirname|filename)\b|\bimport\.meta\.(dirname|filename)\b|fileURLToPath\(import\.meta\.url\)"
)


def move_modules(context: Context, relocation: Relocation) -> None:
    """Move files and keep every reference true; each module gets its decision.

    Raises AlreadySaidError where moved code needs modules that stay behind, each of them reported; nothing is moved.
    """
    blocked = left_behind(context.project, relocation.moves)
    for need in blocked:
        context.decide(Decision(need.path, "blocked", _reason(need), (need.edge.importer, need.path)))
        context.report(_blocked(context, need))
    if blocked:
        raise AlreadySaidError("what moves needs modules that stay behind")
    for old in relocation.moves:
        context.decide(Decision(old, "move", f"becomes {relocation.moves[old]}"))
    relocated = relocate(context.project, context.tree, relocation)
    for path, edits in relocated.edits.items():
        context.edit(path, edits)
    for old in relocation.moves:
        found = _OWN_PATH.search(context.module(old).source) if is_source(old) else None
        if found is not None:
            line, column = context.module(old).position(found.start())
            context.report(
                Diagnostic(
                    "own-path",
                    "warning",
                    f"this module uses its own path, which becomes {relocation.moves[old]}",
                    path=old,
                    line=line,
                    column=column,
                    hint="check what it finds from there",
                )
            )
    for advice in relocated.advice:
        context.report(Diagnostic("left-to-do", "warning", advice))
    for undeclared in relocated.undeclared:
        context.report(
            Diagnostic(
                "undeclared-dependency",
                "warning",
                f"{undeclared.name} is imported, and no package.json declares it",
                path=undeclared.importer,
                hint="add it to the new package's dependencies with the version you use",
            )
        )


def _reason(need: LeftBehind) -> str:
    if need.shared:
        others = "one other module uses" if len(need.shared) == 1 else f"{len(need.shared)} other modules use"
        return f"it stays, and {others} it too"
    return "it stays, and the package can't import the app"


def _blocked(context: Context, need: LeftBehind) -> Diagnostic:
    line, column = context.module(need.edge.importer).position(need.edge.reference.span.start)
    return Diagnostic(
        "blocked",
        "error",
        f"needs {need.path}, which stays behind: {_reason(need)}",
        path=need.edge.importer,
        line=line,
        column=column,
        hint=f"move {need.path} along, or make it a workspace package",
    )
