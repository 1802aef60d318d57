"""The options that several commands share, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import click

Format = Literal["text", "json", "diff", "markdown", "html"]
Command = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Request:
    """What a user asked for: which plan on which commit, and how to show it.

    `plan` is None where a `saved` one has everything; `base` is None where nobody named one.
    """

    plan: str | None
    repo: Path | None
    params: dict[str, str]
    base: str | None
    format: Format
    output: Path | None
    quiet: bool
    verbose: bool
    no_color: bool
    allow_codemods: bool = False
    saved: Path | None = None


@dataclass(frozen=True, slots=True)
class BranchRequest:
    """What a user asked for about a branch that a plan made: which one, and how to show it."""

    branch: str | None
    repo: Path | None
    format: Literal["text", "json"]
    output: Path | None
    quiet: bool
    verbose: bool
    no_color: bool


def named_values(context: click.Context, parameter: click.Parameter, values: Sequence[str]) -> dict[str, str]:
    """`NAME=VALUE`, each name once."""
    found: dict[str, str] = {}
    for text in values:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"{text!r} is not NAME=VALUE", ctx=context, param=parameter)
        if name in found:
            raise click.BadParameter(f"{name!r} is given twice", ctx=context, param=parameter)
        found[name] = value
    return found


repo_option = click.option(
    "-C",
    "--repo",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The repository.  [default: the one around the current directory]",
)
params_option = click.option(
    "-p",
    "--param",
    "params",
    metavar="NAME=VALUE",
    multiple=True,
    callback=named_values,
    help="A parameter of the plan; may come several times. Mappings and lists are written as YAML or JSON.",
)
branch_argument = click.argument("branch", metavar="[BRANCH]", required=False)
output_option = click.option(
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the result to a file instead of stdout.",
)
no_color_option = click.option("--no-color", is_flag=True, help="Never colours (nor with NO_COLOR in the environment).")
_quiet_option = click.option(
    "-q", "--quiet", is_flag=True, help="No progress, no notices; of the text only the closing words."
)
_verbose_option = click.option("-v", "--verbose", is_flag=True, help="Every remark; a traceback where something fails.")

allow_codemods_option = click.option(
    "--allow-codemods",
    is_flag=True,
    help="Run the codemods that a plan brings along, though they are not committed in the repository.",
)
allow_commands_option = click.option(
    "--allow-commands", is_flag=True, help="Run the commands of a plan that is not committed in the repository."
)

_SHARED = (
    repo_option,
    params_option,
    click.option("--base", metavar="REV", help="The commit to plan from.  [default: HEAD]"),
    click.option(
        "--format",
        type=click.Choice(["text", "json", "diff", "markdown", "html"]),
        default="text",
        show_default=True,
        help="`diff` is one patch for `git apply`, `markdown` the text of a pull request, `html` a page.",
    ),
    output_option,
    allow_codemods_option,
    _quiet_option,
    _verbose_option,
    no_color_option,
)
_OF_BRANCHES = (
    branch_argument,
    repo_option,
    click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True),
    output_option,
    _quiet_option,
    _verbose_option,
    no_color_option,
)
plan_option = click.option(
    "--plan", metavar="PLAN", help="The plan that made the branch, where its commits name a file's plan."
)


def shared_options(command: Command) -> Command:
    """The options that every command on a plan has."""
    return _with(_SHARED, command)


def branch_options(command: Command) -> Command:
    """The argument BRANCH and the options that every command on a plan's branch has."""
    return _with(_OF_BRANCHES, command)


def _with(options: Sequence[Callable[[Command], Command]], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
