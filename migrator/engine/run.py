"""Carry a plan out, step by step, on trees in memory. Planning and applying consume the very same results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from migrator.codemod import CommandCodemod, Context, Decision
from migrator.codemod.fault import faults_of
from migrator.engine.command_step import command_step
from migrator.engine.diagnostics import has_error, nothing_to_do, refusal
from migrator.engine.invariants import Verdict, examine
from migrator.engine.result import Part, StepResult, StepStatus
from migrator.errors import AlreadySaidError, MigratorError, RefusedError
from migrator.plan import BoundPlan, BoundStep
from migrator.tree import Change, ChangeKind, Overlay, Tree
from migrator.workspace import Project

Mended = Mapping[str, Tree]
"""By a step's id, what somebody made of the tree after that step."""

UNMENDED: Mended = MappingProxyType({})


def run(
    plan: BoundPlan,
    project: Project,
    begin: Callable[[str], None] = lambda _: None,
    mended: Mended = UNMENDED,
) -> Iterator[StepResult]:
    """One result per step, in order. After a failed step the others are not run. `begin` hears each step's id.

    A step that fails leaves nothing behind: the tree after it is the tree before it. After a step whose id is in
    `mended` the next one finds that tree.
    """
    base = project
    failed = False
    for step in plan.steps:
        if failed:
            yield StepResult(step, StepStatus.NOT_RUN, project)
            continue
        begin(step.id)
        result = run_step(step, project, base)
        failed = result.stops
        project = project.over(mended[step.id]) if step.id in mended else result.project
        yield result


def run_step(step: BoundStep, project: Project, base: Project | None = None) -> StepResult:
    """Apply one codemod to the project's tree, and examine what came of it; `base` is what the plan started from."""
    if isinstance(step.codemod, CommandCodemod):
        return command_step(step, step.codemod, project, base or project)
    tree = Overlay(project.tree)
    context = Context(project, tree)
    changes: tuple[Change, ...] = ()
    verdict, after = Verdict(0, ()), project
    try:
        with faults_of(type(step.codemod)):
            step.codemod.apply(context)
        changes = tuple(tree.changes())
        after = project.over(tree)
        if changes and not has_error(context.diagnostics):
            verdict = examine(project, after, tree, replaced(context.decisions))
    except AlreadySaidError:
        pass
    except MigratorError as error:
        context.report(refusal(error))
    except UnicodeError:
        context.report(refusal(RefusedError("a source that is to be edited is not UTF-8", hint="save it as UTF-8")))
    except RecursionError:
        context.report(refusal(RefusedError("a module or a document is nested too deeply to be read")))
    for diagnostic in verdict.diagnostics:
        context.report(diagnostic)
    if not changes and not has_error(context.diagnostics) and step.on_noop != "ok":
        context.report(nothing_to_do(step))
    said = tuple(context.diagnostics)
    decisions, mentions = tuple(context.decisions), tuple(context.mentions)
    if has_error(said):
        return StepResult(step, StepStatus.FAILED, project, (), (), 0, said, decisions, mentions)
    if not changes:
        return StepResult(step, StepStatus.NOOP, project, (), (), 0, said, decisions, mentions)
    parts = tuple(parts_of(step, project.tree, tree, changes))
    return StepResult(
        *(step, StepStatus.APPLIED, after, changes, parts, verdict.references, said, decisions, mentions),
        heeded=frozenset(context.heeded),
        passed_over=tuple(context.passed_over),
    )


def parts_of(step: BoundStep, before: Tree, after: Overlay, changes: tuple[Change, ...]) -> Iterator[Part]:
    """The commits of a step: where files moved, the pure move comes first, so that git pairs each with what it was."""
    moved = [change for change in changes if change.kind is ChangeKind.MOVED]
    if moved:
        pure = Overlay(before)
        for change in moved:
            if change.origin is not None:
                pure.move(change.origin, change.path)
        subject, _, body = step.subject.partition("\n")
        yield Part("move", f"{subject} (files only)" + (f"\n{body}" if body else ""), pure)
        if len(moved) == len(changes) and all(change.before == change.after for change in changes):
            return
    yield Part("edit", step.subject, after)


def replaced(decisions: Iterable[Decision]) -> frozenset[str]:
    """The modules in whose place moved code imports others."""
    return frozenset(one.path for one in decisions if one.decision == "repoint")
