"""`migrate codemods`: what there is, and how each is written in a plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from migrator.cli.known_codemods import registry_for, tell
from migrator.cli.options import allow_codemods_option, no_color_option, repo_option
from migrator.cli.output import as_json, as_text, write_result
from migrator.report.codemods import codemod_document, codemod_list, codemod_markdown, codemod_page, describe


@click.command()
@click.argument("name", required=False)
@click.option("--plan", metavar="PLAN", help="Also the codemods that this plan brings along.")
@repo_option
@click.option("--format", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@allow_codemods_option
@no_color_option
def codemods(
    name: str | None, plan: str | None, repo: Path | None, allow_codemods: bool, no_color: bool, **options: Any
) -> None:
    """List the codemods, or print the parameters, documentation and example of the one called NAME."""
    registry = registry_for(plan, repo, allow_codemods=allow_codemods)
    usable, troubles = ({name: registry.get(name)}, []) if name else registry.usable()
    tell(troubles)
    if options["format"] == "text" and not name:
        write_result(as_text(codemod_list(list(usable.values())), output=None, no_color=no_color), None)
        return
    described = [describe(registry.found(known)) for known in usable]
    if options["format"] == "json":
        content = as_json({"schema": "migrator.codemods/1", "codemods": [codemod_document(one) for one in described]})
    elif options["format"] == "markdown":
        content = "\n".join(codemod_markdown(one) for one in described).encode()
    else:
        content = as_text(codemod_page(described[0]), output=None, no_color=no_color)
    write_result(content, None)
