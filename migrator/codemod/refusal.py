"""Refusing a move, with everything that stands in its way said at once, and with what would get round it."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Sequence

from migrator.codemod.context import Context
from migrator.codemod.diagnostic import Decision, Diagnostic
from migrator.errors import AlreadySaidError
from migrator.refactor.decisions.closure import Closure
from migrator.refactor.decisions.remedy import Proposal, Remedy, propose, remedy
from migrator.refactor.decisions.settlement import Settlement
from migrator.refactor.decisions.ties import missing
from migrator.refactor.decisions.verdicts import Verdict, Verdicts
from migrator.refactor.dependencies.needed import is_test
from migrator.syntax import is_importer

_LISTED = 8
_PLAIN = re.compile(r"[\w./][\w./@+-]*")


def refuse_blocked(
    context: Context, settlement: Settlement, found: Sequence[tuple[Closure, Sequence[Verdict]]]
) -> None:
    """Report what is blocked and what is missing, and decisions to go on with. Raises AlreadySaidError if any is."""
    refused = False
    for closure, verdicts in found:
        blocked = [verdict for verdict in verdicts if verdict.decision in ("blocked", "keep")]
        absent = _report_missing(context, settlement, closure)
        if blocked or absent:
            refused = True
            for verdict in verdicts:
                decision = "blocked" if verdict in blocked else verdict.decision
                context.decide(Decision(verdict.path, decision, verdict.reason, verdict.chain))
            for verdict in Verdicts(closure).behind if blocked else ():
                context.decide(Decision(verdict.path, verdict.decision, verdict.reason, verdict.chain))
        for verdict in blocked:
            context.report(_blocked(context, settlement, closure, verdict))
    if refused:
        proposal = propose(settlement)
        if proposal is not None:
            context.report(Diagnostic("proposed-decisions", "info", _written(proposal)))
        raise AlreadySaidError("what moves needs modules that stay behind")


def _report_missing(context: Context, settlement: Settlement, closure: Closure) -> bool:
    """Say which moving modules name files of their package that are not in the tree; whether there are any."""
    found = False
    for path in sorted((*closure.moving, *closure.co_moved)):
        absent = missing(context.project, path) if is_importer(path) and not is_test(path) else None
        if absent is None:
            continue
        found = True
        edge = next(one for one in context.project.graph.edges_from(path) if one.reference.specifier == absent)
        line, column = context.module(path).position(edge.reference.span.start)
        message = f"{absent!r} is not in the repository, so what it would be in the package can't be known"
        hint = "commit what it names" + ("" if path in settlement.bound else ", or let the module stay (`keep`)")
        context.report(Diagnostic("missing", "error", message, path, line, column, hint))
    return found


def _blocked(context: Context, settlement: Settlement, closure: Closure, verdict: Verdict) -> Diagnostic:
    importer = verdict.chain[verdict.chain.index(verdict.path) - 1]
    edge = next(edge for edge in context.project.graph.edges_from(importer) if edge.target == verdict.path)
    line, column = context.module(importer).position(edge.reference.span.start)
    bound = next((one for one in sorted(settlement.bound) if verdict.path in closure.needed_by({one})), None)
    return Diagnostic(
        "blocked",
        "error",
        f"needs {verdict.path}, which stays: {verdict.reason}",
        path=importer,
        line=line,
        column=column,
        hint=_hint(verdict.path, remedy(closure, verdict.path), bound),
    )


def _hint(path: str, way: Remedy, bound: str | None) -> str:
    """What to decide of the module at `path`; `bound` is one that needs it and has to move, so that it can't stay."""
    if way.never is not None:
        stuck, tie = way.never
        which = f"it can never come along ({tie.reason})"
        if stuck != path:
            which = f"it needs {stuck}, which can never come along ({tie.reason})"
        if bound is None:
            return f"decide `{path}: keep`, so that what needs it stays: {which}"
        return f"{bound} has to move, and needs {path}; {which}. Take what is needed out of there first"
    co_move = f"`{way.co_move[0]}: co-move`" if way.co_move else f"`{path}: co-move`"
    if len(way.co_move) > 1:
        co_move = f"`co-move` for {' and '.join((', '.join(way.co_move[:-1]), way.co_move[-1]))}"
    count = "this module" if len(way.taken) == 1 else f"{len(way.taken)} modules"
    more = _listed([one for one in way.taken if one not in (path, *way.co_move)])
    takes = f"{co_move} (takes {count}, {more} among them)" if more else f"{co_move} (takes {count})"
    if bound is not None:
        return f"decide {takes}, or `{path}: repoint:<package>`; it can't stay, because {bound} has to move"
    if way.ties:
        # Who is tied to the app belongs there; who is only shared may as well be in the package.
        return f"decide `{path}: keep`, or `repoint:<package>`, or {takes}"
    return f"decide {takes}, or `keep`, or `repoint:<package>`"


def _listed(paths: Sequence[str]) -> str:
    more = f" and {len(paths) - _LISTED} more" if len(paths) > _LISTED else ""
    return ", ".join(paths[:_LISTED]) + more


def _written(proposal: Proposal) -> str:
    """The proposal as it can be pasted into a plan, and onto the command line."""
    lines = ["with these decisions nothing would be blocked:"]
    given: list[str] = []
    if proposal.decisions:
        lines.append("  decisions:")
        for path, decision in proposal.decisions.items():
            count = proposal.taken.get(path, 1)
            key = path if _PLAIN.fullmatch(path) else json.dumps(path)
            lines.append(f"    {key}: {decision}" + (f"  # takes {count} modules" if count > 1 else ""))
        given.append(f"-p decisions={shlex.quote(json.dumps(dict(proposal.decisions)))}")
    if proposal.on_blocked == "keep":
        lines.append("  on-blocked: keep")
        given.append("-p on-blocked=keep")
    return "\n".join([*lines, "on the command line:", f"  {' '.join(given)}"])
