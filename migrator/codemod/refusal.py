"""Refusing a move, with everything that stands in its way said at once."""

from __future__ import annotations

from collections.abc import Sequence

from migrator.codemod.context import Context
from migrator.codemod.diagnostic import Decision, Diagnostic
from migrator.errors import AlreadySaidError
from migrator.refactor.closure import CO_MOVE, Closure, Verdict
from migrator.refactor.dependencies import is_test
from migrator.refactor.ties import missing
from migrator.syntax import is_source


def refuse_blocked(context: Context, closure: Closure, verdicts: Sequence[Verdict]) -> None:
    """Report what is blocked and what is missing. Raises AlreadySaidError if there is anything."""
    blocked = [verdict for verdict in verdicts if verdict.decision in ("blocked", "keep")]
    absent = _report_missing(context, closure)
    if blocked or absent:
        for verdict in verdicts:
            context.decide(Decision(verdict.path, verdict.decision, verdict.reason, verdict.chain))
    for verdict in blocked:
        context.decide(Decision(verdict.path, "blocked", verdict.reason, verdict.chain))
        context.report(_blocked(context, closure, verdict))
    if blocked or absent:
        raise AlreadySaidError("what moves needs modules that stay behind")


def _report_missing(context: Context, closure: Closure) -> bool:
    """Say which moving modules name files of their package that are not in the tree; whether there are any."""
    found = False
    for path in sorted((*closure.moving, *closure.co_moved)):
        absent = missing(context.project, path) if is_source(path) and not is_test(path) else None
        if absent is None:
            continue
        found = True
        edge = next(one for one in context.project.graph.edges_from(path) if one.reference.specifier == absent)
        line, column = context.module(path).position(edge.reference.span.start)
        message = f"{absent!r} is not in the repository, so what it would be in the package can't be known"
        hint = "commit what it names, or let the module stay (`keep`)"
        context.report(Diagnostic("missing", "error", message, path, line, column, hint))
    return found


def _blocked(context: Context, closure: Closure, verdict: Verdict) -> Diagnostic:
    importer = verdict.chain[verdict.chain.index(verdict.path) - 1]
    edge = next(edge for edge in context.project.graph.edges_from(importer) if edge.target == verdict.path)
    line, column = context.module(importer).position(edge.reference.span.start)
    # Who decided for the module already has to decide for what is behind it.
    decided = verdict.chain[-1] if closure.decisions.get(verdict.path) == CO_MOVE else verdict.path
    count = closure.drag(decided)
    others = "this module" if count == 1 else f"{count} modules"
    return Diagnostic(
        "blocked",
        "error",
        f"needs {verdict.path}, which stays: {verdict.reason}",
        path=importer,
        line=line,
        column=column,
        hint=f"decide `{decided}: co-move` (takes {others}), `keep`, or `repoint:<package>`",
    )
