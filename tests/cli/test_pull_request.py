"""`--format markdown`, read back as GitHub reads it."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from real_git import Ran

NOTE = "{id: note, codemod: write-file, with: {path: docs/new.md}}"
MOVE = "{id: move, codemod: move-file, with: {source: docs/old.md, target: docs/guide/old.md, note: six}}"
NASTY = (
    '{id: a, codemod: write-file, with: {path: "a|`b<i>.md"}, commit: "fix: <img src=x onerror=alert(1)> @ada | #1"}'
)
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


def rows(markdown: str) -> list[list[str]]:
    """Every row of every table, each cell as a reader sees it."""
    html = MARKDOWN.render(markdown)
    found = [re.findall(r"<t[dh]>(.*?)</t[dh]>", row) for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)]
    entities = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"'}
    return [
        [re.sub("&[a-z]+;", lambda one: entities[one[0]], re.sub("<[^>]*>", "", cell)) for cell in row] for row in found
    ]


def test_it_says_what_moves_in_which_commits_and_how_to_merge_and_go_back(repo, plan_file, migrate) -> None:
    file = plan_file(NOTE, MOVE, more="description: Tidies the documents.\nparams: {app: {default: web}}\n")
    done = migrate("plan", file, "--format", "markdown", "-p", "app=site")
    assert (done.code, done.err) == (0, "")
    headings = [line for line in done.text.split("\n") if line.startswith("#")]
    assert headings == [
        "## Tidies the documents",
        "### What moved where",
        "### Steps and commits",
        "### To be looked at",
        "### How to merge",
        "### How to roll back",
    ]
    assert "**1 moved, 1 created**, in 3 commits." in done.text
    table = rows(done.text)
    assert ["app", "site"] in table
    assert ["docs/", "docs/guide/", "old.md"] in table
    assert ["note", "tidy: note", "1 created", ""] in table
    assert ["move", "tidy: move (files only)", "the files alone", ""] in table
    assert ["", "tidy: move", "1 moved", ""] in table
    assert "**Don't squash.**" in done.text and "migrate/tidy" in done.text
    assert "<code>README.md:1</code> names the old path: <code>see docs/old.md</code>" in done.text


def test_after_apply_it_names_the_commits(repo, plan_file, migrate) -> None:
    done = migrate("apply", plan_file(NOTE, MOVE), "--branch", "tidied", "--format", "markdown")
    for oid in repo.git("log", "--format=%h", "--abbrev=10", "main..tidied").split():
        assert f"| {oid} tidy: " in done.text
    assert "with `migrate rollback` or by hand: <code>tidied</code>." in done.text


def test_where_a_plan_keeps_what_went_before_a_failure_it_says_where_that_is(repo, plan_file, migrate) -> None:
    file = plan_file(NOTE, "{id: no, codemod: refuse, on-failure: keep}")
    assert "**❌ The plan fails. Nothing was written.**" in migrate("plan", file, "--format", "markdown").text
    text = migrate("apply", file, "--branch", "half", "--format", "markdown").text
    assert "**❌ The plan fails. What went before is on branch <code>half</code>.**" in text


def test_a_refusal_names_the_decision_and_says_nothing_of_merging(repo, plan_file, migrate) -> None:
    done = migrate("plan", plan_file("{id: no, codemod: refuse, with: {blocked: true}}", MOVE), "--format", "markdown")
    assert done.code == 1
    assert "**⛔ Some modules need a decision. Nothing was written.**" in done.text
    assert ["⛔ blocked", "src/a.ts", "needs a component", "x.ts → y.ts"] in rows(done.text)
    assert "- **error** <code>src/a.ts:3:4</code>: this can't be\n  → do otherwise\n" in done.text
    assert "How to merge" not in done.text


def test_one_step(repo, plan_file, migrate) -> None:
    text = migrate("plan", plan_file(NOTE, MOVE), "--format", "markdown", "--step", "note").text
    assert "**1 created**, in 1 commit." in text and "tidy: move" not in text


def test_what_looks_like_markup_is_text(repo, plan_file, migrate) -> None:
    text = migrate("plan", plan_file(NASTY), "--format", "markdown").text
    assert ["a", "fix: <img src=x onerror=alert(1)> @ada | #1", "1 created", ""] in rows(text)
    assert "<img" not in text and "@ada" not in text


def test_it_stays_within_what_a_forge_takes_and_says_what_is_left_out(
    repo, plan_file, migrate: Callable[..., Ran]
) -> None:
    for number in range(400):
        repo.write(f"shelf/{number:03}_{'x' * 90}.md", "one\n")
    repo.commit()
    done = migrate("plan", plan_file("{id: a, codemod: shelve, with: {folder: shelf}}"), "--format", "markdown")
    assert len(done.out) <= 65_536
    assert "<details><summary>400 files</summary>" in done.text
    assert "And 300 more (`migrate plan --format json` lists them)." in done.text
    assert "### How to roll back" in done.text
