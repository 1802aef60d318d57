from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

NOTE = "{id: note, codemod: write-file, with: {path: docs/new.md}}"
MOVE = "{id: move, codemod: move-file, with: {source: docs/old.md, target: docs/guide/old.md, note: six}}"
NOTHING = "{id: a, codemod: move-file, with: {source: x, target: y}, on-noop: ok}"
TWO_STEPS = (NOTE, MOVE)


def test_the_json_document_has_the_contracts_keys_in_the_contracts_order(repo, plan_file, migrate) -> None:
    file = plan_file(*TWO_STEPS, more="params: {app: {default: web}}\nchecks: [references]\n")
    done = migrate("plan", file, "--format", "json", "-p", "app=api")
    assert (done.code, done.err) == (0, "")
    document = done.json
    assert list(document) == [
        *("schema", "plan", "base", "result", "digest", "status", "steps", "modules", "mentions", "checks"),
    ]
    assert document["schema"] == "migrator.plan/1"
    assert document["plan"] == {"name": "tidy", "file": file, "params": {"app": "api"}}
    assert document["base"] == {
        "commit": repo.git("rev-parse", "HEAD"),
        "tree": repo.git("rev-parse", "HEAD^{tree}"),
    }
    assert document["status"] == "ok"
    assert document["digest"].startswith("sha256:") and len(document["digest"]) == 71
    note, move = document["steps"]
    assert list(move) == ["id", "codemod", "status", "commits", "changes", "diagnostics"]
    assert [commit["kind"] for commit in move["commits"]] == ["move", "edit"]
    assert move["commits"][-1]["tree"] == document["result"]["tree"]
    assert note["changes"] == [{"kind": "created", "path": "docs/new.md", "insertions": 1, "deletions": 0}]
    assert move["changes"] == [
        {"kind": "moved", "path": "docs/guide/old.md", "from": "docs/old.md", "insertions": 1, "deletions": 0}
    ]
    assert document["modules"] == [{"path": "docs/old.md", "decision": "move", "reason": "asked for", "chain": []}]
    assert document["mentions"][0] == {
        "path": "README.md",
        "line": 1,
        "text": "see docs/old.md",
        "why": "names the old path",
    }
    assert [check["name"] for check in document["checks"]] == ["references"]


def test_planning_leaves_every_byte_and_time_as_it_was(repo, plan_file, migrate) -> None:
    repo.write("docs/old.md", "uncommitted\n")
    repo.write("untracked.txt", "x")
    file = plan_file(*TWO_STEPS)
    plans = sorted(Path(file).parent.rglob("*"))
    before = repo.state()
    for form in ("text", "json", "diff"):
        assert migrate("plan", file, "--format", form).code == 0
    assert repo.state() == before
    assert sorted(Path(file).parent.rglob("*")) == plans


def test_the_patch_applies_to_the_base_and_gives_the_result_tree(repo, plan_file, migrate) -> None:
    file = plan_file(*TWO_STEPS)
    patch = migrate("plan", file, "--format", "diff").out
    assert b"rename from docs/old.md\nrename to docs/guide/old.md\n" in patch
    repo.git("apply", "--check", "-", stdin=patch)
    repo.git("apply", "--index", "-", stdin=patch)
    assert repo.git("write-tree") == migrate("plan", file, "--format", "json", "--base", "HEAD").json["result"]["tree"]


def test_the_text_says_first_what_it_comes_to_and_then_every_line(repo, plan_file, migrate) -> None:
    file = plan_file(*TWO_STEPS, more="description: Tidies the documents.\nparams: {app: {default: web}}\n")
    done = migrate("plan", file, "-p", "app=site")
    base = repo.git("rev-parse", "--short=7", "HEAD")
    summary, _, diffs = done.text.partition("\nstep note\n")
    summary, _, following = summary.partition("Next: ")
    assert summary.split("\n") == [
        f"tidy                                                           base {base} main",
        "Tidies the documents.",
        "",
        "  app  site",
        "",
        "  move      1  old.md",
        "",
        "  step                  commits  files                             references",
        "  note                        1  1 created",
        "  move                        2  1 moved",
        "",
        "  mentions  1 place names an old path, and it was left as is (`migrate plan",
        "            --mentions` lists them)",
        "",
        "1 moved, 1 created. Nothing was written.",
        "",
    ]
    assert " ".join(following.split()) == (
        f"`migrate apply {file}` with the same options makes branch migrate/tidy; `--format diff` is the whole patch."
    )
    assert "+++ b/docs/new.md\n@@ -0,0 +1 @@\n+Hello.\n" in diffs
    assert "rename to docs/guide/old.md" in diffs
    assert "\x1b" not in done.text
    assert all(len(line) <= 80 for line in done.text.split("\n") if file not in line)


def test_one_step_alone(repo, plan_file, migrate) -> None:
    file = plan_file(*TWO_STEPS)
    text = migrate("plan", file, "--step", "move").text
    assert "step move" in text and "docs/new.md" not in text
    assert [step["id"] for step in migrate("plan", file, "--step", "move", "--format", "json").json["steps"]] == [
        "move"
    ]
    assert b"docs/new.md" not in migrate("plan", file, "--step", "move", "--format", "diff").out
    unknown = migrate("plan", file, "--step", "mvoe")
    assert (unknown.code, unknown.err) == (2, "error: the plan has no step 'mvoe'\n  hint: did you mean 'move'?\n")


def test_mentions_are_listed_when_asked_for(repo, plan_file, migrate) -> None:
    text = migrate("plan", plan_file(MOVE), "--mentions").text
    assert "    README.md:1  names the old path\n      see docs/old.md\n" in text


def test_quiet_is_the_closing_words_alone(repo, plan_file, migrate) -> None:
    done = migrate("plan", plan_file(NOTE), "-q")
    assert done.text.startswith("1 created. Nothing was written.\n")
    assert "diff --git" not in done.text and "  step  " not in done.text


def test_a_file_instead_of_stdout(repo, plan_file, migrate, tmp_path: Path) -> None:
    target = tmp_path / "result.json"
    done = migrate("plan", plan_file(NOTE), "--format", "json", "--output", str(target))
    assert (done.code, done.out) == (0, b"")
    assert json.loads(target.read_bytes())["status"] == "ok"
    nowhere = migrate("plan", plan_file(NOTE), "--output", str(tmp_path / "no/such/folder"))
    assert nowhere.code == 2
    assert "can't write" in nowhere.err


@pytest.mark.parametrize(
    ("steps", "options", "code", "status"),
    [
        ((NOTE,), (), 0, "ok"),
        ((NOTE,), ("--detailed-exitcode",), 4, "ok"),
        (("{id: a, codemod: refuse}", NOTE), (), 1, "failed"),
        (("{id: a, codemod: refuse}", NOTE), ("--detailed-exitcode",), 1, "failed"),
        (("{id: a, codemod: refuse, with: {blocked: true}}",), (), 1, "blocked"),
        ((NOTHING,), (), 0, "noop"),
        ((NOTHING,), ("--detailed-exitcode",), 0, "noop"),
        (("{id: a, codemod: move-file, with: {source: x, target: y}}",), (), 1, "failed"),
    ],
)
def test_status_and_exit_code(repo, plan_file, migrate, steps, options, code, status) -> None:
    done = migrate("plan", plan_file(*steps), "--format", "json", *options)
    assert (done.code, done.json["status"]) == (code, status)


def test_a_failure_names_the_step_and_changes_nothing(repo, plan_file, migrate) -> None:
    file = plan_file(NOTE, "{id: no, codemod: refuse, with: {blocked: true}}", MOVE)
    text = migrate("plan", file).text
    assert "  no                             failed\n  not run: move\n" in text
    assert "    error  src/a.ts:3:4\n      this can't be\n      -> do otherwise\n" in text
    assert "  blocked   1  src/a.ts\n                 needs a component\n                 through x.ts, y.ts\n" in text
    assert "Step no failed, because of the modules above. Nothing was written.\n" in text
    steps = migrate("plan", file, "--format", "json").json["steps"]
    assert [step["status"] for step in steps] == ["applied", "failed", "not-run"]
    assert "half.txt" not in text


def test_uncommitted_files_that_the_plan_would_touch_are_named(repo, plan_file, migrate) -> None:
    repo.write("docs/old.md", "uncommitted\n")
    repo.write("docs/new.md", "untracked\n")
    repo.write("src/a.ts", "not touched by the plan\n")
    done = migrate("plan", plan_file(*TWO_STEPS))
    assert done.code == 0
    assert done.err == (
        "notice: uncommitted and not part of the plan, which starts from the commit: docs/new.md, docs/old.md\n"
    )
    assert b"uncommitted\n" not in done.out
    assert migrate("plan", plan_file(*TWO_STEPS), "-q").err == ""


def test_another_base_and_another_folder(repo, plan_file, migrate, tmp_path, monkeypatch) -> None:
    first = repo.git("rev-parse", "HEAD")
    repo.write("docs/new.md", "Hello.\n")
    repo.commit("second")
    monkeypatch.chdir(tmp_path)
    where = ("-C", str(repo.root / "docs"))
    assert migrate("plan", plan_file(NOTE), *where, "--base", first, "--format", "json").json["base"]["commit"] == first
    assert migrate("plan", plan_file(NOTE), *where, "--format", "json").json["status"] == "failed"


def test_terminal_escapes_in_content_are_shown_not_sent(repo, plan_file, migrate) -> None:
    step = '{id: a, codemod: write-file, with: {path: "a.md", text: "\\e[31mred\\n"}}'
    assert "+\\x1b[31mred" in migrate("plan", plan_file(step)).text
    assert b"+\x1b[31mred" in migrate("plan", plan_file(step), "--format", "diff").out


def test_a_bare_repository_can_be_planned(repo, plan_file, migrate, tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    subprocess.run(["git", "clone", "-q", "--bare", str(repo.root), str(bare)], check=True)
    done = migrate("plan", plan_file(NOTE), "-C", str(bare), "--format", "json")
    assert (done.code, done.json["status"]) == (0, "ok")


def test_the_same_input_gives_the_same_document(repo, plan_file, migrate: Callable) -> None:
    file = plan_file(*TWO_STEPS)
    assert migrate("plan", file, "--format", "json").out == migrate("plan", file, "--format", "json").out
