"""How a plan stands on a branch: each step, and the document of schema `migrator.status/1`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from migrator.engine import StepResult, StepStatus
from migrator.publish import Resumption, Standing
from migrator.publish.message import PART, STEP
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
