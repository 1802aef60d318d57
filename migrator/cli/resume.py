"""`migrate resume`: the rest of a plan, on the branch that holds a part of it."""

from __future__ import annotations

from typing import Any

import click

from migrator.cli.allowed import check_commands, unvouched_in
from migrator.cli.exits import exit_code_for
from migrator.cli.interruption import telling_what_is_there
from migrator.cli.options import (
    BranchRequest,
    allow_codemods_option,
    allow_commands_option,
    branch_options,
    plan_option,
)
from migrator.cli.output import as_json, as_text, write_result
from migrator.cli.planning import announce
from migrator.cli.progress import progress
from migrator.cli.which_branch import plan_of_branch, plans_branch
from migrator.publish import go_on, resumption, standing_of
from migrator.report.document import plan_document
from migrator.report.text import Detail, plan_page
from migrator.vcs import Repository


@click.command()
@branch_options
@plan_option
@allow_codemods_option
@allow_commands_option
def resume(plan: str | None, allow_codemods: bool, allow_commands: bool, **shared: Any) -> int:
    """Go on with the plan that made BRANCH, from the step after the last one that is there.

    BRANCH is by default the current branch, if a plan made it, or else the only branch `migrate/...`. Commits that
    somebody made on top stay, and the rest of the plan is carried out on what they left.
    """
    request = BranchRequest(**shared)
    repository = Repository.open(request.repo)
    repository.check_merged()
    standing = standing_of(repository, request.branch or plans_branch(repository))
    loaded = plan_of_branch(standing, plan, unvouched_in(request.repo, allow_codemods=allow_codemods))
    with progress(loaded, quiet=request.quiet) as advance:
        resumed = resumption(repository, standing, loaded, advance)
    check_commands(plan or loaded.name, resumed.proposal.outcome, repository, allow_commands=allow_commands)
    with telling_what_is_there(repository, standing.branch):
        published = go_on(repository, resumed, lambda command: announce(request, command))
    if request.format == "json":
        content = as_json(plan_document(published.proposal, published))
    else:
        detail = Detail(remarks=request.verbose, diffs=False, closing_only=request.quiet)
        page = plan_page(published.proposal, detail, repository.object_format, published=published)
        content = as_text(page, output=request.output, no_color=request.no_color)
    write_result(content, request.output)
    return exit_code_for(published.proposal.outcome)
