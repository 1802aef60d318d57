"""Every seeded fault makes exactly the right proof fail, with the real bun, TypeScript and Inngest SDK."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from faults import FAULTS, Fault

from migrator.codemod import Command
from migrator.publish.execution import Execution
from migrator.vcs import Repository
from migrator.verify import PROOFS, CheckStatus, Proven, Subject, Workshop, verify
from migrator.verify.workshop import Side

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PATH": f"{ROOT / 'tests/toolchain/node_modules/.bin'}:{os.environ['PATH']}"}
BY_HAND = frozenset({"untouched"})


class Kept(Workshop):
    """A workshop that has the base of another: its checkout, its dependencies, and what was said of it there."""

    def lend(self, side: Side, place: Path, told: dict[tuple[Path, tuple[str, ...]], Execution]) -> None:
        self._checked_out[side] = place
        self._installed[side] = ""
        self._told = told

    def run_together(self, calls: Sequence[tuple[Command, Path]]) -> list[Execution]:
        keys = [(place, command.arguments) for command, place in calls]
        fresh = [call for call, key in zip(calls, keys, strict=True) if key not in self._told]
        self._told |= {
            (place, command.arguments): done
            for (command, place), done in zip(fresh, super().run_together(fresh), strict=True)
        }
        return [self._told[key] for key in keys]


class Studio:
    """The studio with the plan applied, in a repository of its own, and the base made ready once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "examples/studio", folder, ignore=shutil.ignore_patterns("node_modules", ".next"))
        self.run("git", "init", "--quiet", "--initial-branch", "main")
        self.run("git", "config", "user.name", "test")
        self.run("git", "config", "user.email", "test@example.invalid")
        self.run("git", "add", "--all")
        self.run("git", "commit", "--quiet", "--message", "before")
        self.run(sys.executable, "-m", "migrator", "apply", "inngest-package", "--quiet")
        self.applied = self.run("git", "rev-parse", "HEAD")
        self.first = Workshop(self.subject(), environment=ENVIRONMENT)
        self.base = self.first.ready("base")
        self.told: dict[tuple[Path, tuple[str, ...]], Execution] = {}

    def run(self, *command: str) -> str:
        done = subprocess.run(command, cwd=self.folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout.strip()

    def subject(self) -> Subject:
        return Subject.of(Repository.open(self.folder), "HEAD")

    def commit(self, fault: Fault) -> None:
        self.run("git", "checkout", "--quiet", "--force", "-B", "fault", self.applied)
        for path, (old, new) in fault.replaced.items():
            text = (self.folder / path).read_text(encoding="utf-8")
            assert old in text, f"{path} no longer has what the fault is written into"
            (self.folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")
        for path, text in fault.added.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text((file.read_text(encoding="utf-8") if file.exists() else "") + text, encoding="utf-8")
        if fault.locked:
            self.run("bun", "install", "--lockfile-only", "--ignore-scripts")
        self.run("git", "add", "--all")
        self.run("git", "commit", "--quiet", "--message", fault.name)

    def proven(self) -> dict[str, Proven]:
        workshop = Kept(self.subject(), environment=ENVIRONMENT)
        workshop.lend("base", self.base, self.told)
        with workshop:
            return verify(workshop.subject, workshop, PROOFS).proven


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    made = Studio(tmp_path_factory.mktemp("faults") / "studio")
    with made.first:
        yield made


def failed(proven: dict[str, Proven]) -> set[str]:
    return {name for name, one in proven.items() if one.status is CheckStatus.FAILED}


def said(proven: dict[str, Proven]) -> str:
    return "\n".join(f"{name}: {one.status} {one.detail} {one.findings}" for name, one in proven.items())


ASKED = frozenset(proof.name for proof in PROOFS)


def test_without_a_fault_all_pass(studio: Studio) -> None:
    studio.run("git", "checkout", "--quiet", "--force", "-B", "fault", studio.applied)
    proven = studio.proven()
    skipped = {name for name, one in proven.items() if one.status is CheckStatus.SKIPPED}
    assert (failed(proven), skipped) == (set(), {"dev-server", "commands"} & ASKED), said(proven)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_fails_the_right_proofs(studio: Studio, fault: Fault) -> None:
    studio.commit(fault)
    proven = studio.proven()
    assert failed(proven) == (fault.fails | BY_HAND) & ASKED, said(proven)


def test_there_are_twelve() -> None:
    assert len({fault.name for fault in FAULTS}) == 12
