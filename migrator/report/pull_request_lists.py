"""The lists in the text of a pull request: moves, decisions, remarks, proofs and mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import dedent

from migrator.codemod import Decision, Diagnostic, Mention
from migrator.engine import Check, StepResult, StepStatus
from migrator.report.markdown import code, fenced, plain, table, unfolding
from migrator.report.moves import folder_moves, renamed
from migrator.report.proof_table import proof_table
from migrator.tree import Change

OPEN = 12
"""Entries up to which a list is shown at once; a longer one unfolds."""

_KINDS = {"blocked": "⛔ blocked", "keep": "keep", "repoint": "repoint", "co-move": "co-move"}


def moves(changes: Sequence[Change], shown: int) -> Iterator[str]:
    """What went where, a row for each pair of folders."""
    found = folder_moves(changes)
    if not found:
        return
    total = sum(len(move.names) for move in found)
    yield from ("", "### What moved where", "")
    rows = []
    for move in found[:shown]:
        names = [code(renamed(old, new)) for old, new in move.names[: max(shown, 1)]]
        more = f" and {len(move.names) - len(names)} more" if len(names) < len(move.names) else ""
        rows.append((code(f"{move.source}/"), code(f"{move.target}/"), ", ".join(names) + more))
    yield from _listed(f"{total} files", table(("from", "to", "files"), rows), len(found), shown, unfold=total > 60)


def decisions(chosen: Sequence[Decision], shown: int) -> Iterator[str]:
    """What becomes of the modules that moved code needs, and why; those that just move are in the map."""
    told = sorted((one for one in chosen if one.decision in _KINDS), key=lambda one: list(_KINDS).index(one.decision))
    if not told:
        return
    yield from ("", "### Decisions", "", "What becomes of the modules that moved code needs, and why.", "")
    rows = [
        (_KINDS[one.decision], code(one.path), plain(one.reason), " → ".join(map(code, one.chain)))
        for one in told[:shown]
    ]
    head = ("decision", "module", "reason", "reached through")
    yield from _listed(f"{len(told)} modules", table(head, rows), len(told), shown)


def remarks(results: Sequence[StepResult], shown: int) -> Iterator[str]:
    """Errors and warnings of each step; of a step that failed everything it said."""
    said = [
        (result.step.id, one)
        for result in results
        for one in result.diagnostics
        if one.severity != "info" or result.status is StepStatus.FAILED
    ]
    if said:
        yield from ("", "### Remarks")
    step = None
    for index, (name, diagnostic) in enumerate(said[:shown]):
        if name != step:
            yield from ("", f"{code(name)}:", "")
        elif index:
            yield ""
        step = name
        yield from _remark(diagnostic)
    if len(said) > shown:
        yield from ("", f"And {len(said) - shown} more.")


def proofs(checks: Sequence[Check]) -> Iterator[str]:
    """What was proven on the planned files."""
    if checks:
        yield from ("", "### Proofs", "")
        yield from proof_table((check.name, check.status, check.detail) for check in checks)


def mentions(found: Sequence[Mention], shown: int) -> Iterator[str]:
    """Places that name an old path and were left to people."""
    if not found:
        return
    yield from ("", "### To be looked at", "", "These name an old path and were left as they are.", "")
    lines = [f"- {code(f'{one.path}:{one.line}')} {plain(one.why)}: {code(one.text)}" for one in found[:shown]]
    yield from _listed(f"{len(found)} places", lines, len(found), shown)


def _listed(summary: str, lines: Iterable[str], count: int, shown: int, *, unfold: bool = False) -> Iterator[str]:
    left_out = f"{count - shown} more" if shown else f"{count} in all"
    more = ["", f"And {left_out} (`migrate plan --format json` lists them)."] if count > shown else []
    inside = [*lines, *more] if shown else more[1:]
    yield from unfolding(summary, inside) if shown and (unfold or count > OPEN) else inside


def _remark(diagnostic: Diagnostic) -> Iterator[str]:
    place = f" {code(diagnostic.place)}" if diagnostic.place else ""
    paragraphs = diagnostic.message.split("\n")
    first = plain(paragraphs[0])
    yield f"- **{diagnostic.severity}**{place}: {first}"
    copied: list[str] = []
    for paragraph in [*paragraphs[1:], ""]:
        # What is indented is to be copied.
        if paragraph.startswith(" "):
            copied.append(paragraph)
            continue
        if copied:
            yield from ("", *(f"  {line}" for line in fenced(dedent("\n".join(copied)).split("\n"))), "")
            copied = []
        if paragraph:
            yield f"  {plain(paragraph)}"
    if diagnostic.hint:
        yield f"  → {plain(diagnostic.hint)}"
