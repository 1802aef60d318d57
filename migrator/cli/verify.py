"""`migrate verify`: the proofs, on a branch and the commit it started from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import click

from migrator.cli.allowed import unvouched_in
from migrator.cli.options import (
    allow_codemods_option,
    branch_argument,
    no_color_option,
    output_option,
    plan_option,
    repo_option,
)
from migrator.cli.output import as_json, as_text, write_result
from migrator.cli.progress import telling
from migrator.cli.which_branch import branch_to_verify
from migrator.codemod.naming import nearest
from migrator.errors import ExitCode, UsageError
from migrator.plan import PlannedCommand, load_plan
from migrator.report.proofs import verification_page
from migrator.report.verification import verification_document, verification_junit
from migrator.report.verification_comment import verification_markdown
from migrator.vcs import Repository
from migrator.verify import PROOFS, Proof, Subject, Verification, Workshop
from migrator.verify import verify as verified
from migrator.verify.inngest.dev_client import checked_address

Format = Literal["text", "json", "markdown", "junit"]


def chosen_proofs(context: click.Context, parameter: click.Parameter, value: str | None) -> Sequence[Proof]:
    """The proofs that `--only` names, in their own order; all of them without it."""
    if value is None:
        return PROOFS
    known = [proof.name for proof in PROOFS]
    names = [name.strip() for name in value.split(",") if name.strip()]
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        guesses = [f"{name!r} (did you mean {guess!r}?)" for name in unknown if (guess := nearest(name, known))]
        others = [repr(name) for name in unknown if not nearest(name, known)]
        what = f"there is no proof {', '.join([*guesses, *others])}" if unknown else "no proof is named"
        raise UsageError(f"--only: {what}", hint=f"there are: {', '.join(known)}")
    return [proof for proof in PROOFS if proof.name in names]


@click.command()
@branch_argument
@repo_option
@click.option("--only", "proofs", metavar="NAMES", callback=chosen_proofs, help="Only these proofs, joined by commas.")
@click.option("--base", metavar="REV", help="The commit to compare with.  [default: the one the branch started from]")
@plan_option
@click.option("--reuse-node-modules", is_flag=True, help="Link the work tree's node_modules instead of installing.")
@click.option("--dev-server", metavar="URL|run", help="Ask an Inngest Dev Server, or start the repository's own.")
@click.option(
    "--command",
    "commands",
    metavar="LINE",
    multiple=True,
    help="Run this on the branch; where it fails, on the base too. No shell; may come several times.",
)
@click.option("--allow-commands", is_flag=True, help="Run the commands of a plan file, too.")
@allow_codemods_option
@click.option(
    "--format",
    type=click.Choice(["text", "json", "markdown", "junit"]),
    default="text",
    show_default=True,
    help="`markdown` is for a pull request, `junit` for CI.",
)
@output_option
@click.option("-q", "--quiet", is_flag=True, help="No progress; of the text only the closing words.")
@click.option("-v", "--verbose", is_flag=True, help="Every finding; a traceback where something fails.")
@no_color_option
def verify(
    branch: str | None,
    proofs: Sequence[Proof],
    repo: Path | None,
    base: str | None,
    plan: str | None,
    reuse_node_modules: bool,
    dev_server: str | None,
    commands: Sequence[str],
    allow_commands: bool,
    allow_codemods: bool,
    **shown: Any,
) -> int:
    """Prove that BRANCH does what the commit it started from did.

    BRANCH is by default the current branch, if a plan made it, or else the only branch `migrate/...`. The repository
    and its node_modules stay as they are; what has to be run is run in temporary checkouts.
    """
    # What is wrong with a plan that is named is to be said at once, and as everywhere.
    unvouched = unvouched_in(repo, allow_codemods=allow_codemods)
    given = load_plan(plan, unvouched).name if plan is not None else ""
    typed = tuple(_typed(line) for line in commands)
    if dev_server is not None and dev_server != "run":
        dev_server = checked_address(dev_server)
    repository = Repository.open(repo)
    name = branch or branch_to_verify(repository, base)
    subject = Subject.of(repository, name, base, plan, allow_codemods=allow_codemods)
    if given and subject.made_by not in ("", given):
        raise UsageError(f"{name} was made by the plan {subject.made_by}, not by {given}")
    with (
        telling(quiet=shown["quiet"]) as say,
        Workshop(
            subject,
            reuse_node_modules=reuse_node_modules,
            dev_server=dev_server,
            commands=typed,
            allow_commands=allow_commands,
            say=say,
        ) as workshop,
    ):
        verification = verified(subject, workshop, proofs, say)
    write_result(_shown(verification, name, **shown), shown["output"])
    return ExitCode.DONE if verification.passed else ExitCode.FAILED


def _typed(line: str) -> PlannedCommand:
    try:
        return PlannedCommand.typed(line)
    except UsageError as error:
        raise UsageError(f"--command: {error.message}") from error


def _shown(
    verification: Verification,
    name: str,
    *,
    format: Format,
    output: Path | None,
    quiet: bool,
    verbose: bool,
    no_color: bool,
) -> bytes:
    if format == "json":
        return as_json(verification_document(verification, name))
    if format == "junit":
        return verification_junit(verification, name)
    if format == "markdown":
        return verification_markdown(verification, name)
    page = verification_page(verification, name, every=verbose, closing_only=quiet)
    return as_text(page, output=output, no_color=no_color)
