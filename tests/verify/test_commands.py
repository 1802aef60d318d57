from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from migrator.errors import UsageError
from migrator.plan import PlannedCommand
from migrator.vcs import Repository
from migrator.verify import CheckStatus, Proven, Subject, Workshop
from migrator.verify.commands import Commands

PYTHON = sys.executable


class TwoCommits:
    """A repository with a base and a branch, and the proof tried on them."""

    def __init__(self, folder: Path, base: dict[str, str], branch: dict[str, str | None]) -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "--quiet", "--initial-branch", "main")
        self.commit(base)
        self.git("branch", "base")
        self.commit(branch)

    def git(self, *arguments: str) -> None:
        who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
        subprocess.run(["git", *who, *arguments], cwd=self.folder, check=True, capture_output=True)

    def commit(self, files: dict[str, str] | dict[str, str | None]) -> None:
        for path, content in files.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                file.unlink()
            else:
                file.write_text(content, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "change")

    def prove(
        self, *commands: PlannedCommand, plan: str | None = None, allow: bool = False, timeout: int = 60
    ) -> Proven:
        subject = Subject.of(Repository.open(self.folder), "main", "base", plan)
        with Workshop(subject, commands=commands, allow_commands=allow) as workshop:
            return Commands(timeout).prove(subject, workshop, lambda _: None)


@pytest.fixture
def two(tmp_path: Path) -> Callable[..., TwoCommits]:
    return lambda base, branch: TwoCommits(tmp_path / "repo", base, branch)


def python(code: str, folder: str = "") -> PlannedCommand:
    return PlannedCommand((PYTHON, "-c", code), folder)


READS = "print('looking'); print(open('kept.txt').read())"


def test_a_command_that_passes_on_the_branch_passes(two) -> None:
    proven = two({"kept.txt": "here"}, {"new.txt": "x"}).prove(python(READS))
    assert (proven.status, proven.detail, proven.findings) == (CheckStatus.PASSED, "1 of 1 pass", ())


def test_one_that_fails_only_on_the_branch_fails_with_its_output(two) -> None:
    proven = two({"kept.txt": "here"}, {"kept.txt": None}).prove(python(READS), python("pass"))
    assert proven.status is CheckStatus.FAILED
    assert proven.detail == "1 of 2 pass"
    (finding,) = proven.findings
    assert "ended with status 1; it passes on the base" in finding.message
    assert "looking" in finding.message and "FileNotFoundError" in finding.message


def test_one_that_fails_on_the_base_too_is_not_held_against_the_branch(two) -> None:
    repository = two({"kept.txt": "here"}, {"new.txt": "x"})
    fails = python("raise SystemExit(3)")
    proven = repository.prove(fails, python("pass"))
    assert proven.status is CheckStatus.PASSED
    assert "1 of 2 pass" in proven.detail
    assert "ended with status 3; on the base, too, it ended with status 3" in proven.detail
    alone = repository.prove(fails)
    assert alone.status is CheckStatus.SKIPPED, "where nothing passes there is nothing to be green about"
    assert "on the base, too" in alone.detail


def test_one_that_passes_now_and_failed_before_passes(two) -> None:
    assert two({"a": "x"}, {"kept.txt": "here"}).prove(python(READS)).status is CheckStatus.PASSED


def test_a_folder_that_only_the_branch_has(two) -> None:
    repository = two({"a": "x"}, {"packages/new/kept.txt": "here"})
    assert repository.prove(python(READS, "packages/new")).status is CheckStatus.PASSED
    failing = repository.prove(python("raise SystemExit(1)", "packages/new"))
    assert failing.status is CheckStatus.FAILED
    assert "on the base it can't be tried: there is no folder packages/new" in failing.findings[0].message
    assert failing.findings[0].path == "packages/new"


def test_a_folder_that_the_branch_no_longer_has_fails(two) -> None:
    proven = two({"lib/kept.txt": "here"}, {"lib/kept.txt": None}).prove(python(READS, "lib"))
    assert proven.status is CheckStatus.FAILED
    assert "there is no folder lib" in proven.findings[0].message


def test_a_link_does_not_lead_out_of_the_checkout(two, tmp_path: Path) -> None:
    repository = two({"a": "x"}, {"b": "y"})
    (repository.folder / "out").symlink_to(tmp_path)
    repository.commit({})
    proven = repository.prove(python("open('left', 'w').write('x')", "out"))
    assert "there is no folder out" in proven.detail
    assert not (tmp_path / "left").exists()


def test_a_program_that_is_nowhere_proves_nothing(two) -> None:
    proven = two({"a": "x"}, {"b": "y"}).prove(PlannedCommand.typed("no-such-program --all"))
    assert proven.status is CheckStatus.SKIPPED
    assert "can't be run: no-such-program is not on PATH" in proven.detail


def test_a_program_named_by_a_path_is_the_one_of_the_checkout(two, tmp_path: Path, monkeypatch) -> None:
    repository = two({"check.sh": "#!/bin/sh\ntest -f kept.txt\n", "kept.txt": "x"}, {"b": "y"})
    (repository.folder / "check.sh").chmod(0o755)
    repository.commit({})
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert repository.prove(PlannedCommand.typed("./check.sh")).status is CheckStatus.PASSED


def test_a_command_that_does_not_end_is_stopped(two) -> None:
    slow = python("import os, time; time.sleep(60 if os.path.exists('slow') else 0)")
    proven = two({"a": "x"}, {"slow": "y"}).prove(slow, timeout=1)
    assert proven.status is CheckStatus.FAILED
    assert "was stopped after 1 seconds" in proven.findings[0].message


def test_commands_never_run_in_the_repository(two) -> None:
    repository = two({"a": "x"}, {"b": "y"})
    repository.prove(python("open('left', 'w').write('x')"))
    assert not (repository.folder / "left").exists()


def test_nothing_asked_is_skipped(two) -> None:
    proven = two({"a": "x"}, {"b": "y"}).prove()
    assert proven.status is CheckStatus.SKIPPED
    assert "--command" in proven.detail


def test_a_plan_from_elsewhere_runs_nothing_unless_it_is_allowed(two, tmp_path: Path) -> None:
    touch = [PYTHON, "-c", f"open({str(tmp_path / 'ran')!r}, 'w').write('x')"]
    plan = tmp_path / "tidy.yaml"
    step = {"id": "one", "codemod": "rename-package", "with": {"old": "a", "new": "b"}, "on-noop": "ok"}
    plan.write_text(json.dumps({"version": 1, "name": "tidy", "steps": [step], "commands": [touch]}))
    repository = two({"a": "x"}, {"b": "y"})

    held = repository.prove(plan=str(plan))
    assert held.status is CheckStatus.SKIPPED
    assert "not run without `--allow-commands`" in held.detail and "ran" in held.detail
    assert not (tmp_path / "ran").exists()

    beside = repository.prove(python("pass"), plan=str(plan))
    assert beside.status is CheckStatus.PASSED
    assert "1 of 1 pass; not run without `--allow-commands`" in beside.detail
    assert not (tmp_path / "ran").exists()

    assert repository.prove(plan=str(plan), allow=True).status is CheckStatus.PASSED
    assert (tmp_path / "ran").exists()


def test_a_line_is_split_as_a_shell_splits_it_and_no_shell_runs() -> None:
    assert PlannedCommand.typed("bun run 'my build' && x").arguments == ("bun", "run", "my build", "&&", "x")
    with pytest.raises(UsageError, match="no closing quotation"):
        PlannedCommand.typed("bun 'run")
