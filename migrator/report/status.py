"""How a plan stands on a branch: schema `migrator.status/1`, and as a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from migrator.engine import StepResult, StepStatus
from migrator.publish import Resumption, Standing
from migrator.publish.message import PART, STEP
from migrator.report.page import WIDTH, Line, Piece, line, wrapped
from migrator.vcs import Commit, Repository

SCHEMA = "migrator.status/1"


@dataclass(frozen=True, slots=True)
class StepStanding:
    """A step and its commits on the branch. `status` is `applied`, `noop`, `failed` or `not-run`.

    A step that failed is missing and can't be carried out as things are; `why` has the reason.
    """

    id: str
    codemod: str | None
    status: StepStatus
    commits: tuple[Commit, ...]
    why: str = ""


def step_standings(standing: Standing, resumed: Resumption | None) -> list[StepStanding]:
    """Every step in the plan's order; without a resumption those that have commits, in theirs."""
    commits: dict[str, list[Commit]] = {}
    for commit in standing.made:
        commits.setdefault(commit.trailer(STEP) or "", []).append(commit)
    if resumed is None:
        return [StepStanding(step, None, StepStatus.APPLIED, tuple(own)) for step, own in commits.items()]
    return [
        _step_standing(result, tuple(commits.get(result.step.id, ())), resumed)
        for result in resumed.proposal.outcome.results
    ]


def _step_standing(result: StepResult, commits: tuple[Commit, ...], resumed: Resumption) -> StepStanding:
    status = result.status
    if status is StepStatus.APPLIED and any(step == result.step.id for step, _ in resumed.rest):
        status = StepStatus.NOT_RUN
    said = [one for one in result.diagnostics if one.severity != "info"]
    why = said[0].message.partition("\n")[0] if said and status is StepStatus.FAILED else ""
    place = f"{said[0].place}: " if why and said[0].place else ""
    return StepStanding(result.step.id, result.step.codemod.codemod_name, status, commits, place + why)


def is_finished(resumed: Resumption) -> bool:
    """Whether nothing of the plan is missing on the branch."""
    missing = (StepStatus.NOT_RUN, StepStatus.FAILED)
    return not resumed.rest and all(result.status not in missing for result in resumed.proposal.outcome.results)


def status_document(
    repository: Repository, standing: Standing, resumed: Resumption | None, reason: str
) -> dict[str, Any]:
    """The document. Keys and their order are a contract; `reason` says why the missing steps can't be known."""
    status = "unknown" if resumed is None else "finished" if is_finished(resumed) else "unfinished"
    return {
        "schema": SCHEMA,
        "branch": {
            "name": standing.branch,
            "commit": standing.tip,
            "tree": repository.tree_of(standing.tip),
        },
        "plan": {"name": standing.origin.plan, "params": standing.origin.params},
        "base": {"commit": standing.base},
        "digest": standing.origin.digest,
        "status": status,
        **({"reason": reason} if reason else {}),
        "steps": [_step(step) for step in step_standings(standing, resumed)],
        "by_hand": [{"oid": commit.oid, "subject": commit.subject} for commit in standing.by_hand],
    }


def _step(step: StepStanding) -> dict[str, Any]:
    return {
        "id": step.id,
        "codemod": step.codemod,
        "status": str(step.status),
        **({"why": step.why} if step.why else {}),
        "commits": [
            {"kind": commit.trailer(PART), "subject": commit.subject, "oid": commit.oid} for commit in step.commits
        ],
    }


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
