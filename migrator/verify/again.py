"""A plan carried out once more on the base of its branch: what the branch should be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from migrator.engine import PlanStatus, carry_out
from migrator.errors import MigratorError
from migrator.plan import bind, load_plan
from migrator.publish import Proposal, propose
from migrator.vcs import GitTree, Repository
from migrator.workspace import Project


def carried_out_again(
    repository: Repository, plan: str, params: Mapping[str, Any], before: Project, base: GitTree, commit: str
) -> tuple[Proposal | None, str]:
    """What the plan comes to, or None and why that can't be known."""
    try:
        loaded = load_plan(plan)
    except MigratorError as error:
        hint = "" if "/" in plan else "; `--plan FILE` names its file"
        return None, f"the plan {plan} can't be loaded: {_sentence(error)}{hint}"
    try:
        outcome = carry_out(bind(loaded, params, before), before)
    except MigratorError as error:
        return None, f"the plan {loaded.name} can't be carried out again: {_sentence(error)}"
    if outcome.status in (PlanStatus.FAILED, PlanStatus.BLOCKED):
        stopped = next((result for result in outcome.results if result.stops), None)
        reason = f"its step {stopped.step.id} fails" if stopped else "one of its checks fails"
        return None, f"the plan {loaded.name} can't be carried out again: {reason}"
    return propose(repository, base, commit, outcome), ""


def _sentence(error: MigratorError) -> str:
    return str(error).partition("\n")[0].rstrip(":")
