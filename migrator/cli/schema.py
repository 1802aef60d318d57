"""`migrate schema`: what editors complete plan files with."""

from __future__ import annotations

from pathlib import Path

import click

from migrator.cli.output import as_json, write_result
from migrator.codemod import discover
from migrator.plan import plan_schema


@click.command()
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the schema to a file instead of stdout.",
)
def schema(output: Path | None) -> None:
    """Print the JSON Schema of plan files, with the parameters of every codemod."""
    write_result(as_json(plan_schema(discover())), output)
