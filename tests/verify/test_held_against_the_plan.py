from __future__ import annotations

from pathlib import Path

import pytest
from made import Made, found

from migrator.verify.references import References
from migrator.verify.untouched import Untouched

ONE = {"id": "one", "codemod": "write", "with": {"path": "a.txt", "text": "1\n2\n3\n4\n5\n6\n7\n8\n9\n"}}
TWO = {"id": "two", "codemod": "move", "with": {"source": "b.txt", "target": "c/b.txt"}}
LOCK = {"id": "lock", "codemod": "lock", "on-noop": "ok"}


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """A branch, checked out, on which the plan edited one file, moved another, and a command wrote a third."""
    made = Made(tmp_path, monkeypatch)
    made.commit({"a.txt": "old\n", "b.txt": "first\nsecond\n", "other.txt": "x\ny\n", "lock": "before\n"})
    made.plan(ONE, TWO, LOCK)
    assert made.apply("-q") == 0
    return made


def test_a_branch_as_the_plan_made_it_passes(made: Made) -> None:
    proven = made.proven(Untouched())
    detail = "1 file held against the base, 2 against the steps; not lock, which a command writes"
    assert (proven.status, proven.detail, proven.findings) == ("passed", detail, ())


def test_a_line_of_a_moved_file_that_no_step_claims_is_found(made: Made) -> None:
    commit = made.commit({"c/b.txt": "first\nSECOND\nmoved\n"})
    message = f"no step claims this: 1 line changed: SECOND (commit {commit[:7]}, by hand)"
    assert found(made.proven(Untouched())) == [("c/b.txt", 2, message)]


def test_every_stretch_has_its_own_place(made: Made) -> None:
    commit = made.commit({"a.txt": "1\n2\nnew\n3\n4\n5\n6\n7\neight\nnine\n"})
    by = f" (commit {commit[:7]}, by hand)"
    assert found(made.proven(Untouched())) == [
        ("a.txt", 3, f"no step claims this: 1 line added: new{by}"),
        ("a.txt", 9, f"no step claims this: 2 lines changed: eight{by}"),
    ]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"other.txt": "x\n"}, ("other.txt", 1, "outside the plan's reach: 1 line removed")),
        ({"other.txt": ""}, ("other.txt", 1, "outside the plan's reach: 2 lines removed")),
        ({"other.txt": "x\ny"}, ("other.txt", 2, "outside the plan's reach: 1 line changed: y")),
        ({"other.txt": "x\r\ny\n"}, ("other.txt", 1, "outside the plan's reach: 1 line changed: x")),
        ({"other.txt": b"x\0\n"}, ("other.txt", 1, "outside the plan's reach, and changed")),
        ({"other.txt": None}, ("other.txt", None, "outside the plan's reach, and gone")),
        ({"a.txt": None}, ("a.txt", None, "a step writes this file, and it is gone")),
        ({"b.txt": "again\n"}, ("b.txt", None, "a step takes this file away, and it is there")),
        ({"new.txt": "n\n"}, ("new.txt", None, "no step makes this file")),
        ({"lock": None}, ("lock", None, "outside the plan's reach, and gone")),
    ],
)
def test_whatever_else_was_done_by_hand_is_found(made: Made, files: dict[str, str | bytes | None], expected) -> None:
    commit = made.commit(files)
    path, line, message = expected
    assert found(made.proven(Untouched())) == [(path, line, f"{message} (commit {commit[:7]}, by hand)")]


def test_a_mode_is_found(made: Made) -> None:
    (made.root / "other.txt").chmod(0o755)
    commit = made.commit({})
    message = f"its mode is 100755, not 100644 (commit {commit[:7]}, by hand)"
    assert found(made.proven(Untouched())) == [("other.txt", None, message)]


def test_what_a_command_writes_is_exempt_and_nothing_else(made: Made) -> None:
    made.commit({"lock": "by hand\n", "lock2": "no\n"})
    assert [path for path, _, _ in found(made.proven(Untouched()))] == ["lock2"]


def test_a_commit_of_the_plan_that_was_amended_is_found_without_a_name(made: Made) -> None:
    (made.root / "other.txt").write_text("x\nY\n")
    made.git("commit", "--quiet", "--all", "--amend", "--no-edit")
    assert found(made.proven(Untouched())) == [("other.txt", 2, "outside the plan's reach: 1 line changed: Y")]


def test_what_was_done_and_taken_back_is_no_finding(made: Made) -> None:
    made.commit({"other.txt": "changed\n"})
    made.git("revert", "--no-edit", "HEAD")
    assert made.proven(Untouched()).status == "passed"


def test_without_the_plans_file_it_is_skipped_and_says_why(made: Made) -> None:
    proven = made.proven(Untouched(), made.subject(plan=False))
    assert proven.status == "skipped"
    assert proven.detail == "the plan tidy does not come with the program; `--plan` names its file"
    proven = made.proven(References(), made.subject(plan=False))
    assert proven.status == "passed"
    assert proven.detail.startswith(
        "0 of 0; files are paired as git does it: the plan tidy does not come with the program"
    )


def test_a_plan_that_has_changed_since_is_said(made: Made) -> None:
    same = {**ONE, "on-noop": "warn"}
    made.plan(same, TWO, LOCK)
    proven = made.proven(Untouched())
    assert proven.status == "passed"
    assert "is not the run that made the branch: the plan, its parameters or the program has changed" in proven.detail
    made.plan({**ONE, "with": {"path": "a.txt", "text": "else\n"}}, TWO, LOCK)
    proven = made.proven(Untouched())
    assert proven.status == "failed"
    assert "is not the run that made the branch" in proven.detail
    assert [path for path, _, _ in found(proven)] == ["a.txt"]


def test_a_plan_that_can_no_longer_be_carried_out_is_skipped_with_its_step(made: Made) -> None:
    made.plan(ONE, {**TWO, "with": {"source": "nowhere", "target": "x"}})
    proven = made.proven(Untouched())
    assert proven.status == "skipped"
    assert proven.detail == "the plan tidy can't be carried out again: its step two fails"


def test_names_that_are_no_utf8_are_no_hindrance(made: Made) -> None:
    commit = made.commit({"caf\udce9 \u202e.txt": b"\xff\n"}, "odd \u202e subject")
    [(path, line, message)] = found(made.proven(Untouched()))
    assert (path, line) == ("caf\udce9 \u202e.txt", None)
    assert message == f"no step makes this file (commit {commit[:7]}, odd \u202e subject)"


def test_a_commit_that_names_a_file_has_nothing_loaded(made: Made) -> None:
    base = made.git("rev-parse", "main")
    made.commit({"c.txt": "1"}, f"x\n\nMigration-Plan: ./evil.yaml\nMigration-Base: {base}")
    subject = made.subject(plan=False)
    assert (subject.plan, subject.made_by) == (None, "./evil.yaml")
    assert subject.no_outcome == "the plan ./evil.yaml does not come with the program; `--plan` names its file"
