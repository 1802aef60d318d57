"""The one door to git: GitPython runs the program, this module says how and what a failure means."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from migrator.errors import GitError
from migrator.vcs.failure import explained

if TYPE_CHECKING:
    from git.cmd import Git as GitPython

ASKING = {"GIT_TERMINAL_PROMPT": "0"}
"""No command may stop to ask for a password: output may be a pipe that nobody watches."""

READING = ASKING | {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1"}
"""Reading writes nothing: no refreshed index, no fetched object. And objects are read as they are stored."""


UNWATCHED = ("-c", "core.fsmonitor=false")
"""A file system monitor is a program of its own, started by any command that opens the index."""


class Answer(NamedTuple):
    """What a git command left: exit status, standard output as it is, and its words on standard error."""

    status: int
    output: bytes
    words: str


class Git:
    """Runs git commands in one folder, never through a shell."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *arguments: str, stdin: bytes | None = None) -> bytes:
        """Standard output of a command that only reads. Raises GitError where it fails."""
        return self._succeed(arguments, self.answer(*arguments, stdin=stdin))

    def write(self, *arguments: str, stdin: bytes | None = None, environment: Mapping[str, str] | None = None) -> bytes:
        """Standard output of a command that changes the repository. Raises GitError where it fails."""
        return self._succeed(arguments, self._execute(arguments, stdin, environment or ASKING))

    def ask(self, *arguments: str, nothing: Collection[int] = (1,)) -> str | None:
        """One value, without the newline that ends it; None where git says by its status that there is none."""
        answer = self.answer(*arguments)
        return None if answer.status in nothing else text(self._succeed(arguments, answer)).removesuffix("\n")

    def answer(self, *arguments: str, stdin: bytes | None = None) -> Answer:
        """Run a command that only reads, whatever its status. Raises GitError only where git itself can't be run."""
        return self._execute((*UNWATCHED, *arguments), stdin, READING)

    def start(self, *arguments: str, stdin: bytes | None = None) -> GitPython.AutoInterrupt:
        """A reading command that goes on while others run: it is given `stdin`, or else has pipes on both sides.

        It ends when nobody holds it any more.
        """
        from subprocess import PIPE

        with _program(self.folder) as program, _stream(stdin) as istream:
            return program.execute(
                ["git", *UNWATCHED, *arguments], istream=istream or PIPE, as_process=True, env=dict(READING)
            )

    def _execute(self, arguments: tuple[str, ...], stdin: bytes | None, environment: Mapping[str, str]) -> Answer:
        if any("\0" in argument for argument in arguments):
            raise GitError("no name of git's has a NUL in it", hint="look at the names that were given")
        with _program(self.folder) as program, _stream(stdin) as istream:
            running = program.execute(["git", *arguments], istream=istream, as_process=True, env=dict(environment))
            try:
                output, words = running.communicate()
            except BaseException:
                # Before anybody says how the repository is, git must be done; asked to end, it takes its locks away.
                if running.proc is not None:
                    running.proc.terminate()
                    running.proc.wait()
                raise
        return Answer(running.returncode, output, text(words))

    @staticmethod
    def _succeed(arguments: tuple[str, ...], answer: Answer) -> bytes:
        if answer.status:
            raise explained(arguments, answer.status, answer.words)
        return answer.output


def text(raw: bytes) -> str:
    """Git's bytes as a string that keeps them: what is not UTF-8 becomes surrogates, as in Python's own paths."""
    return raw.decode("utf-8", "surrogateescape")


def raw(value: str) -> bytes:
    """The bytes that `text` made a string of."""
    return value.encode("utf-8", "surrogateescape")


@contextmanager
def _program(folder: Path) -> Iterator[GitPython]:
    # GitPython looks for the program when it is imported, and it runs elsewhere where the folder is gone.
    missing = GitError("git can't be run", hint="install git, or put it on PATH")
    try:
        from git.cmd import Git as GitPython
        from git.exc import GitCommandNotFound
    except ImportError as error:
        raise missing from error
    if not folder.is_dir():
        raise GitError(f"there is no folder {folder}")
    try:
        yield GitPython(folder)
    except GitCommandNotFound as error:
        raise missing from error


@contextmanager
def _stream(stdin: bytes | None) -> Iterator[BinaryIO | None]:
    # A file can't fill up as a pipe can, so neither side ever waits for the other.
    if stdin is None:
        yield None
        return
    with TemporaryFile() as stream:
        stream.write(stdin)
        stream.seek(0)
        yield stream
