"""The options that `plan` and `apply` share, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import click

Format = Literal["text", "json", "diff"]
Command = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Request:
    """What a user asked for: which plan on which commit, and how to show it."""

    plan: str
    repo: Path | None
    params: dict[str, str]
    base: str
    format: Format
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


_OPTIONS = (
    click.argument("plan", metavar="PLAN"),
    click.option(
        "-C",
        "--repo",
        metavar="DIR",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The repository.  [default: the one around the current directory]",
    ),
    click.option(
        "-p",
        "--param",
        "params",
        metavar="NAME=VALUE",
        multiple=True,
        callback=named_values,
        help="A parameter of the plan; may come several times. Mappings and lists are written as YAML or JSON.",
    ),
    click.option("--base", metavar="REV", default="HEAD", show_default=True, help="The commit to plan from."),
    click.option(
        "--format",
        type=click.Choice(["text", "json", "diff"]),
        default="text",
        show_default=True,
        help="`diff` is one patch for `git apply`.",
    ),
    click.option(
        "--output",
        metavar="FILE",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write the result to a file instead of stdout.",
    ),
    click.option("-q", "--quiet", is_flag=True, help="No progress, no notices; of the text only the closing words."),
    click.option("-v", "--verbose", is_flag=True, help="Every remark; a traceback where something fails."),
    click.option("--no-color", is_flag=True, help="Never colours (nor with NO_COLOR in the environment)."),
)


def shared_options(command: Command) -> Command:
    """The argument PLAN and the options that every command on a plan has."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
