"""A plan's branch is taken back, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

NOTE = "{id: note, codemod: write-file, with: {path: docs/new.md}, commit: 'docs: a note', on-noop: ok}"
MOVE = "{id: move, codemod: move-file, on-noop: ok, with: {source: docs/old.md, target: docs/guide/old.md, note: six}}"


def everything_but_objects(repo) -> dict[str, tuple[int, bytes]]:
    """Modes and bytes of the work tree and of .git; what git itself writes whenever HEAD moves is left out."""
    left_out = (".git/objects", ".git/logs/HEAD", ".git/index", ".git/ORIG_HEAD")
    return {path: (mode, content) for path, (mode, _, content) in repo.state().items() if not path.startswith(left_out)}


def test_the_branch_is_gone_and_the_rest_is_as_it_was(repo, plan_file, migrate) -> None:
    repo.write("untracked.txt", "mine\n")
    before, head = everything_but_objects(repo), repo.git("rev-parse", "HEAD")
    migrate("apply", plan_file(NOTE, MOVE))
    tip = repo.git("rev-parse", "migrate/tidy")
    repo.git("config", "branch.migrate/tidy.description", "what it is for")
    done = migrate("rollback")
    assert (done.code, done.err) == (0, "")
    assert done.text == (
        "Removed the branch migrate/tidy with 3 commits of the plan tidy.\n"
        "The work tree is on main now.\n"
        f"To have it back, as long as git keeps it: git branch migrate/tidy {tip[:12]}\n"
    )
    assert everything_but_objects(repo) == before
    assert (repo.git("symbolic-ref", "HEAD"), repo.git("rev-parse", "HEAD")) == ("refs/heads/main", head)
    assert repo.git("status", "--porcelain") == "?? untracked.txt"
    repo.git("branch", "migrate/tidy", tip[:12])
    assert repo.git("rev-parse", "migrate/tidy") == tip


def test_from_elsewhere_the_work_tree_is_not_touched(repo, plan_file, migrate) -> None:
    migrate("apply", plan_file(NOTE), "--no-checkout")
    tip = repo.git("rev-parse", "migrate/tidy")
    repo.write("src/a.ts", "export const a = 2;\n")
    before = {path: state for path, state in repo.state().items() if not path.startswith(".git")}
    done = migrate("rollback", "--format", "json")
    assert done.code == 0
    assert done.json == {
        "schema": "migrator.rollback/1",
        "branch": {"name": "migrate/tidy", "commit": tip},
        "plan": {"name": "tidy"},
        "base": {"commit": repo.git("rev-parse", "main")},
        "commits": [{"oid": tip, "subject": "docs: a note", "by_hand": False}],
        "switched_to": None,
    }
    assert repo.git("branch", "--list", "migrate/*") == ""
    assert {path: state for path, state in repo.state().items() if not path.startswith(".git")} == before


def test_commits_by_hand_are_named_and_kept_unless_told_otherwise(repo, plan_file, migrate) -> None:
    migrate("apply", plan_file(NOTE))
    repo.write("mine.md", "mine\n")
    tip = repo.commit("my own work")
    before = repo.state()
    done = migrate("rollback")
    assert (done.code, done.out) == (1, b"")
    assert f"holds commits that the plan did not make:\n  {tip[:7]} my own work\n" in done.err
    assert "--force" in done.err
    assert repo.state() == before
    assert migrate("rollback", "--force").code == 0
    assert repo.git("branch", "--list", "migrate/*") == ""


def test_uncommitted_changes_on_it_are_named_and_kept(repo, plan_file, migrate) -> None:
    migrate("apply", plan_file(NOTE))
    repo.write("docs/new.md", "edited\n")
    before = repo.state()
    done = migrate("rollback")
    assert done.code == 1
    assert "is checked out, and the work tree has uncommitted changes:\n  docs/new.md\n" in done.err
    assert repo.state() == before


def test_an_untracked_file_in_the_way_stays_and_so_does_the_branch(repo, plan_file, migrate) -> None:
    migrate("apply", plan_file(MOVE))
    repo.write("docs/old.md", "mine\n")
    tip = repo.git("rev-parse", "HEAD")
    done = migrate("rollback")
    assert done.code == 1
    assert "docs/old.md" in done.err
    assert (repo.root / "docs/old.md").read_text() == "mine\n"
    assert repo.git("rev-parse", "migrate/tidy") == tip


def test_it_goes_back_to_the_branch_it_came_from(repo, plan_file, migrate) -> None:
    repo.git("branch", "another")
    repo.git("switch", "-q", "-c", "feature")
    migrate("apply", plan_file(NOTE))
    assert "The work tree is on feature now.\n" in migrate("rollback").text
    # The reflog may be of no help: then it is a branch only where there is but one.
    migrate("apply", plan_file(NOTE))
    (repo.root / ".git/logs/HEAD").unlink()
    base = repo.git("rev-parse", "main")
    assert f"The work tree is on {base} now.\n" in migrate("rollback").text
    assert repo.git("rev-parse", "HEAD") == base


def test_the_commit_it_started_from_stays_somebodys(repo, plan_file, migrate) -> None:
    migrate("apply", plan_file(NOTE))
    repo.git("branch", "-D", "main")
    done = migrate("rollback")
    assert done.code == 1
    assert "no other branch holds" in done.err
    assert repo.git("branch", "--list", "--format=%(refname:short)") == "migrate/tidy"


def test_a_branch_that_took_the_plans_in_is_never_meant_without_a_name(repo, plan_file, migrate) -> None:
    migrate("apply", plan_file(NOTE))
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--ff-only", "migrate/tidy")
    assert "Removed the branch migrate/tidy" in migrate("rollback").text
    assert migrate("rollback").code == 2
    assert repo.git("branch", "--list", "--format=%(refname:short)") == "main"


@pytest.mark.parametrize(("branch", "code"), [("main", 1), ("nowhere", 5), ("a..b", 2)])
def test_a_branch_that_no_plan_made_is_left_alone(repo, migrate, branch: str, code: int) -> None:
    before = repo.state()
    assert migrate("rollback", branch, "--force").code == code
    assert repo.state() == before


def test_a_branch_checked_out_in_another_work_tree_stays(repo, plan_file, migrate, tmp_path: Path) -> None:
    migrate("apply", plan_file(NOTE), "--no-checkout")
    repo.git("worktree", "add", "-q", str(tmp_path / "linked"), "migrate/tidy")
    done = migrate("rollback")
    assert done.code == 5
    assert str(tmp_path / "linked") in done.err
    assert repo.git("branch", "--list", "--format=%(refname:short)", "migrate/*") == "migrate/tidy"


def test_a_branch_that_moves_meanwhile_stays(repo, plan_file, migrate) -> None:
    """A hook moves it in the moment in which HEAD leaves it."""
    migrate("apply", plan_file(NOTE))
    hook = repo.root / ".git/hooks/post-checkout"
    hook.write_text("#!/bin/sh\ngit update-ref refs/heads/migrate/tidy main\n")
    hook.chmod(0o755)
    done = migrate("rollback")
    assert done.code == 5
    assert "somebody else moved the branch meanwhile" in done.err
    assert repo.git("rev-parse", "migrate/tidy") == repo.git("rev-parse", "main")
