"""`--stat`, beside what git says of the same patch."""

from __future__ import annotations

import re

MOVE = "{id: move, codemod: move-file, with: {source: docs/old.md, target: docs/guide/old.md, note: six}}"
LONG = '{id: long, codemod: write-file, with: {path: docs/new.md, text: "' + "line\\n" * 200 + '"}}'
BINARY = '{id: raw, codemod: write-file, with: {path: a.bin, text: "a\\0b"}}'


def test_it_has_gits_numbers_and_no_diff(repo, plan_file, migrate) -> None:
    file = plan_file(MOVE, LONG)
    text = migrate("plan", file, "--stat").text
    stat = text.rpartition("\n\n")[2]
    assert re.sub(r" +", " ", stat).split("\n") == [
        " docs/{ => guide}/old.md | 1 +",
        " docs/new.md | 200 ++++++++++++++++++++",
        " 2 files changed, 201 insertions(+)",
        "",
    ]
    assert "@@" not in text and "  move                        2  1 moved" in text
    theirs = repo.git("apply", "--stat", "-", stdin=migrate("plan", file, "--format", "diff").out)
    assert theirs.rpartition("\n")[2] == " 2 files changed, 201 insertions(+)"


def test_of_one_step_and_of_what_is_no_text(repo, plan_file, migrate) -> None:
    stat = migrate("plan", plan_file(MOVE, BINARY), "--stat", "--step", "raw").text.rpartition("\n\n")[2]
    assert stat == " a.bin | Bin\n 1 file changed\n"


def test_it_is_for_the_text_alone(repo, plan_file, migrate) -> None:
    done = migrate("plan", plan_file(MOVE), "--stat", "--format", "json")
    assert (done.code, done.err) == (2, "error: --stat shortens the text, and --format json is none\n")


def test_no_line_is_too_long(repo, plan_file, migrate) -> None:
    deep = "/".join(["folder"] * 20)
    text = migrate("plan", plan_file(f"{{id: a, codemod: write-file, with: {{path: {deep}/a.md}}}}"), "--stat").text
    line = text.rpartition("\n\n")[2].split("\n")[0]
    assert len(line) <= 80 and line.startswith(" ...") and line.endswith("/a.md |   1 +")
