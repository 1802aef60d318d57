"""An outcome without the trees it was made on and the code that made it: what can be written down and read again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from migrator.codemod import Command, Decision, Diagnostic, Mention
from migrator.engine.result import Check, Outcome, Part, PlanStatus, StepResult, StepStatus
from migrator.engine.run import parts_of
from migrator.plan import BoundPlan, Plan, bind
from migrator.tree import Change, Layer, Overlay
from migrator.workspace import Project


@dataclass(frozen=True, slots=True)
class KeptStep:
    """A step's result. Of its changes only the layer is kept, and None where it left the tree as it was."""

    status: StepStatus
    layer: Layer | None
    references: int
    diagnostics: tuple[Diagnostic, ...]
    decisions: tuple[Decision, ...]
    mentions: tuple[Mention, ...]
    command: Command | None
    heeded: frozenset[str]
    passed_over: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class KeptOutcome:
    """An outcome, and the values that the plan's parameters had."""

    params: Mapping[str, Any]
    steps: tuple[KeptStep, ...]
    checks: tuple[Check, ...]
    mentions: tuple[Mention, ...]

    @classmethod
    def of(cls, outcome: Outcome) -> KeptOutcome | None:
        """What to keep; None where something went wrong, which need not be so the next time."""
        if outcome.status not in (PlanStatus.OK, PlanStatus.NOOP):
            return None
        return cls(dict(outcome.plan.params), tuple(map(_kept, outcome.results)), outcome.checks, outcome.mentions)

    def again(self, plan: Plan, project: Project) -> Outcome:
        """The outcome of the same plan on the same tree."""
        bound = bind(plan, {name: value for name, value in self.params.items() if value is not None}, project)
        results = tuple(self._results(bound, project))
        tree = results[-1].tree if results else project.tree
        return Outcome(bound, project.tree, tree, results, self.checks, self.mentions)

    def _results(self, plan: BoundPlan, project: Project) -> Iterator[StepResult]:
        for step, kept in zip(plan.steps, self.steps, strict=True):
            before, changes, parts = project.tree, tuple[Change, ...](), tuple[Part, ...]()
            if kept.layer is not None:
                tree = Overlay(before, kept.layer)
                project = project.over(tree)
                changes = tuple(tree.changes())
                parts = tuple(parts_of(step, before, tree, changes))
            yield StepResult(
                *(step, kept.status, project, changes, parts, kept.references),
                *(kept.diagnostics, kept.decisions, kept.mentions, kept.command, kept.heeded, kept.passed_over),
            )


def _kept(result: StepResult) -> KeptStep:
    tree = result.tree
    return KeptStep(
        result.status,
        tree.layer if result.status is StepStatus.APPLIED and isinstance(tree, Overlay) else None,
        *(result.references, result.diagnostics, result.decisions, result.mentions, result.command),
        *(result.heeded, result.passed_over),
    )
