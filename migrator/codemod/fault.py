"""What a codemod of the user's raises: a mistake in that program and no fault of this one."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError

from migrator.codemod.codemod import Codemod
from migrator.codemod.declared import place_of_work
from migrator.codemod.shipped import is_shipped
from migrator.errors import Location, MigratorError


class CodemodError(MigratorError):
    """A codemod that does not come with the program has stopped where nobody expected it; the place is its line."""


@contextmanager
def faults_of(codemod: type[Codemod], *meant: type[Exception]) -> Iterator[None]:
    """Where code of `codemod` runs: whatever it raises, and is not `meant` to, comes out as a CodemodError.

    Of a shipped codemod it comes out as it is, and is reported as a fault of the program.
    """
    try:
        yield
    except (Exception, SystemExit) as error:
        if isinstance(error, (MigratorError, UnicodeError, RecursionError, *meant)) or is_shipped(codemod):
            raise
        raise CodemodError(
            f"the codemod {codemod.codemod_name} has stopped: {what_was_raised(error)}",
            hint="mend the codemod; a case that shows this keeps it mended",
            location=innermost_line(error, codemod.__module__) or place_of_work(codemod),
        ) from error


def innermost_line(error: BaseException, module: str) -> Location | None:
    """The last line that ran in the package of `module` before `error` was raised; None where none did."""
    package = module.partition(".")[0]
    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        name = str(frame.f_globals.get("__name__", ""))
        evaluated = frame.f_code.co_filename.startswith("<")
        if not evaluated and (name == package or name.startswith(f"{package}.")):
            return Location(frame.f_code.co_filename, line)
    return None


def what_was_raised(error: BaseException) -> str:
    """Kind and first line of what was raised: pydantic, for one, says a lot more than who reads it can use."""
    said = str(error.msg if isinstance(error, SyntaxError) else error)
    if isinstance(error, ValidationError):
        said = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
    said = said.strip().partition("\n")[0]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
