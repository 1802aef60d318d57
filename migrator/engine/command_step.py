"""A step that is a command: found out what would be run, and not run."""

from __future__ import annotations

from dataclasses import replace

from migrator.codemod import Command, CommandCodemod, Context
from migrator.codemod.fault import faults_of
from migrator.engine.diagnostics import has_error, nothing_to_do, refusal
from migrator.engine.result import StepResult, StepStatus
from migrator.errors import AlreadySaidError, MigratorError
from migrator.plan import BoundStep
from migrator.tree import Overlay
from migrator.workspace import Project


def command_step(step: BoundStep, codemod: CommandCodemod, project: Project, base: Project) -> StepResult:
    """The command with status `not-run`; a no-op where there is none to run. The tree stays as it is."""
    context = Context(project, Overlay(project.tree))
    command: Command | None = None
    try:
        with faults_of(type(codemod)):
            command = codemod.command(context, base)
    except AlreadySaidError:
        pass
    except MigratorError as error:
        context.report(refusal(error))
    failed = has_error(context.diagnostics)
    if command is None and not failed and step.on_noop != "ok":
        noop = nothing_to_do(step)
        context.report(noop)
        failed = noop.severity == "error"
    said = tuple(context.diagnostics)
    if failed:
        if step.on_failure == "warn":
            said = tuple(replace(one, severity="warning") if one.severity == "error" else one for one in said)
        return StepResult(step, StepStatus.FAILED, project, diagnostics=said)
    status = StepStatus.NOOP if command is None else StepStatus.NOT_RUN
    return StepResult(step, status, project, diagnostics=said, command=command)
