"""A plan carried out once more on the base of its branch: what the branch should be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from migrator.engine import PlanStatus, carry_out
from migrator.errors import MigratorError
from migrator.plan import Plan, bind
from migrator.publish import Proposal, propose
from migrator.vcs import GitTree, Repository
from migrator.workspace import Project


def carried_out_again(
    repository: Repository, plan: Plan, params: Mapping[str, Any], before: Project, base: GitTree, commit: str
) -> tuple[Proposal | None, str]:
    """What the plan comes to, or None and why that can't be known."""
    try:
        outcome = carry_out(bind(plan, params, before), before)
    except MigratorError as error:
        return None, f"the plan {plan.name} can't be carried out again: {sentence(error)}"
    if outcome.status in (PlanStatus.FAILED, PlanStatus.BLOCKED):
        stopped = next((result for result in outcome.results if result.stops), None)
        reason = f"its step {stopped.step.id} fails" if stopped else "one of its checks fails"
        return None, f"the plan {plan.name} can't be carried out again: {reason}"
    return propose(repository, base, commit, outcome), ""


def sentence(error: MigratorError) -> str:
    """The first line of what an error says."""
    return str(error).partition("\n")[0].rstrip(":")
