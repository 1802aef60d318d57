"""`migrate apply`: the same run as `migrate plan`, and then a branch that holds it."""

from __future__ import annotations

from typing import Any

import click

from migrator.cli.exits import exit_code_for
from migrator.cli.options import Request, shared_options
from migrator.cli.output import as_json, as_text, write_result
from migrator.cli.planning import Planned, notice, notice_uncommitted, planned
from migrator.codemod import Command
from migrator.engine import PlanStatus
from migrator.publish import Published, publish
from migrator.report import Detail, plan_document, plan_page, whole_patch


@click.command()
@shared_options
@click.option("--branch", metavar="NAME", help="The branch to make.  [default: migrate/<plan name>]")
@click.option(
    "--checkout/--no-checkout",
    default=True,
    help="Switch to the branch, where the work tree is clean.  [default: checkout]",
)
def apply(branch: str | None, checkout: bool, **shared: Any) -> int:
    """Carry PLAN out on a new branch, with a commit for each step. The work tree is touched only to switch to it.

    PLAN is a YAML file, or the name of a plan that comes with the program.
    """
    request = Request(**shared)
    made = planned(request)
    published: Published | None = None
    if made.proposal.outcome.status is PlanStatus.OK:
        name = branch or f"migrate/{made.proposal.outcome.plan.name}"
        notice_uncommitted(request, made)
        published = publish(made.repository, made.proposal, name, lambda command: _announce(request, command))
        if checkout and published.branch is not None:
            _switch(request, made, name)
    write_result(_shown(request, made, published), request.output)
    return exit_code_for((published or made).proposal.outcome)


def _announce(request: Request, command: Command) -> None:
    notice(request, f"running in a temporary checkout: {command}")


def _switch(request: Request, made: Planned, branch: str) -> None:
    if made.repository.current_branch == branch:
        return
    reason = made.repository.switch(branch)
    if reason:
        notice(request, f"not switched to {branch}: {reason}")


def _shown(request: Request, made: Planned, published: Published | None) -> bytes:
    proposal, object_format = (published or made).proposal, made.repository.object_format
    if request.format == "json":
        return as_json(plan_document(proposal, published))
    if request.format == "diff":
        return whole_patch(made.proposal, object_format)
    detail = Detail(remarks=request.verbose, diffs=False, closing_only=request.quiet)
    page = plan_page(proposal, detail, object_format, made.base_name, published)
    return as_text(page, output=request.output, no_color=request.no_color)
