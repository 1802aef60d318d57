"""The commands of a plan: what its author runs to see that everything still works."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag

from migrator.errors import UsageError
from migrator.plan.substitution import substitute
from migrator.tree import checked_path

_SPACED = re.compile(r"\{\{\s*([A-Za-z][A-Za-z0-9_-]*)\s*\}\}")


def split(line: str) -> tuple[str, ...]:
    """The arguments that `line` means: words and quotes as in a shell, and nothing else of one.

    A reference to a parameter is one word, or part of one, whatever its value holds. Raises ValueError.
    """
    try:
        arguments = tuple(shlex.split(_SPACED.sub(r"{{\1}}", line)))
    except ValueError as error:
        raise ValueError(f"{line!r} can't be split into words: {str(error).lower()}") from error
    if not arguments or not arguments[0]:
        raise ValueError("the command is empty")
    return arguments


def _splits(line: str) -> str:
    split(line)
    return line


def _names_a_program(arguments: tuple[str, ...]) -> tuple[str, ...]:
    if not arguments or not arguments[0]:
        raise ValueError("the command is empty")
    return arguments


def _kind(value: Any) -> str:
    # The `=` tells such a tag from a key of the file where a mistake is reported.
    if isinstance(value, dict | BaseModel):
        return "=command"
    return "=arguments" if isinstance(value, list | tuple) else "=line"


_Line = Annotated[str, AfterValidator(_splits)]
_Arguments = Annotated[tuple[str, ...], AfterValidator(_names_a_program), Field(json_schema_extra={"minItems": 1})]
Invocation = Annotated[Annotated[_Line, Tag("=line")] | Annotated[_Arguments, Tag("=arguments")], Discriminator(_kind)]


class CommandInFolder(BaseModel):
    """A command that runs in a folder of the repository."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    run: Invocation = Field(description="One line, split into words without a shell; or the list of arguments.")
    folder: str = Field("", alias="in", description="The folder it runs in; `{{ name }}` is substituted.")


CommandEntry = Annotated[
    Annotated[_Line, Tag("=line")]
    | Annotated[_Arguments, Tag("=arguments")]
    | Annotated[CommandInFolder, Tag("=command")],
    Discriminator(_kind),
]
"""An entry of `commands:` in a plan file."""


@dataclass(frozen=True, slots=True)
class PlannedCommand:
    """A program with its arguments, run without a shell. `folder` is a repository path, empty for the root."""

    arguments: tuple[str, ...]
    folder: str = ""

    def __str__(self) -> str:
        """The command as one would type it, and where."""
        return shlex.join(self.arguments) + (f" (in {self.folder})" if self.folder else "")

    @classmethod
    def typed(cls, line: str) -> PlannedCommand:
        """A command as a user types it; no shell reads it. Raises UsageError where it can't be split into words."""
        try:
            return cls(split(line))
        except ValueError as error:
            raise UsageError(str(error)) from error

    @classmethod
    def of(cls, entry: str | tuple[str, ...] | CommandInFolder, params: Mapping[str, Any]) -> PlannedCommand:
        """The command of an entry, with values for its references.

        Raises UsageError where its folder leaves the repository.
        """
        given = entry if isinstance(entry, CommandInFolder) else CommandInFolder(run=entry)
        arguments = split(given.run) if isinstance(given.run, str) else given.run
        folder = str(substitute(given.folder, params)).rstrip("/")
        if folder not in ("", "."):
            try:
                folder = checked_path(folder)
            except UsageError as error:
                raise UsageError(f"the folder of `{shlex.join(arguments)}`: {error.message}") from error
        return cls(tuple(_text(substitute(one, params)) for one in arguments), "" if folder == "." else folder)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
