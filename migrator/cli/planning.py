"""A request carried out up to the point where something would be written: what `plan` shows and `apply` publishes."""

from __future__ import annotations

from dataclasses import dataclass

import click

from migrator.cli.options import Request
from migrator.cli.progress import progress
from migrator.engine import carry_out
from migrator.plan import bind, load_plan
from migrator.publish import Proposal, propose
from migrator.vcs import Repository
from migrator.workspace import Project


@dataclass(frozen=True, slots=True)
class Planned:
    """The proposal, the repository it is for, and how to name its base (`main`; empty for a bare commit)."""

    repository: Repository
    proposal: Proposal
    base_name: str


def planned(request: Request) -> Planned:
    """Load, bind and run the plan on the base. Writes nothing anywhere."""
    plan = load_plan(request.plan)
    repository = Repository.open(request.repo)
    repository.check_merged()
    commit = repository.resolve(request.base)
    base = repository.snapshot(commit)
    project = Project(base)
    bound = bind(plan, request.params, project)
    with progress(bound, quiet=request.quiet) as advance:
        outcome = carry_out(bound, project, advance)
    proposal = propose(repository, base, commit, outcome)
    name = (repository.current_branch or "") if request.base == "HEAD" else request.base
    return Planned(repository, proposal, name)


def notice(request: Request, text: str) -> None:
    """Say something on stderr that is neither result nor error."""
    if not request.quiet:
        click.echo(f"notice: {text}", err=True)


def notice_uncommitted(request: Request, made: Planned) -> None:
    """Name the uncommitted files that the plan would touch: it starts from the commit and does not see them."""
    touched = {path for change in made.proposal.changes for path in (change.path, change.origin)}
    commands = [result.command for result in made.proposal.outcome.results if result.command is not None]
    touched.update(path for command in commands for path in command.writes)
    dirty = [path for path in made.repository.dirty_paths() if path in touched]
    if dirty:
        shown = ", ".join(dirty[:5]) + (f" and {len(dirty) - 5} more" if len(dirty) > 5 else "")
        notice(request, f"uncommitted and not part of the plan, which starts from the commit: {shown}")
