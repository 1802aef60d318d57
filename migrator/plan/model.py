"""What a plan is: as its file says it, and bound to one repository."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from migrator.codemod import Codemod, Registry
from migrator.errors import Location
from migrator.plan.plan_file import Never, NeverCheck, OnFailure, ParamSpec, PlanFile, Step
from migrator.plan.planned_command import PlannedCommand
from migrator.plan.positions import locate
from migrator.plan.substitution import substitute
from migrator.syntax.yaml.node import YamlNode


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan file that was read and found to be right. `file` is its path as it was given, for messages."""

    content: PlanFile
    file: str
    source: bytes
    document: YamlNode
    registry: Registry

    @property
    def name(self) -> str:
        """The plan's name."""
        return self.content.name

    @property
    def description(self) -> str:
        """What the plan does, in a sentence."""
        return self.content.description

    @property
    def params(self) -> Mapping[str, ParamSpec]:
        """What the plan asks for, by name."""
        return self.content.params

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps, in order."""
        return self.content.steps

    @property
    def checks(self) -> tuple[str | NeverCheck, ...]:
        """The checks to run on the planned tree."""
        return self.content.checks

    def location(self, *keys: str | int) -> Location:
        """Where the value at `keys` is in the file, or the innermost value around it that is there."""
        return locate(self.document, self.file, keys)


@dataclass(frozen=True, slots=True)
class BoundStep:
    """A step whose parameters all have values. `subject` is the message of its commit, substituted."""

    step: Step
    codemod: Codemod
    subject: str

    @property
    def id(self) -> str:
        """The step's id, unique in the plan."""
        return self.step.id

    @property
    def on_noop(self) -> Literal["fail", "warn", "ok"]:
        """What it means that nothing changed."""
        return self.step.on_noop

    @property
    def on_failure(self) -> OnFailure:
        """What it means that the step fails."""
        return self.step.on_failure


@dataclass(frozen=True, slots=True)
class BoundPlan:
    """A plan and the values of its parameters, for one repository at one commit."""

    plan: Plan
    params: Mapping[str, Any]
    steps: tuple[BoundStep, ...]

    @property
    def name(self) -> str:
        """The plan's name."""
        return self.plan.name

    @property
    def checks(self) -> tuple[str | Never, ...]:
        """The checks to run on the planned tree, with their parameters."""
        return tuple(
            one
            if isinstance(one, str)
            else Never.model_validate(substitute(one.never.model_dump(by_alias=True), self.params))
            for one in self.plan.checks
        )

    @property
    def commands(self) -> tuple[PlannedCommand, ...]:
        """What the plan's author runs to see that everything still works.

        Raises UsageError where a command's folder leaves the repository.
        """
        return tuple(PlannedCommand.of(one, self.params) for one in self.plan.content.commands)
