"""The program in a terminal of its own: its width, colours, and the user's pager."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Callable

import pytest

NOTE = "{id: note, codemod: write-file, with: {path: docs/new.md}}"
MOVE = "{id: move, codemod: move-file, with: {source: docs/old.md, target: docs/guide/old.md, note: six}}"
Seen = Callable[..., str]


@pytest.fixture
def seen(repo) -> Seen:
    """What appears on a terminal of so many columns."""

    def run(*arguments: str, columns: int = 80, **environment: str) -> str:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        kept = {name: value for name, value in os.environ.items() if name not in ("PAGER", "COLUMNS")}
        with subprocess.Popen(
            [sys.executable, "-m", "migrator", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=subprocess.PIPE,
            cwd=repo.root,
            env={**kept, "TERM": "xterm", **environment},
        ):
            os.close(theirs)
            shown = b""
            try:
                while piece := os.read(ours, 65536):
                    shown += piece
            except OSError:
                pass  # how the end of a terminal is told
        os.close(ours)
        return shown.decode().replace("\r\n", "\n")

    return run


def test_the_pager_is_the_one_that_git_would_start(repo, plan_file, seen: Seen) -> None:
    file = plan_file(NOTE)
    assert "<tidy" in re.sub("\x1b[^m]*m", "", seen("plan", file, PAGER="sed 's/^/</'"))
    repo.git("config", "core.pager", "sed 's/^/{/'")
    assert "{+Hello." in seen("plan", file, "--no-color", PAGER="sed 's/^/</'")
    assert "[+Hello." in seen("plan", file, "--format", "diff", GIT_PAGER="sed 's/^/[/'")
    assert "\n+Hello.\n" in seen("plan", file, "--no-pager", "--no-color")
    assert seen("plan", file, "--format", "json").startswith('{\n  "schema"')


def test_a_pager_that_is_not_there_loses_nothing(plan_file, seen: Seen) -> None:
    assert "\n+Hello.\n" in seen("plan", plan_file(NOTE), "--no-color", PAGER="there-is-no-such-pager")


def test_a_pager_that_ends_early_is_no_error(plan_file, seen: Seen) -> None:
    assert seen("plan", plan_file(NOTE), "--no-color", PAGER="head -n 1").startswith("tidy ")


def test_lines_are_as_long_as_the_terminal_lets_them_be(plan_file, seen: Seen) -> None:
    idle = "codemod: move-file, with: {source: x, target: y}, on-noop: ok"
    file = plan_file(NOTE, *(f"{{id: step-{number}, {idle}}}" for number in range(30)))

    def longest(columns: int) -> int:
        text = seen("plan", file, "--no-color", "--no-pager", columns=columns).partition("Next:")[0]
        return max(map(len, text.split("\n")))

    assert 60 < longest(80) <= 80
    assert 80 < longest(110) <= 110
    assert 110 < longest(200) <= 120


def test_without_colour_nothing_is_lost(plan_file, seen: Seen) -> None:
    file = plan_file(NOTE, MOVE)
    coloured, plain = (seen("plan", file, "--no-pager", *more) for more in ((), ("--no-color",)))
    assert "\x1b[" in coloured and "\x1b[" not in plain
    assert re.sub("\x1b[^m]*m", "", coloured) == plain == seen("plan", file, "--no-pager", NO_COLOR="1")
