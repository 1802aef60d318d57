"""A request carried out up to the point where something would be written: what `plan` shows and `apply` publishes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from migrator.cli.allowed import unvouched_in
from migrator.cli.options import BranchRequest, Request
from migrator.cli.progress import progress
from migrator.cli.projects import project_of
from migrator.cli.remembered import Remembered
from migrator.cli.words import say
from migrator.codemod import Command
from migrator.engine import KeptOutcome, carry_out
from migrator.errors import StaleError, UsageError
from migrator.plan import Plan, bind, load_plan, shipped_plans
from migrator.publish import Proposal, propose
from migrator.vcs import GitTree, Repository
from migrator.workspace import Project

if TYPE_CHECKING:
    from migrator.publish.saved import Saved


@dataclass(frozen=True, slots=True)
class Planned:
    """The proposal, the repository it is for, and how to name its base (`main`; empty for a bare commit).

    `named` is the plan as it was asked for: a file, or a shipped plan's name.
    """

    repository: Repository
    proposal: Proposal
    base_name: str
    named: str


def planned(request: Request) -> Planned:
    """Load, bind and run the plan on the base. Writes nothing anywhere.

    A saved plan is run again. Raises StaleError where that comes to anything else than was saved.
    """
    unvouched = unvouched_in(request.repo, allow_codemods=request.allow_codemods)
    saved: Saved | None = None
    if request.saved is None:
        plan = load_plan(request.plan or "", unvouched)
    else:
        from migrator.publish.saved import plan_of, read_saved

        saved = read_saved(request.saved)
        plan = plan_of(saved, request.plan, unvouched)
    repository = Repository.open(request.repo)
    repository.check_merged()
    revision = request.base or (saved.base.revision if saved is not None else "HEAD")
    base = repository.snapshot(revision)
    if saved is None:
        proposal = _run(request, repository, plan, request.params, base)
    else:
        proposal = _run_again(request, repository, plan, saved, base)
    name = (repository.current_branch or "") if revision == "HEAD" else revision
    named = request.plan or plan.name
    if request.plan is None and saved is not None and plan.name not in shipped_plans():
        named = saved.plan.file
    return Planned(repository, proposal, name, named)


def _run(
    request: Request,
    repository: Repository,
    plan: Plan,
    params: Mapping[str, Any],
    base: GitTree,
    *,
    anew: bool = False,
) -> Proposal:
    """The plan carried out on `base`, or what came of that the last time, unless it is to be worked out `anew`."""
    remembered = Remembered("plan", plan, params, repository, base)
    kept: KeptOutcome | None = None if anew else remembered.recall()
    if kept is not None:
        return propose(repository, base, base.commit, kept.again(plan, Project(base)))
    with project_of(repository, base) as project:
        bound = bind(plan, params, project)
        with progress(plan, quiet=request.quiet) as advance:
            outcome = carry_out(bound, project, advance)
        remembered.keep(KeptOutcome.of(outcome))
        return propose(repository, base, base.commit, outcome)


def _run_again(request: Request, repository: Repository, plan: Plan, saved: Saved, base: GitTree) -> Proposal:
    from migrator.publish.saved import check_same, check_still_applies

    check_still_applies(repository, saved, plan, base)
    params = {name: value for name, value in saved.plan.params.items() if value is not None}
    try:
        proposal = _run(request, repository, plan, params, base, anew=True)
    except UsageError as error:
        if base.oid == saved.base.tree:
            raise
        raise StaleError(f"the saved plan can't be carried out any more: {error}", hint=error.hint) from error
    check_same(repository, saved, proposal)
    if base.commit != saved.base.commit:
        since = f"planned from {saved.base.commit[:7]}; from {base.commit[:7]} the same comes of it"
        notice(request, since)
    return proposal


def notice(request: Request | BranchRequest, text: str) -> None:
    """Say something on stderr that is neither result nor error."""
    if not request.quiet:
        say(f"notice: {text}")


def announce(request: Request | BranchRequest, command: Command) -> None:
    """Say which command is about to be run."""
    notice(request, f"running in a temporary checkout: {command}")


def notice_uncommitted(request: Request, made: Planned) -> None:
    """Name the uncommitted files that the plan would touch: it starts from the commit and does not see them."""
    touched = {path for change in made.proposal.changes for path in (change.path, change.origin)}
    commands = [result.command for result in made.proposal.outcome.results if result.command is not None]
    touched.update(path for command in commands for path in command.writes)
    dirty = [path for path in made.repository.dirty_paths() if path in touched]
    if dirty:
        shown = ", ".join(dirty[:5]) + (f" and {len(dirty) - 5} more" if len(dirty) > 5 else "")
        notice(request, f"uncommitted and not part of the plan, which starts from the commit: {shown}")
