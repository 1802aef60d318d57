"""`migrate rollback`: a plan's branch is removed, and nothing else."""

from __future__ import annotations

from typing import Any

import click

from migrator.cli.interruption import telling_what_is_there
from migrator.cli.options import BranchRequest, branch_options
from migrator.cli.output import as_json, as_text, write_result
from migrator.cli.which_branch import branch_to_remove
from migrator.publish import roll_back, standing_of
from migrator.report.rollback import rollback_document, rollback_page
from migrator.vcs import Repository


@click.command()
@branch_options
@click.option("--force", is_flag=True, help="Remove it also where it holds commits that the plan did not make.")
def rollback(force: bool, **shared: Any) -> None:
    """Remove BRANCH, which a plan made, with its reflog and its settings. Nothing else changes.

    BRANCH is by default the current branch, if it is one `migrate/...`, or else the only one of that kind. Where it is
    checked out, the work tree first goes back to the branch that it started from.
    """
    request = BranchRequest(**shared)
    repository = Repository.open(request.repo)
    standing = standing_of(repository, request.branch or branch_to_remove(repository))
    with telling_what_is_there(repository, standing.branch):
        gone = roll_back(repository, standing, by_hand_too=force)
    if request.format == "json":
        content = as_json(rollback_document(gone))
    else:
        content = as_text(rollback_page(gone), output=request.output, no_color=request.no_color)
    write_result(content, request.output)
