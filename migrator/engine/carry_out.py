"""A whole plan on one project: every step, then the checks, then what was left for a person to look at."""

from __future__ import annotations

from collections.abc import Callable

from migrator.engine.checks import check
from migrator.engine.lineage import Lineage
from migrator.engine.needless import with_needless_decisions
from migrator.engine.residue import residue
from migrator.engine.result import Outcome, StepStatus
from migrator.engine.run import replaced, run
from migrator.plan import BoundPlan
from migrator.workspace import Project


def carry_out(plan: BoundPlan, project: Project, begin: Callable[[str], None] = lambda _: None) -> Outcome:
    """Run every step; `begin` hears the id of each that is begun. Nothing is written anywhere."""
    results = with_needless_decisions(list(run(plan, project, begin)))
    after = results[-1].project if results else project
    applied = [result for result in results if result.status is StepStatus.APPLIED]
    failed = any(result.stops for result in results)
    lineage = Lineage.over(result.changes for result in applied)
    passed_over = replaced(decision for result in results for decision in result.decisions)
    checks = () if failed else tuple(check(name, project, after, lineage, passed_over) for name in plan.checks)
    said = [mention for result in results for mention in result.mentions]
    mentions = tuple(said) if failed or not applied else (*said, *residue(project, after, lineage.moves))
    return Outcome(plan, project.tree, after.tree, tuple(results), checks, mentions)
