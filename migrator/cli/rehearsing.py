"""A plan carried out in memory for an audit, as often as the audit asks, by the engine that `migrate plan` runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from migrator.audit import Rehearsal, RehearsedStep
from migrator.engine import CheckStatus, Lineage, Outcome, StepStatus, carry_out
from migrator.errors import RefusedError, UsageError
from migrator.plan import Plan, bind
from migrator.workspace import Project, new_cycles


def rehearsing(plan: Plan, given: Mapping[str, Any], project: Project) -> Callable[[Mapping[str, Any]], Rehearsal]:
    """A function that carries `plan` out on `project`, with the `given` parameters and those that it is called with."""

    def rehearse(further: Mapping[str, Any]) -> Rehearsal:
        try:
            bound = bind(plan, {**given, **further}, project)
        except (UsageError, RefusedError) as error:
            return Rehearsal("failed", {}, project, problem=(error.message, error.hint))
        return _rehearsal(project, carry_out(bound, project))

    return rehearse


def _rehearsal(project: Project, outcome: Outcome) -> Rehearsal:
    failed = [check for check in outcome.checks if check.status is CheckStatus.FAILED]
    errors = [one for result in outcome.results for one in result.diagnostics if one.severity == "error"]
    left = outcome.results[-1].project if outcome.results else project
    applied = [result.changes for result in outcome.results if result.status is StepStatus.APPLIED]
    return Rehearsal(
        outcome.status.value,
        outcome.plan.params,
        left,
        tuple(outcome.decisions),
        tuple(one for result in outcome.results for one in result.diagnostics),
        tuple(
            RehearsedStep(one.step.id, one.step.subject.partition("\n")[0], len(one.changes), one.computed)
            for one in outcome.results
            if one.status in (StepStatus.APPLIED, StepStatus.NOT_RUN)
        ),
        (*(one.message for one in errors), *(f"{check.name}: {check.detail}" for check in failed)),
        Lineage.over(applied).moves,
        tuple(new_cycles(project, left)) if failed else (),
        len(outcome.mentions),
    )
