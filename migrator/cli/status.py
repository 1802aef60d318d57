"""`migrate status`: which steps of which plan are on a branch."""

from __future__ import annotations

from typing import Any

import click

from migrator.cli.allowed import unvouched_in
from migrator.cli.options import BranchRequest, allow_codemods_option, branch_options, plan_option
from migrator.cli.output import as_json, as_text, write_result
from migrator.cli.progress import progress
from migrator.cli.which_branch import plan_of_branch, plans_branch
from migrator.errors import MigratorError
from migrator.plan import Unvouched
from migrator.publish import Resumption, Standing, resumption, standing_of
from migrator.report.status import status_document
from migrator.report.status_page import status_page
from migrator.vcs import Repository


@click.command()
@branch_options
@plan_option
@allow_codemods_option
def status(plan: str | None, allow_codemods: bool, **shared: Any) -> None:
    """Show which steps of which plan are on BRANCH, which are missing, and what was committed by hand. Writes nothing.

    BRANCH is by default the current branch, if a plan made it, or else the only branch `migrate/...`.
    """
    request = BranchRequest(**shared)
    repository = Repository.open(request.repo)
    standing = standing_of(repository, request.branch or plans_branch(repository))
    unvouched = unvouched_in(request.repo, allow_codemods=allow_codemods)
    resumed, reason = _looked_at(request, repository, standing, plan, unvouched)
    if request.format == "json":
        content = as_json(status_document(repository, standing, resumed, reason))
    else:
        page = status_page(standing, resumed, reason, closing_only=request.quiet)
        content = as_text(page, output=request.output, no_color=request.no_color)
    write_result(content, request.output)


def _looked_at(
    request: BranchRequest, repository: Repository, standing: Standing, plan: str | None, unvouched: Unvouched
) -> tuple[Resumption | None, str]:
    """What resuming would come to, or why that can't be known. Raises what is wrong with a plan that was named."""
    loaded = plan_of_branch(standing, plan, unvouched) if plan is not None else None
    try:
        loaded = loaded or plan_of_branch(standing, None, unvouched)
        with progress(loaded, quiet=request.quiet) as advance:
            return resumption(repository, standing, loaded, advance), ""
    except MigratorError as error:
        return None, f"{error}; {error.hint}" if error.hint else str(error)
