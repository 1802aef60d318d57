"""A verification as people read it: a table of proofs, and below it what speaks against the branch."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.report.page import WIDTH, Line, Piece, line, wrapped
from migrator.verify import CheckStatus, Finding, Verification

SHOWN = 10
"""Findings of one proof that are shown; how many more there are is said."""

_STYLES = {CheckStatus.PASSED: "green", CheckStatus.FAILED: "bold red", CheckStatus.SKIPPED: "yellow"}


def verification_page(
    verification: Verification, branch: str, *, every: bool = False, closing_only: bool = False
) -> Iterator[Line]:
    """The page. `every` shows all findings, `closing_only` the last sentence alone."""
    if not closing_only:
        yield from _header(verification, branch)
        yield line()
        yield from _table(verification)
        for name, proven in verification.proven.items():
            if proven.findings:
                yield line()
                yield line("  ", Piece(name, "bold"))
                yield from _findings(proven.findings, every)
        yield line()
    style = "bold green" if verification.passed else "bold red"
    yield line(Piece(closing(verification), style))


def closing(verification: Verification) -> str:
    """What it comes to, in a sentence: `2 proofs failed, 5 passed, 1 skipped.`"""
    statuses = [proven.status for proven in verification.proven.values()]
    counts = [
        (statuses.count(status), str(status))
        for status in (CheckStatus.FAILED, CheckStatus.PASSED, CheckStatus.SKIPPED)
        if status in statuses
    ]
    if not counts:
        return "Nothing was tried."
    (number, word), *rest = counts
    first = f"{number} proof{'' if number == 1 else 's'} {word}"
    return ", ".join([first, *(f"{number} {word}" for number, word in rest)]) + "."


def _header(verification: Verification, branch: str) -> Iterator[Line]:
    subject = verification.subject
    base = f"base {subject.base_commit[:7]}  branch {subject.branch_commit[:7]}"
    gap = max(WIDTH - len(branch) - len(base), 3)
    yield line(Piece(branch, "bold"), " " * gap, Piece(base, "dim"))
    made = f"Made by the plan {subject.made_by}." if subject.made_by else "No plan made this branch."
    yield from wrapped(made, "")


def _table(verification: Verification) -> Iterator[Line]:
    width = max((len(name) for name in verification.proven), default=0)
    for name, proven in verification.proven.items():
        first = f"  {name:<{width}}  {proven.status!s:<7}  "
        rows = wrapped(proven.detail, first)
        yield line(f"  {name:<{width}}  ", Piece(f"{proven.status!s:<7}", _STYLES[proven.status]), "  ", *rows[0][1:])
        yield from rows[1:]


def _findings(findings: tuple[Finding, ...], every: bool) -> Iterator[Line]:
    shown = findings if every else findings[:SHOWN]
    place = None
    for finding in shown:
        here = ":".join(str(part) for part in (finding.path, finding.line) if part is not None)
        if here and here != place:
            yield line("    ", here)
        place = here
        for paragraph in finding.message.split("\n"):
            yield from wrapped(paragraph, "      " if here else "    ")
    if len(shown) < len(findings):
        yield line(Piece(f"    and {len(findings) - len(shown)} more (`-v` shows all)", "dim"))
