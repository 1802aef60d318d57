"""`migrate init`: a shipped plan as a file of the repository's own, with every choice spelled out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from migrator.audit import Auditor, find_audits
from migrator.cli.options import params_option, repo_option
from migrator.cli.output import check_new, write_new
from migrator.cli.projects import project_of
from migrator.cli.rehearsing import rehearsing
from migrator.codemod.naming import did_you_mean
from migrator.errors import RefusedError, UsageError
from migrator.plan import Plan, Spelled, bind, load_plan, shipped_plans, spelled_out
from migrator.text import harmless
from migrator.vcs import Repository
from migrator.workspace import Project

SCHEMA_FILE = "plan.schema.json"
"""The schema of a plan, in a file beside it: what its first line leads editors to."""


@click.command()
@click.argument("name", metavar="NAME")
@repo_option
@params_option
@click.option("--base", metavar="REV", default="HEAD", show_default=True, help="The commit to look at.")
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write it.  [default: plans/NAME.yaml in the repository]",
)
def init(name: str, repo: Path | None, params: dict[str, str], base: str, output: Path | None) -> None:
    """Write the shipped plan NAME to a file, with a value for every parameter and the reason for it.

    `migrate plan FILE` needs no parameters then. A file that is there already is not overwritten.
    """
    if name not in shipped_plans():
        raise UsageError(f"no plan {name!r} comes with the program", hint=did_you_mean(name, shipped_plans()))
    plan = load_plan(name)
    repository = Repository.open(repo)
    commit = repository.resolve(base)
    file = output or _usual_file(repository, name)
    check_new(file)
    auditor = next((one() for one in find_audits() if one.plan == name), None)
    with project_of(repository, repository.snapshot(commit)) as project:
        values = _advised(plan, auditor, params, project) if auditor is not None else _bound(plan, params, project)
    schema = file.with_name(SCHEMA_FILE)
    head = (
        f"yaml-language-server: $schema={SCHEMA_FILE}\n"
        f"`migrate schema --output {_shown(schema)}` writes what editors complete this file with.\n\n"
        f"Written by `migrate init {name}` for commit {commit[:10]}. Every value is a default, to be edited.\n"
        f"See what it does with `migrate plan {_shown(file)}`, then carry it out with `migrate apply {_shown(file)}`."
    )
    content = spelled_out(plan, values, head)
    write_new(content, file)
    click.echo(harmless(f"Wrote {_shown(file)}. Next: `migrate plan {_shown(file)}`."))


def _advised(plan: Plan, auditor: Auditor, params: Mapping[str, str], project: Project) -> dict[str, Spelled]:
    """What the audit chooses. Raises RefusedError where it advises against the plan, or waits for a parameter."""
    advice = auditor.audit(project, rehearsing(plan, params, project)).advice
    if not advice.choices:
        raise RefusedError(
            f"there is nothing to write: {'; '.join(advice.reasons)}", hint="`migrate audit` says what it rests on"
        )
    return {one.param: Spelled(one.value, one.reason, one.entries) for one in advice.choices}


def _bound(plan: Plan, params: Mapping[str, str], project: Project) -> dict[str, Spelled]:
    """What the plan finds out by itself."""
    bound = bind(plan, params, project)
    found = {name for name, spec in plan.params.items() if spec.detected}
    return {
        name: Spelled(value, "as it was asked for" if name in params else "found out" if name in found else "")
        for name, value in bound.params.items()
    }


def _usual_file(repository: Repository, name: str) -> Path:
    if repository.root is None:
        raise UsageError("this repository has no work tree", hint="say where to write the plan with `--output FILE`")
    return Path(repository.root) / "plans" / f"{name}.yaml"


def _shown(file: Path) -> str:
    here = Path.cwd()
    return file.relative_to(here).as_posix() if file.is_absolute() and file.is_relative_to(here) else file.as_posix()
