"""A codemod whose work is a command: what it changes is known only after it has run."""

from __future__ import annotations

import shlex
from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from migrator.codemod.codemod import Codemod
from migrator.codemod.context import Context
from migrator.codemod.diagnostic import Diagnostic
from migrator.workspace import Project


@dataclass(frozen=True, slots=True)
class Command:
    """A program and its arguments, to be run without a shell at the root of a temporary checkout.

    arguments  the program and what it is given
    writes     the paths of the files that are taken over from there; whatever else it changes is dropped
    reads      files that it should leave as they are: where it doesn't, that is said
    version    the one that the repository asks for, empty where it asks for none
    timeout    seconds
    prepared   path -> bytes, for files that it finds with other bytes than they have
    otherwise  the arguments to try with where it fails, if there are any
    """

    arguments: tuple[str, ...]
    writes: tuple[str, ...]
    reads: tuple[str, ...] = ()
    version: str = ""
    timeout: int = 600
    prepared: Mapping[str, bytes] = field(default_factory=dict)
    otherwise: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The command as one would type it."""
        return shlex.join(self.arguments)


class CommandCodemod(Codemod):
    """A change that a program makes. Planning shows the command and never runs it; applying runs it.

    Steps with such a codemod come last in a plan: no step can be computed on what is not known yet.
    """

    @abstractmethod
    def command(self, context: Context, base: Project) -> Command | None:
        """The command to run on `context.project`; None where there is nothing to do.

        `base` is what the whole plan started from. What is written to `context.tree` is dropped. Raises RefusedError
        where the result could not be vouched for.
        """

    def remarks(self, path: str, before: bytes, after: bytes) -> Iterator[Diagnostic]:
        """What there is to say about the file `path`, one of those that the command writes, after it has run."""
        return iter(())

    def apply(self, context: Context) -> None:
        """Nothing: there is nothing to compute."""
