"""The one error boundary: whatever happens becomes a message on stderr and an exit code of ExitCode."""

from __future__ import annotations

import errno
import platform
import shlex
import sys
import traceback
from collections.abc import Callable, Sequence

import click

from migrator import __version__
from migrator.cli.words import say
from migrator.errors import ExitCode, MigratorError, PlanError

_FROM_OUTSIDE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EPIPE)
"""What a disk, a limit or a pipe says, which is nobody's fault here."""


def exit_code_of(command: Callable[[], object], arguments: Sequence[str]) -> int:
    """Run `command`, say what went wrong if anything did, and give back the exit code it is to end with."""
    verbose = any(argument in ("-v", "--verbose") for argument in arguments)
    try:
        result = command()
    except (click.Abort, KeyboardInterrupt) as interruption:
        # click makes one of its own out of an interruption.
        said = (interruption.__cause__ or interruption).args
        say(f"interrupted; {said[0] if said else 'the repository is as it was'}")
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        error.show(sys.stderr)
        return ExitCode.USAGE
    except MigratorError as error:
        if verbose:
            say(traceback.format_exc())
        say(_message(error))
        return error.exit_code
    except OSError as error:
        if error.filename is None and error.errno not in _FROM_OUTSIDE:
            say(_bug_report(error, arguments))
            return ExitCode.BUG
        say(f"error: {error.strerror}" + (f": {error.filename}" if error.filename else ""))
        return ExitCode.FAILED
    except RecursionError:
        say("error: something here is nested too deeply to be read\n  hint: -v shows where")
        if verbose:
            say(traceback.format_exc())
        return ExitCode.FAILED
    # Everything that is no MigratorError is a fault of this program, and the user is to have something to report.
    except Exception as error:
        say(_bug_report(error, arguments))
        if verbose:
            say(traceback.format_exc())
        return ExitCode.BUG
    return result if isinstance(result, int) else ExitCode.DONE


def _message(error: MigratorError) -> str:
    """`file:line:column: what, and the mend` for mistakes in files; `error: what` for others, with a hint below."""
    if isinstance(error, PlanError):
        return "\n".join(f"{problem}; {problem.hint}" if problem.hint else str(problem) for problem in error.problems)
    text = str(error) if error.location else f"error: {error.message}"
    return f"{text}\n  hint: {error.hint}" if error.hint else text


def _bug_report(error: Exception, arguments: Sequence[str]) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return "\n".join(
        (
            "migrate stopped because of a fault of its own. Please report these lines:",
            f"  version  {__version__}, Python {platform.python_version()}, {platform.system()}",
            f"  command  migrate {shlex.join(arguments)}",
            f"  error    {type(error).__name__}: {error}",
            f"  at       {frame.filename}:{frame.lineno} in {frame.name}",
            "With -v the whole traceback is shown.",
        )
    )
