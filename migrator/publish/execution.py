"""Running a command: no shell, no terminal, no input, a time limit, and nothing of it left running."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from migrator.codemod import Command

SHOWN = 12
"""Lines of a failed command's output, from its end."""

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07]*\x07|[\x00-\x08\x0b-\x1f\x7f]")
_SETTINGS: Mapping[str, str] = {
    "CI": "1",
    "NO_COLOR": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "COREPACK_ENABLE_DOWNLOAD_PROMPT": "0",
    "COREPACK_ENABLE_AUTO_PIN": "0",
}
# A git hook's variables would lead the command's git to the repository; npm's and yarn's to the package that runs us.
_DROPPED = re.compile(
    r"GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|NAMESPACE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES)"
    r"|FORCE_COLOR|OLDPWD|INIT_CWD|PROJECT_CWD|npm_config_local_prefix|npm_(package|lifecycle)_.*"
)


@dataclass(frozen=True, slots=True)
class Execution:
    """What came of a command. `failure` ends a sentence that starts with the command; empty where it succeeded."""

    failure: str
    lines: tuple[str, ...] = ()

    @property
    def ending(self) -> tuple[str, ...]:
        """The last lines of the output that are worth showing."""
        return tuple(line for line in self.lines if line.strip())[-SHOWN:]


def started(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], output: IO[bytes]
) -> subprocess.Popen[bytes]:
    """A program that runs in `folder`: no shell, no terminal, no input, a process group of its own. Raises OSError."""
    return subprocess.Popen(
        [str(Path(arguments[0]).absolute()), *arguments[1:]],
        cwd=folder,
        env=environment_for(environment, folder),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def execute(command: Command, folder: Path, environment: Mapping[str, str]) -> Execution:
    """Run `command` in `folder`. It ends with everything it started, also where this program is interrupted."""
    with begun(command, folder, environment) as finish:
        return finish()


@contextmanager
def begun(command: Command, folder: Path, environment: Mapping[str, str]) -> Iterator[Callable[[], Execution]]:
    """A command that is under way, so that others can be beside it; what is yielded waits until it has ended.

    When the block is left, however it is left, it ends with everything it started.
    """
    program = shutil.which(command.arguments[0], path=environment.get("PATH", ""))
    if program is None:
        yield lambda: Execution(f"can't be run: {command.arguments[0]} is not on PATH")
        return
    with TemporaryFile() as output:
        try:
            running = started([program, *command.arguments[1:]], folder, environment, output)
        except OSError as error:
            why = f"can't be run: {error.strerror}"
            yield lambda: Execution(why)
            return
        ended = ExitStack()
        ended.callback(end, running)

        def finish() -> Execution:
            failure = ""
            try:
                status = running.wait(command.timeout)
            except subprocess.TimeoutExpired:
                failure = f"was stopped after {command.timeout} seconds"
            else:
                if status:
                    failure = f"ended with status {status}" if status > 0 else f"was ended by signal {-status}"
            ended.close()
            output.seek(0)
            return Execution(failure, lines_of(output.read(), folder))

        with ended:
            yield finish


def environment_for(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """What a command in `folder` finds in its environment: nothing that leads it elsewhere, and nobody to ask."""
    kept = {name: value for name, value in environment.items() if not _DROPPED.fullmatch(name)}
    return {**kept, **_SETTINGS, "PWD": str(folder)}


def end(running: subprocess.Popen[bytes]) -> None:
    """End the command and all it started; what has ended already is left in peace."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(running.pid, signal.SIGTERM)
    try:
        running.wait(5)
    except subprocess.TimeoutExpired:
        pass
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def lines_of(output: bytes, folder: Path) -> tuple[str, ...]:
    """The output as text, without colours; the temporary folder, which nobody knows, is `.`."""
    text = output.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return tuple(_ESCAPES.sub("", line).replace(str(folder), ".").rstrip() for line in text.split("\n"))
