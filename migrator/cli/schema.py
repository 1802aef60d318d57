"""`migrate schema`: what editors complete plan files with."""

from __future__ import annotations

from pathlib import Path

import click

from migrator.cli.options import output_option
from migrator.cli.output import as_json, write_result
from migrator.codemod import discover
from migrator.plan import plan_schema


@click.command()
@output_option
def schema(output: Path | None) -> None:
    """Print the JSON Schema of plan files, with the parameters of every codemod."""
    write_result(as_json(plan_schema(discover())), output)
