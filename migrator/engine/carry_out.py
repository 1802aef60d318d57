"""A whole plan on one project: every step, then the checks, then what was left for a person to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from migrator.engine.checks import check
from migrator.engine.lineage import Lineage
from migrator.engine.needless import with_needless_decisions
from migrator.engine.residue import residue
from migrator.engine.result import Check, CheckStatus, Outcome, StepResult, StepStatus
from migrator.engine.run import UNMENDED, Mended, replaced, run
from migrator.plan import BoundPlan, Never
from migrator.workspace import Project


def carry_out(
    plan: BoundPlan,
    project: Project,
    begin: Callable[[str], None] = lambda _: None,
    mended: Mended = UNMENDED,
) -> Outcome:
    """Run every step; `begin` hears the id of each that is begun. Nothing is written anywhere.

    Where somebody `mended` the tree after a step, the next one goes on from there. What a person changed is not held
    against the plan: each stretch between such changes is checked by itself.
    """
    results = with_needless_decisions(list(run(plan, project, begin, mended)))
    stretches = list(_stretches(project, results, mended))
    after = stretches[-1][1]
    applied = [result for result in results if result.status is StepStatus.APPLIED]
    failed = any(result.stops for result in results)
    checks = () if failed else tuple(_check(name, stretches) for name in plan.checks)
    said = [mention for result in results for mention in result.mentions]
    moves = _lineage(applied).moves
    mentions = tuple(said) if failed or not applied else (*said, *residue(project, after, moves))
    return Outcome(plan, project.tree, after.tree, tuple(results), checks, mentions)


Stretch = tuple[Project, Project, Sequence[StepResult]]
"""What steps in a row found, what they left, and the steps."""


def _stretches(project: Project, results: Sequence[StepResult], mended: Mended) -> Iterator[Stretch]:
    start, row = project, list[StepResult]()
    for result in results:
        row.append(result)
        if result.step.id in mended:
            yield start, result.project, row
            start, row = project.over(mended[result.step.id]), []
    yield start, row[-1].project if row else start, row


def _check(name: str | Never, stretches: Sequence[Stretch]) -> Check:
    """The check on each stretch; what is said is that of the first where it fails, or else of the last."""
    tried = []
    for before, after, row in stretches:
        passed_over = replaced(decision for result in row for decision in result.decisions)
        tried.append(check(name, before, after, _lineage(row), passed_over))
    return next((one for one in tried if one.status is CheckStatus.FAILED), tried[-1])


def _lineage(results: Sequence[StepResult]) -> Lineage:
    return Lineage.over(result.changes for result in results if result.status is StepStatus.APPLIED)
