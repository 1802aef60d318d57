"""`migrate codemods`: what there is, and how each is written in a plan."""

from __future__ import annotations

from typing import Any

import click

from migrator.cli.options import no_color_option
from migrator.cli.output import as_json, as_text, write_result
from migrator.cli.words import say
from migrator.codemod import discover
from migrator.report import codemod_document, codemod_list, codemod_page


@click.command()
@click.argument("name", required=False)
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@no_color_option
def codemods(name: str | None, no_color: bool, **options: Any) -> None:
    """List the codemods, or print the parameters, documentation and example of the one called NAME."""
    registry = discover()
    if name:
        chosen = [registry.get(name)]
    else:
        usable, troubles = registry.usable()
        chosen = list(usable.values())
        for trouble in troubles:
            say(f"notice: {trouble}\n  hint: {trouble.hint}")
    if options["format"] == "json":
        content = as_json({"schema": "migrator.codemods/1", "codemods": [codemod_document(one) for one in chosen]})
    else:
        page = codemod_page(chosen[0]) if name else codemod_list(chosen)
        content = as_text(page, output=None, no_color=no_color)
    write_result(content, None)
