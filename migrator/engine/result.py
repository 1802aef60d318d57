"""What a run yields: records, one per step, and one for the whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from migrator.codemod import Command, Decision, Diagnostic, Mention
from migrator.plan import BoundPlan, BoundStep
from migrator.tree import Change, Tree
from migrator.workspace import Project


class StepStatus(StrEnum):
    """What became of a step."""

    APPLIED = "applied"
    NOOP = "noop"
    FAILED = "failed"
    NOT_RUN = "not-run"


class PlanStatus(StrEnum):
    """What became of a plan. Blocked is a failure that a decision can mend."""

    OK = "ok"
    BLOCKED = "blocked"
    FAILED = "failed"
    NOOP = "noop"


class CheckStatus(StrEnum):
    """What became of a check."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Part:
    """One commit of a step: the pure move of its files, or the edit that follows."""

    kind: str
    subject: str
    tree: Tree


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a step did. `project` is what it left: the one it found, where it did nothing or failed.

    A step that is a `command` is not run while planning, so what it will do is not known. `heeded` are the paths about
    which the user decided something that mattered to the step; `passed_over` says which decisions did not.
    """

    step: BoundStep
    status: StepStatus
    project: Project
    changes: tuple[Change, ...] = ()
    parts: tuple[Part, ...] = ()
    references: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    decisions: tuple[Decision, ...] = ()
    mentions: tuple[Mention, ...] = ()
    command: Command | None = None
    heeded: frozenset[str] = frozenset()
    passed_over: tuple[Diagnostic, ...] = ()

    @property
    def tree(self) -> Tree:
        """The tree after the step."""
        return self.project.tree

    @property
    def computed(self) -> bool:
        """Whether the result is the engine's own, and not that of a command."""
        return self.command is None

    @property
    def stops(self) -> bool:
        """Whether the plan fails with it: it failed, and the plan does not say that the steps after it stand."""
        return self.status is StepStatus.FAILED and self.step.on_failure != "warn"


@dataclass(frozen=True, slots=True)
class Check:
    """A proof that was tried on the planned tree."""

    name: str
    status: CheckStatus
    detail: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plan carried out on a tree that nobody wrote to disk."""

    plan: BoundPlan
    base: Tree
    tree: Tree
    results: tuple[StepResult, ...]
    checks: tuple[Check, ...]
    mentions: tuple[Mention, ...]

    @property
    def status(self) -> PlanStatus:
        """Failed and blocked go before everything; a plan whose steps all did nothing is a no-op."""
        statuses = {result.status for result in self.results}
        failed_check = any(check.status is CheckStatus.FAILED for check in self.checks)
        if self.stopped_at is not None:
            blocked = any(decision.decision == "blocked" for decision in self.decisions)
            return PlanStatus.BLOCKED if blocked else PlanStatus.FAILED
        if failed_check:
            return PlanStatus.FAILED
        pending = any(result.status is StepStatus.NOT_RUN and not result.computed for result in self.results)
        return PlanStatus.OK if pending or StepStatus.APPLIED in statuses else PlanStatus.NOOP

    @property
    def stopped_at(self) -> StepResult | None:
        """The step that the plan fails with, if it is a step and no check."""
        return next((result for result in self.results if result.stops), None)

    @property
    def keeps(self) -> bool:
        """Whether the plan fails with a step of which it says that the steps before it stand."""
        return self.stopped_at is not None and self.stopped_at.step.on_failure == "keep"

    @property
    def stands(self) -> bool:
        """Whether there is something that may be written: all of it, or what the plan says to keep."""
        return self.status is PlanStatus.OK or (
            self.keeps and any(result.status is StepStatus.APPLIED for result in self.results)
        )

    @property
    def decisions(self) -> Sequence[Decision]:
        """What becomes of each module, once per module: the latest word counts."""
        latest = {decision.path: decision for result in self.results for decision in result.decisions}
        return tuple(latest.values())
