"""The program in a terminal of its own: its width, colours, and the user's pager."""

from __future__ import annotations

import re

from terminal import on_a_terminal

NOTE = "{id: note, codemod: write-file, with: {path: docs/new.md}}"
MOVE = "{id: move, codemod: move-file, with: {source: docs/old.md, target: docs/guide/old.md, note: six}}"


def seen(*arguments: str, columns: int = 80, **environment: str) -> str:
    return on_a_terminal(*arguments, "--allow-codemods", columns=columns, **environment)[0]


def test_the_pager_is_the_one_that_git_would_start(repo, plan_file) -> None:
    file = plan_file(NOTE)
    assert "<tidy" in re.sub("\x1b[^m]*m", "", seen("plan", file, PAGER="sed 's/^/</'"))
    repo.git("config", "core.pager", "sed 's/^/{/'")
    assert "{+Hello." in seen("plan", file, "--no-color", PAGER="sed 's/^/</'")
    assert "[+Hello." in seen("plan", file, "--format", "diff", GIT_PAGER="sed 's/^/[/'")
    assert "\n+Hello.\n" in seen("plan", file, "--no-pager", "--no-color")
    assert seen("plan", file, "--format", "json").startswith('{\n  "schema"')


def test_a_pager_that_is_not_there_loses_nothing(repo, plan_file) -> None:
    assert "\n+Hello.\n" in seen("plan", plan_file(NOTE), "--no-color", PAGER="there-is-no-such-pager")


def test_a_pager_that_ends_early_is_no_error(repo, plan_file) -> None:
    assert seen("plan", plan_file(NOTE), "--no-color", PAGER="head -n 1").startswith("tidy ")


def test_lines_are_as_long_as_the_terminal_lets_them_be(repo, plan_file) -> None:
    idle = "codemod: move-file, with: {source: x, target: y}, on-noop: ok"
    file = plan_file(NOTE, *(f"{{id: step-{number}, {idle}}}" for number in range(30)))

    def longest(columns: int) -> int:
        text = seen("plan", file, "--no-color", "--no-pager", columns=columns).partition("Next:")[0]
        return max(map(len, text.split("\n")))

    assert 60 < longest(80) <= 80
    assert 80 < longest(110) <= 110
    assert 110 < longest(200) <= 120


def test_without_colour_nothing_is_lost(repo, plan_file) -> None:
    file = plan_file(NOTE, MOVE)
    coloured, plain = (seen("plan", file, "--no-pager", *more) for more in ((), ("--no-color",)))
    assert "\x1b[" in coloured and "\x1b[" not in plain
    assert re.sub("\x1b[^m]*m", "", coloured) == plain == seen("plan", file, "--no-pager", NO_COLOR="1")
