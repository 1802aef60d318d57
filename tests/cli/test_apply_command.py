from __future__ import annotations

import subprocess
from pathlib import Path

NOTE = "{id: note, codemod: write-file, with: {path: docs/new.md}, commit: 'docs: a note', on-noop: ok}"
MOVE = "{id: move, codemod: move-file, on-noop: ok, with: {source: docs/old.md, target: docs/guide/old.md, note: six}}"


def test_the_branch_holds_exactly_what_was_planned(repo, plan_file, migrate) -> None:
    file = plan_file(NOTE, MOVE)
    planned = migrate("plan", file, "--format", "json").json
    base = repo.git("rev-parse", "HEAD")
    done = migrate("apply", file, "--format", "json")
    assert (done.code, done.err) == (0, "")
    document = done.json
    assert document["branch"] == "migrate/tidy"
    assert repo.git("rev-parse", "migrate/tidy^{tree}") == planned["result"]["tree"] == document["result"]["tree"]
    oids = [commit["oid"] for step in document["steps"] for commit in step["commits"]]
    assert repo.git("rev-list", "--reverse", f"{base}..migrate/tidy").split() == oids
    for step in document["steps"]:
        for commit in step["commits"]:
            assert repo.git("rev-parse", commit["oid"] + "^{tree}") == commit["tree"]
            del commit["oid"]
    del document["branch"]
    assert document == planned
    assert repo.git("symbolic-ref", "--short", "HEAD") == "migrate/tidy"
    assert repo.git("status", "--porcelain") == ""


def test_each_commit_says_which_step_of_which_plan_made_it(repo, plan_file, migrate) -> None:
    base = repo.git("rev-parse", "HEAD")
    document = migrate("apply", plan_file(NOTE, MOVE), "--format", "json").json
    fields = "%s|%(trailers:only,unfold,separator=%x7C)"
    lines = repo.git("log", "--reverse", f"--format={fields}", f"{base}..migrate/tidy").split("\n")
    plan = "Migration-Plan: tidy|Migration-Params: {}"
    common = f"Migration-Digest: {document['digest']}|Migration-Base: {base}"
    assert lines == [
        f"docs: a note|{plan}|Migration-Step: note|Migration-Part: edit|{common}",
        f"tidy: move (files only)|{plan}|Migration-Step: move|Migration-Part: move|{common}",
        f"tidy: move|{plan}|Migration-Step: move|Migration-Part: edit|{common}",
    ]


def test_the_history_of_a_moved_file_is_followed(repo, plan_file, migrate) -> None:
    first = repo.git("rev-parse", "HEAD")
    migrate("apply", plan_file(MOVE))
    assert first in repo.git("log", "--follow", "--format=%H", "--", "docs/guide/old.md").split()
    move = repo.git("log", "--format=%H", "--grep=Migration-Part: move")
    assert repo.git("show", "--format=", "--name-status", "-M", move) == "R100\tdocs/old.md\tdocs/guide/old.md"


def test_text_names_the_branch_and_shows_no_diff(repo, plan_file, migrate) -> None:
    done = migrate("apply", plan_file(NOTE))
    assert "\n1 created, in 1 commit on branch migrate/tidy.\n" in done.text
    assert "@@" not in done.text


def test_a_second_run_on_the_result_does_nothing(repo, plan_file, migrate) -> None:
    file = plan_file(NOTE, MOVE)
    migrate("apply", file)
    tip = repo.git("rev-parse", "HEAD")
    before = repo.state()
    again = migrate("apply", file, "--format", "json")
    assert (again.code, again.json["status"]) == (0, "noop")
    assert "branch" not in again.json
    assert repo.git("rev-parse", "HEAD") == tip
    assert repo.state() == before


def test_a_second_run_from_the_same_base_finds_its_branch(repo, plan_file, migrate) -> None:
    file = plan_file(NOTE, MOVE)
    first = migrate("apply", file, "--no-checkout", "--format", "json")
    tip = repo.git("rev-parse", "migrate/tidy")
    again = migrate("apply", file, "--no-checkout", "--format", "json")
    assert (again.code, again.json) == (0, first.json)
    assert repo.git("rev-parse", "migrate/tidy") == tip
    text = migrate("apply", file, "--no-checkout").text
    assert "The branch migrate/tidy holds this result already. Nothing was written.\n" in text


def test_a_branch_of_somebody_else_is_refused(repo, plan_file, migrate) -> None:
    repo.git("branch", "migrate/tidy")
    before = repo.state()
    done = migrate("apply", plan_file(NOTE))
    assert (done.code, done.out) == (1, b"")
    assert "the branch migrate/tidy exists and holds commits that are not the plan tidy's" in done.err
    assert "--branch" in done.err
    assert repo.state() == before
    assert migrate("apply", plan_file(NOTE), "--branch", "tidy/two").code == 0
    assert repo.git("symbolic-ref", "--short", "HEAD") == "tidy/two"


def test_a_branch_with_work_on_top_is_refused(repo, plan_file, migrate) -> None:
    file = plan_file(NOTE)
    migrate("apply", file)
    repo.write("mine.txt", "mine")
    tip = repo.commit("mine")
    repo.git("switch", "-q", "main")
    assert migrate("apply", file).code == 1
    assert repo.git("rev-parse", "migrate/tidy") == tip


def test_a_branch_of_this_plan_with_another_result_is_refused(repo, plan_file, migrate) -> None:
    migrate("apply", plan_file(NOTE), "--no-checkout")
    tip = repo.git("rev-parse", "migrate/tidy")
    done = migrate("apply", plan_file(NOTE, MOVE), "--no-checkout")
    assert done.code == 1
    assert "is from an earlier run of the plan tidy and holds another result" in done.err
    assert "`migrate rollback migrate/tidy` removes it" in done.err
    assert repo.git("rev-parse", "migrate/tidy") == tip


def test_an_unclean_work_tree_is_left_alone_with_a_notice(repo, plan_file, migrate) -> None:
    repo.write("src/a.ts", "export const a = 2;\n")
    done = migrate("apply", plan_file(NOTE))
    assert done.code == 0
    assert done.err == "notice: not switched to migrate/tidy: the work tree has uncommitted changes in 1 file\n"
    assert repo.git("symbolic-ref", "--short", "HEAD") == "main"
    assert (repo.root / "src/a.ts").read_text() == "export const a = 2;\n"
    assert not (repo.root / "docs/new.md").exists()
    assert repo.git("show", "migrate/tidy:docs/new.md") == "Hello."


def test_no_checkout_leaves_the_work_tree_alone(repo, plan_file, migrate) -> None:
    before = {path: state for path, state in repo.state().items() if not path.startswith(".git")}
    assert migrate("apply", plan_file(NOTE, MOVE), "--no-checkout").err == ""
    assert {path: state for path, state in repo.state().items() if not path.startswith(".git")} == before
    assert repo.git("symbolic-ref", "--short", "HEAD") == "main"


def test_a_plan_that_fails_makes_no_branch(repo, plan_file, migrate) -> None:
    before = repo.state()
    done = migrate("apply", plan_file(NOTE, "{id: no, codemod: refuse}"))
    assert done.code == 1
    assert "Step no failed. Nothing was written." in done.text
    assert repo.state() == before


def test_a_bad_branch_name_is_a_usage_error(repo, plan_file, migrate) -> None:
    done = migrate("apply", plan_file(NOTE), "--branch", "a..b")
    assert done.code == 2
    assert "'a..b' can't be a branch's name" in done.err


def test_a_bare_repository_gets_its_branch(repo, plan_file, migrate, tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    subprocess.run(["git", "clone", "-q", "--bare", str(repo.root), str(bare)], check=True)
    done = migrate("apply", plan_file(NOTE), "-C", str(bare))
    assert done.code == 0
    assert "no work tree" in done.err
    shown = subprocess.run(["git", "show", "migrate/tidy:docs/new.md"], cwd=bare, capture_output=True, check=True)
    assert shown.stdout == b"Hello.\n"


def test_git_must_know_who_commits(repo, plan_file, migrate, monkeypatch, tmp_path: Path) -> None:
    (tmp_path / "home/.gitconfig").write_text("[user]\nuseConfigOnly = true\n")
    done = migrate("apply", plan_file(NOTE))
    assert done.code == 5
    assert done.out == b""
