"""A program that runs beside this one until it is no longer needed."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from migrator.errors import MigratorError
from migrator.publish.execution import SHOWN, end, lines_of, started


@dataclass(frozen=True, slots=True)
class Background:
    """A running program."""

    process: subprocess.Popen[bytes]
    output: Path
    folder: Path

    @property
    def ended(self) -> bool:
        """Whether it has ended by itself."""
        return self.process.poll() is not None

    @property
    def ending(self) -> tuple[str, ...]:
        """The last lines it has said so far."""
        said = lines_of(self.output.read_bytes(), self.folder)
        return tuple(line for line in said if line.strip())[-SHOWN:]


@contextmanager
def background(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Iterator[Background]:
    """Start a program; when the block is left, however it is left, it ends with everything it started.

    Raises MigratorError where it can't be started.
    """
    program = shutil.which(arguments[0], path=environment.get("PATH", ""))
    if program is None:
        raise MigratorError(f"{arguments[0]} is not on PATH")
    with NamedTemporaryFile(prefix="migrate-output-") as output:
        try:
            process = started([program, *arguments[1:]], folder, environment, output.file)
        except OSError as error:
            raise MigratorError(f"{arguments[0]} can't be started: {error.strerror}") from error
        try:
            yield Background(process, Path(output.name), folder)
        finally:
            end(process)


def free_port() -> int:
    """A port of this machine that nothing listens at now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
