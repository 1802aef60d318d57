"""How a plan stands on a branch, as people read it."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.engine import StepStatus
from migrator.publish import Resumption, Standing
from migrator.report.page import WIDTH, Line, Piece, line, wrapped
from migrator.report.status import is_finished, step_standings
from migrator.vcs import Commit

_WORDS = {
    StepStatus.APPLIED: ("on the branch", "green"),
    StepStatus.NOOP: ("nothing to do", "dim"),
    StepStatus.NOT_RUN: ("missing", "yellow"),
    StepStatus.FAILED: ("fails", "bold red"),
}


def status_page(
    standing: Standing, resumed: Resumption | None, reason: str, *, closing_only: bool = False
) -> Iterator[Line]:
    """The page: steps with their commits, commits by hand, and what to do next."""
    if not closing_only:
        yield from _header(standing)
        yield line()
        steps = step_standings(standing, resumed)
        width = max([len(step.id) for step in steps] + [len("by hand")])
        for step in steps:
            words, style = _WORDS[step.status]
            start = f"  {step.id:<{width}}  "
            yield line(start, Piece(words, style))
            yield from wrapped(step.why, " " * len(start)) if step.why else ()
            yield from (_commit(commit, len(start)) for commit in step.commits)
        if standing.by_hand:
            yield line(f"  {'by hand':<{width}}  ", Piece("not the plan's", "cyan"))
            yield from (_commit(commit, width + 4) for commit in standing.by_hand)
        yield line()
    yield from _closing(standing, resumed, reason)


def _header(standing: Standing) -> Iterator[Line]:
    commits = f"base {standing.base[:7]}  branch {standing.tip[:7]}"
    gap = max(WIDTH - len(standing.branch) - len(commits), 3)
    yield line(Piece(standing.branch, "bold"), " " * gap, Piece(commits, "dim"))
    yield line(f"Made by the plan {standing.origin.plan}.")


def _commit(commit: Commit, indent: int) -> Line:
    return line(" " * indent, Piece(commit.oid[:7], "dim"), f" {commit.subject}")


def _closing(standing: Standing, resumed: Resumption | None, reason: str) -> Iterator[Line]:
    if resumed is None:
        yield from wrapped(f"What is missing can't be known: {reason}", "", "yellow")
    elif is_finished(resumed):
        yield line(Piece("Finished: nothing of the plan is missing.", "bold green"))
    else:
        yield line(Piece(f"Unfinished. `migrate resume {standing.branch}` goes on.", "bold yellow"))
