"""`migrate new codemod`: a module and its first case, which fails until the module does its work."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import click

from migrator import api
from migrator.cli.output import check_new, write_new
from migrator.codemod import discover
from migrator.codemod.folder import codemods_in
from migrator.errors import UsageError
from migrator.testing.cases import EXAMPLE, read_case_file
from migrator.testing.start.names import check_name, module_name
from migrator.testing.start.text import METHODS, start
from migrator.text import harmless

FOLDER = "codemods"
_ELSEWHERE = "give the codemod another name, or say `--into DIR` for another folder"


@click.group()
def new() -> None:
    """Write the start of something of your own."""


@new.command()
@click.argument("name")
@click.option(
    "--into",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of codemods.  [default: codemods, in the current directory]",
)
@click.option(
    "--level",
    type=click.Choice(list(METHODS)),
    default="module",
    show_default=True,
    help="What it looks at: each place that names a module, each module, or the whole tree.",
)
def codemod(name: str, into: Path | None, level: Literal["reference", "module", "tree"]) -> None:
    """Write the codemod NAME and its first case, which fails until the codemod does its work.

    Nothing that is there is overwritten.
    """
    check_name(name, api.__all__)
    folder = into or (Path() if Path.cwd().name == FOLDER else Path(FOLDER))
    beside = codemods_in(folder) if folder.is_dir() else ()
    module, case = folder / f"{module_name(name)}.py", folder / "cases" / name / f"{EXAMPLE}.case"
    check_new(module, _ELSEWHERE)
    check_new(case, _ELSEWHERE)
    for one in (*beside, *discover().all_called(name)):
        if one.name == name:
            raise UsageError(f"there is a codemod {name!r} already: {one.file}", hint="give this one another name")
    written = start(name, level)
    write_new(written.module.encode(), module)
    try:
        write_new(written.case.encode(), case)
    except UsageError:
        module.unlink()
        raise
    for text in (f"Wrote {module}", f"      {case}", "", "Next:", *_next(name, METHODS[level], module, case)):
        click.echo(harmless(text))


def _next(name: str, method: str, module: Path, case: Path) -> Iterator[str]:
    """What to do now, word for word."""
    if find_spec("pytest") is None:
        yield "  pip install pytest"
    yield f"  pytest -q {shlex.quote(str(case.parent))}"
    yield "    The case fails, because the codemod changes nothing yet."
    yield f"  Say what changes, in `{method}` of {module}, until the case passes."
    step = f"- {{id: {name}, codemod: {name}, with: {json.dumps(dict(read_case_file(case).arguments))}}}"
    folder = module.parent.resolve()
    everywhere = discover()
    if any(one.folder.resolve() == folder for known in everywhere.names() for one in everywhere.all_called(known)):
        yield from ("  In a plan:", "    steps:", f"      {step}")
        return
    place = "the current directory" if folder.parent == Path.cwd() else str(folder.parent)
    yield from (f"  In a plan that lies in {place}:", f"    codemods: [./{folder.name}]", "    steps:", f"      {step}")
    yield "  migrate plan PLAN --allow-codemods"
    yield "    Without the option, once plan and codemod are committed."
