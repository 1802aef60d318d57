"""`migrate schema`: what editors complete plan files with."""

from __future__ import annotations

from pathlib import Path

import click

from migrator.cli.known_codemods import registry_for, tell
from migrator.cli.options import allow_codemods_option, output_option, repo_option
from migrator.cli.output import as_json, write_result
from migrator.plan import plan_schema


@click.command()
@click.argument("plan", metavar="[PLAN]", required=False)
@repo_option
@output_option
@allow_codemods_option
def schema(plan: str | None, repo: Path | None, output: Path | None, allow_codemods: bool) -> None:
    """Print the JSON Schema of plan files, with the parameters of every codemod.

    With PLAN it is the schema of that plan: it also has the codemods that the plan brings along, and no others.
    """
    codemods, troubles = registry_for(plan, repo, allow_codemods=allow_codemods).usable()
    tell(troubles)
    complete = plan is not None and not troubles
    write_result(as_json(plan_schema(codemods, complete=complete)), output)
