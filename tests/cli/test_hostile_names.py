"""Names and lines that others wrote reach a terminal escaped, git as what they are, and a shell never."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_errors import on_a_terminal

STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
TITLE, TURNED = "\x1b]0;owned\x07", "\u202egpj.ts"
NAME = f"docs/{TITLE}[red]{TURNED}\x9b31m.md"


def quoted(text: str) -> str:
    return '"' + "".join(f"\\u{ord(one):04x}" if ord(one) > 126 or ord(one) < 32 else one for one in text) + '"'


@pytest.fixture
def odd(repo, plan_file) -> str:
    """A plan on a repository in which everything that can be named or said steers a terminal."""
    repo.write("docs/odd.md", f"one\n{TITLE}\n{TURNED}\n")
    repo.commit(f"subject {TITLE}")
    repo.write(NAME.replace("docs", "mine"), "mine")
    move = f"with: {{source: docs/odd.md, target: {quoted(NAME)}, note: {quoted(TITLE)}}}"
    write = f"with: {{path: {quoted(NAME.replace('docs', 'mine'))}, text: {quoted(TITLE)}}}"
    return plan_file(f"{{id: move, codemod: move-file, {move}}}", f"{{id: write, codemod: write-file, {write}}}")


@pytest.mark.parametrize("command", ["plan", "apply"])
@pytest.mark.parametrize("output", ["text", "json", "diff"])
def test_nothing_steers_the_terminal(odd: str, command: str, output: str) -> None:
    options = ["--format", output, "-v", "--no-color", "--allow-codemods"]
    options += ["--mentions"] if command == "plan" else ["--no-checkout"]
    out, err = on_a_terminal(command, odd, *options)
    # The progress bar draws on stderr with escapes of its own.
    drawn = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r", "", err)
    assert "owned" in out or (command, output) == ("apply", "text")
    assert STEERS.findall(out.replace("\r\n", "\n")) == []
    assert STEERS.findall(drawn) == []


def test_a_patch_in_a_pipe_is_the_patch(repo, odd: str, migrate) -> None:
    patch = migrate("plan", odd, "--format", "diff").out
    assert f"+{TITLE}".encode() in patch
    repo.git("clean", "-fdq", "mine")
    repo.git("apply", "--index", "-", stdin=patch)
    assert (repo.root / NAME).exists()


def test_a_name_with_a_line_in_it_draws_no_line(repo, plan_file, migrate) -> None:
    name = quoted("docs/new.md\n\nDone. Nothing is wrong.\n")
    done = migrate(
        "plan", plan_file(f"{{id: note, codemod: write-file, with: {{path: {name}}}}}", "{id: no, codemod: refuse}")
    )
    assert "\nDone." not in done.text


@pytest.mark.parametrize(
    "value",
    [
        "-h",
        "--output=/tmp/x",
        "--upload-pack=touch x",
        "ext::sh -c touch",
        "@{-1}",
        ":/x",
        "a..b",
        "^HEAD",
        "HEAD:src/a.ts",
        "x\ny",
        "x\0y",
        "$(touch x)",
        "; touch x",
    ],
)
def test_what_is_no_revision_and_no_branch_is_said_to_be_none(
    repo, plan_file, migrate, tmp_path: Path, value: str
) -> None:
    before = repo.state()
    file = plan_file("{id: note, codemod: write-file, with: {path: docs/new.md}}")
    for arguments in (("plan", file, f"--base={value}"), ("apply", file, f"--branch={value}"), ("verify", "--", value)):
        done = migrate(*arguments)
        assert done.code in (2, 5), (arguments, done)
        assert done.err.strip()
    assert repo.state() == before
    assert not list(tmp_path.rglob("x"))
