"""Which of the user's decisions mattered to a move."""

from __future__ import annotations

from collections.abc import Sequence

from migrator.codemod.context import Context
from migrator.codemod.diagnostic import Diagnostic
from migrator.refactor.decisions.closure import Closure
from migrator.refactor.decisions.needs import CO_MOVE, KEEP
from migrator.refactor.decisions.settlement import Settlement


def heed_decisions(context: Context, settlement: Settlement, closures: Sequence[Closure]) -> None:
    """Tell the context of each decision whether it mattered to what `closures` are of; nothing where nothing moves.

    One about a module that an earlier step, or an earlier run, has moved is nobody's business any more.
    """
    if not closures:
        return
    # Of modules that stay, too: a decision that something stays is why they do.
    asked_for = settlement.closures(settlement.moves)
    for path, decision in settlement.decisions.items():
        if context.project.tree.entry(path) is None:
            continue
        needed = any(path in closure.reached for closure in asked_for)
        if path in settlement.moves:
            why = "" if decision == KEEP else "it is to move itself"
        elif not needed:
            why = "nothing that is to move needs it"
        elif decision == CO_MOVE and not any(path in closure.co_moved for closure in closures):
            why = "what needs it stays"
        else:
            why = ""
        if why:
            message = f"the decision `{decision}` for {path} changes nothing: {why}"
            context.pass_over(Diagnostic("superfluous-decision", "warning", message, path, hint="take it out"))
        else:
            context.heed(path)
