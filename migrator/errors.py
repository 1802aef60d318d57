"""What can go wrong, as a user sees it: a sentence, a place, what to do, and an exit code."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of the command line; scripts rely on them (docs/command-line.md)."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    STALE = 3
    CHANGES = 4
    GIT = 5
    BUG = 70
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file.

    path    its path, in the repository where it is there
    line    from 1; None for the file as a whole
    column  from 1, in characters
    """

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


class MigratorError(Exception):
    """Base of every error a user may see.

    exit_code  what the program ends with (docs/command-line.md)
    message    what is wrong
    hint       what to do about it; empty where that is clear
    location   where, as far as it is known
    """

    exit_code = ExitCode.FAILED

    def __init__(self, message: str, *, hint: str = "", location: Location | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.location = location

    def __str__(self) -> str:
        return f"{self.location}: {self.message}" if self.location else self.message


class RefusedError(MigratorError):
    """The engine will not do this, because it could not vouch for the result."""


class AlreadySaidError(RefusedError):
    """A codemod gives up, and has reported why."""


class UsageError(MigratorError):
    """The command line or a parameter is wrong: its `exit_code` is 2."""

    exit_code = ExitCode.USAGE


class PlanError(UsageError):
    """One or more mistakes in a plan file, all of them at once."""

    def __init__(self, problems: list[UsageError]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class StaleError(MigratorError):
    """The repository, the plan or the program is no longer what it was when something was reviewed or begun."""

    exit_code = ExitCode.STALE


class GitError(MigratorError):
    """Git, or the state the repository is in, does not allow it."""

    exit_code = ExitCode.GIT
