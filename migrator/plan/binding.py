"""A plan meets a repository: every parameter gets its value, every codemod its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from migrator.codemod import CannotDetectError, Codemod
from migrator.codemod.fault import faults_of
from migrator.codemod.naming import did_you_mean
from migrator.errors import PlanError, UsageError
from migrator.plan.arguments import with_values
from migrator.plan.model import BoundPlan, BoundStep, Plan
from migrator.plan.substitution import substitute
from migrator.plan.value import checked, from_text
from migrator.workspace import Project


def bind(plan: Plan, given: Mapping[str, Any], project: Project) -> BoundPlan:
    """The plan with the `given` parameters, its defaults, and what its codemods find out from `project`.

    A given text is read as the parameter's type asks: YAML for a mapping, a list, a boolean or an integer. Raises
    UsageError naming every parameter still needed, and PlanError with places where a step's arguments turn out wrong.
    """
    params = _values(plan, given, project)
    steps: list[BoundStep] = []
    problems: list[UsageError] = []
    for index, step in enumerate(plan.steps):
        codemod, wrong = with_values(
            plan.registry.get(step.codemod),
            substitute(step.arguments, params),
            plan.document,
            plan.file,
            ("steps", index, "with"),
        )
        # A parameter's value is wrong in each step that takes it; once is enough.
        problems += [one for one in wrong if one.message not in {known.message for known in problems}]
        if codemod is not None:
            subject = f"{plan.name}: {step.id}" if step.commit is None else str(substitute(step.commit, params))
            steps.append(BoundStep(step, codemod, subject))
    if problems:
        raise PlanError(problems)
    return BoundPlan(plan, params, tuple(steps))


def _values(plan: Plan, given: Mapping[str, Any], project: Project) -> dict[str, Any]:
    """A value for each parameter, in the order in which the plan declares them."""
    known = _given(plan, given)
    for name, spec in plan.params.items():
        if name not in known and not spec.required and not spec.detected:
            known[name] = spec.default if spec.default is None else checked(name, spec, spec.default)
    missing: list[str] = []
    for name, spec in plan.params.items():
        if name in known:
            continue
        reason = ""
        if spec.detected:
            try:
                known[name] = checked(name, spec, _detected(plan, name, project, known))
                continue
            except CannotDetectError as error:
                reason = f" ({error.message})"
        description = f": {spec.description}" if spec.description else ""
        missing.append(f"  {name}{description}{reason}")
    if missing:
        count = "a parameter" if len(missing) == 1 else f"{len(missing)} parameters"
        raise UsageError(
            "\n".join((f"the plan {plan.name} needs {count}:", *missing)),
            hint=" ".join(f"-p {line.split(':')[0].split()[0]}=VALUE" for line in missing),
        )
    return {name: known[name] for name in plan.params}


def _given(plan: Plan, given: Mapping[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {}
    problems: list[UsageError] = []
    for name, value in given.items():
        if name not in plan.params:
            mend = did_you_mean(name, plan.params) or "it has none"
            problems.append(UsageError(f"the plan {plan.name} has no parameter {name!r}; {mend}"))
            continue
        spec = plan.params[name]
        try:
            known[name] = from_text(name, spec, value) if isinstance(value, str) else checked(name, spec, value)
        except UsageError as error:
            problems.append(error)
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise PlanError(problems)
    return known


def _detected(plan: Plan, name: str, project: Project, known: Mapping[str, Any]) -> Any:
    """What the first codemod of the plan that knows the parameter finds out. Raises CannotDetectError if none does."""
    asked: list[type[Codemod]] = []
    reason = CannotDetectError("no codemod of the plan can find it out")
    for step in plan.steps:
        codemod = plan.registry.get(step.codemod)
        if codemod in asked:
            continue
        asked.append(codemod)
        try:
            with faults_of(codemod):
                return codemod.detect(name, project, known)
        except CannotDetectError as error:
            if error.message:
                reason = error
    raise reason
