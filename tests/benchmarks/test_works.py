"""Every piece of work that is measured, done once on a small repository. What is asserted is never a time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.goals import goals
from benchmarks.process import measured
from benchmarks.report import page
from benchmarks.results import Done, Result, keep, kept
from benchmarks.rounds import Figures, carried_out
from benchmarks.subject import Subject, checked_out, generated
from benchmarks.works import NAMES, works_on
from benchmarks.works import peers as others
from benchmarks.works.migrate import changed_lines
from benchmarks.works.move import moving
from benchmarks.works.rename import renaming


@pytest.fixture(scope="module")
def subject(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    return generated(tmp_path_factory.mktemp("measured"), 60)


def named_in(subject: Subject, *texts: str) -> int:
    """How many module specifiers of the repository begin like that, by git."""
    pattern = rf"""["']({"|".join(texts)})(/[^"']*)?["']"""
    command = ["git", "grep", "-ohE", pattern, "--", "*.ts", "*.tsx"]
    found = subprocess.run(command, cwd=subject.folder, capture_output=True, text=True, check=True).stdout
    return found.count("\n")


def test_every_work_is_done_and_told(subject: Subject, tmp_path: Path) -> None:
    done = []
    for work in works_on(subject, peers=False):
        figures = carried_out(work, subject.folder, subject.place, 1, 60, lambda _: None)
        assert [(one.name, one.failed, one.limit) for one in figures if one.failed or one.limit] == [], work.name
        assert all(one.wall > 0 and one.peak > 1_000_000 for one in figures)
        done.append(Done(work.name, work.title, work.counts, tuple(figures)))
    assert tuple(one.name for one in done) == NAMES
    counted = {one.name: one.figures[0].count for one in done}
    assert counted["rename"] == counted["rename-again"] == named_in(subject, subject.old)
    assert counted["move"] == counted["move-again"]
    assert counted["move"] >= named_in(subject, "@/lib/shared", r"(\.\./)+lib/shared")
    assert counted["apply"] is None

    result = Result(
        subject.name, subject.modules, subject.size, "python", "0", "2026-01-01", {"cores": "2"}, tuple(done)
    )
    assert keep(tmp_path / "results.json", [result]) == kept(tmp_path / "results.json") == [result]
    written = page([result], None)
    for one in done:
        assert one.title in written
    status = subprocess.run(["git", "status", "--porcelain"], cwd=subject.folder, capture_output=True, check=True)
    assert status.stdout == b""


@pytest.mark.skipif(not others.are_installed(), reason="make benchmark installs what migrate is measured against")
def test_other_programs_find_the_same(subject: Subject) -> None:
    renamed = carried_out(renaming(subject, peers=True), subject.folder, subject.place, 1, 60, lambda _: None)
    assert {one.count for one in renamed} == {named_in(subject, subject.old), None}
    moved = carried_out(moving(subject, peers=True), subject.folder, subject.place, 1, 60, lambda _: None)
    assert not any(one.failed for one in moved)
    # The language service leaves mocks as they are, and ast-grep knows one spelling of the folder.
    own, scan, service = (one.count or 0 for one in moved[:3])
    assert scan < service <= own


def test_a_checkout_is_cloned_and_left_alone(subject: Subject, tmp_path: Path) -> None:
    move = (subject.source, subject.target)
    cloned = checked_out(tmp_path, subject.folder, (subject.old, subject.new), move, subject.app)
    assert (cloned.modules, cloned.size, cloned.audited) == (subject.modules, subject.size, True)
    assert cloned.folder != subject.folder and cloned.folder.is_dir()
    assert {one.name for one in works_on(cloned, peers=False)} == set(NAMES) - {"package", "apply"}


def test_what_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    program = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    run = measured((sys.executable, "-c", program), tmp_path, tmp_path / "out", 1.0, {})
    assert run.code is None and run.wall < 30


def test_time_and_memory_of_children_count(tmp_path: Path) -> None:
    work = "sum(range(3_000_000)); bytearray(150_000_000)"
    program = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}])"
    run = measured((sys.executable, "-c", program), tmp_path, tmp_path / "out", 60, {})
    assert run.code == 0 and run.peak > 140_000_000 and run.cpu > 0.01


def test_lines_of_modules_count_once() -> None:
    patch = """\
diff --git a/a.ts b/b.ts
rename from a.ts
rename to b.ts
--- a/a.ts
+++ b/b.ts
@@ -1 +1 @@
-import "x";
+import "y";
diff --git a/package.json b/package.json
+ "y"
diff --git a/new.ts b/new.ts
new file mode 100644
+export {};
"""
    assert changed_lines(patch) == 1


def test_goals_are_told_with_what_was_measured() -> None:
    def figures(name: str, wall: float) -> Figures:
        return Figures(name, wall, wall, 50 * 2**20, 5)

    works = (
        Done("rename", "", "", (figures("migrate plan", 0.3), figures("ast-grep scan", 1.0))),
        Done("rename-again", "", "", (figures("migrate plan, warm", 0.5),)),
    )
    large = Result("Generated, 8,000 modules", 8_000, 1, "", "", "", {}, works)
    found = {one.text: one.is_met for one in goals([large])}
    assert found == {
        "migrate plan (rename): time of ast-grep scan": True,
        "plan with nothing changed (rename-again)": False,
        "peak memory of the plan (rename)": True,
    }
    assert list(goals([Result("Generated, 500 modules", 500, 1, "", "", "", {}, works)])) == []


def test_a_program_that_is_not_there_has_failed(tmp_path: Path) -> None:
    run = measured(("no-such-program",), tmp_path, tmp_path / "out", 60, {})
    assert run.code == 127
    assert "no-such-program" in (tmp_path / "out.err").read_text()


def test_the_memory_of_who_measures_does_not_count(tmp_path: Path) -> None:
    ballast = bytearray(150_000_000)
    run = measured((sys.executable, "-I", "-S", "-c", ""), tmp_path, tmp_path / "out", 60, {})
    assert run.peak < len(ballast) / 3
