"""Whose programs run: those of plans that are committed in the repository, and those that the user allows."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from real_git import Ran

from migrator.cli.main import run

CODEMOD = '''
from pathlib import Path

from migrator.api import Codemod, Context

Path(__file__).with_name("it-ran").write_text("it ran")


class Note(Codemod):
    """Write a note."""

    def apply(self, context: Context) -> None:
        context.tree.write("note.md", b"a note")
'''
PLAN = "version: 1\nname: noting\ncodemods: [./codemods]\nsteps: [{id: note, codemod: note}]\n"
LOCKING = """version: 1
name: locking
steps:
- {id: dependency, codemod: add-dependency, with: {package: a, name: b, range: "^1.0.0"}}
- {id: lock, codemod: update-lockfile}
"""


@pytest.fixture
def as_typed(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ran]:
    """Run the command line, with no option that isn't written."""

    def call(*arguments: str) -> Ran:
        code = run(arguments)
        out, err = capfdbinary.readouterr()
        return Ran(code, out, err.decode())

    return call


def plan_in(folder: Path) -> Path:
    (folder / "codemods").mkdir(parents=True)
    (folder / "codemods/note.py").write_text(CODEMOD)
    (folder / "noting.yaml").write_text(PLAN)
    return folder / "noting.yaml"


def ran(plan: Path) -> bool:
    return (plan.parent / "codemods/it-ran").exists()


def test_a_plan_that_is_committed_here_runs_its_own_codemods(repo, as_typed) -> None:
    plan = plan_in(repo.root / "migrations")
    repo.commit()
    assert as_typed("plan", "migrations/noting.yaml").code == 0
    assert ran(plan)


def outside(repo) -> Path:
    return plan_in(repo.root.parent / "downloads")


def not_added(repo) -> Path:
    return plan_in(repo.root / "downloads")


def ignored(repo) -> Path:
    repo.write(".gitignore", "downloads\n")
    repo.commit()
    return plan_in(repo.root / "downloads")


def with_one_more_codemod(repo) -> Path:
    plan = plan_in(repo.root / "migrations")
    repo.commit()
    (plan.parent / "codemods/_shared.py").write_text("")
    return plan


def with_a_codemod_changed(repo) -> Path:
    plan = plan_in(repo.root / "migrations")
    repo.commit()
    (plan.parent / "codemods/note.py").write_text(CODEMOD + "\n")
    return plan


def with_a_link_to_a_codemod(repo) -> Path:
    elsewhere = plan_in(repo.root.parent / "downloads")
    plan = repo.root / "migrations/noting.yaml"
    (plan.parent / "codemods").mkdir(parents=True)
    (plan.parent / "codemods/note.py").symlink_to(elsewhere.parent / "codemods/note.py")
    plan.write_text(PLAN)
    repo.commit()
    return plan


@pytest.mark.parametrize(
    "made", [outside, not_added, ignored, with_one_more_codemod, with_a_codemod_changed, with_a_link_to_a_codemod]
)
def test_no_other_plan_does_unless_it_is_allowed(repo, as_typed, made) -> None:
    plan = made(repo)
    for command in ("plan", "apply"):
        refused = as_typed(command, str(plan))
        assert (refused.code, refused.out) == (2, b"")
        assert f"{plan}:3:11: the plan would run programs that it brings along (" in refused.err
        assert "note.py" in refused.err
        assert "--allow-codemods" in refused.err
    assert not ran(plan)
    assert as_typed("plan", str(plan), "--allow-codemods").code == 0


def test_verify_asks_too(repo, as_typed) -> None:
    plan = outside(repo)
    as_typed("apply", str(plan), "--allow-codemods")
    (plan.parent / "codemods/it-ran").unlink()
    assert as_typed("verify", "--plan", str(plan)).code == 2
    assert not ran(plan)
    done = as_typed("verify", "--plan", str(plan), "--only", "untouched", "--allow-codemods")
    assert "untouched  passed" in done.text


def test_a_plan_without_programs_runs_from_anywhere(repo, as_typed) -> None:
    plan = repo.root.parent / "plain.yaml"
    plan.write_text("version: 1\nname: plain\nsteps: [{id: a, codemod: rewrite-imports, with: {old: x, new: y}}]\n")
    assert as_typed("plan", str(plan)).code == 1
    plan.write_text(PLAN.replace("codemods: [./codemods]\n", "").replace("codemod: note", "codemod: nte"))
    assert "there is no codemod 'nte'" in as_typed("plan", str(plan)).err


def test_a_command_of_a_plan_from_elsewhere_is_shown_and_not_run(repo, as_typed, tmp_path: Path) -> None:
    repo.write("package.json", '{ "name": "acme", "private": true, "workspaces": ["a"] }\n')
    repo.write("a/package.json", '{ "name": "a", "version": "1.0.0" }\n')
    repo.write("package-lock.json", '{ "name": "acme", "lockfileVersion": 3, "packages": {} }\n')
    repo.commit()
    plan = tmp_path / "locking.yaml"
    plan.write_text(LOCKING)
    assert as_typed("plan", str(plan)).code == 0
    before = repo.state()
    refused = as_typed("apply", str(plan))
    assert (refused.code, refused.out) == (2, b"")
    assert "is not committed in this repository, and would run `npm install --package-lock-only" in refused.err
    assert "--allow-commands" in refused.err
    assert repo.state() == before


def test_the_current_directory_is_no_place_for_modules(repo) -> None:
    for name in ("click", "yaml", "git", "pydantic"):
        repo.write(f"{name}.py", "raise SystemExit('hijacked')\n")
    done = subprocess.run(
        [sys.executable, "-m", "migrator", "--version"], capture_output=True, check=False, cwd=repo.root
    )
    assert (done.returncode, done.stderr) == (0, b"")
