"""Whatever ends the program, and whenever: the repository is as it was, or it has the finished branch."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from real_git import Checkout

import migrator.cli.apply
import migrator.cli.main
import migrator.cli.resume
import migrator.cli.rollback

PROGRAM = (sys.executable, "-m", "migrator")
APPLY = (*PROGRAM, "apply", "--allow-codemods")
NOTE = "{id: note, codemod: write-file, with: {path: docs/new.md}, on-noop: ok}"
MOVE = "{id: move, codemod: move-file, on-noop: ok, with: {source: docs/old.md, target: docs/guide/old.md, note: six}}"
COPY = "{id: copy, codemod: copy-file, on-noop: ok, with: {source: mine.md, target: docs/copy.md}, on-failure: keep}"

WRAPPER = """#!/bin/sh
# Commands that only read say so; each of the others is counted, and the program is ended at one of them.
[ "$GIT_OPTIONAL_LOCKS" = 0 ] || [ "$1" = version ] && exec {git} "$@"
echo "$*" >> "$COUNTED"
[ "$(wc -l < "$COUNTED")" = "$AT" ] || exec {git} "$@"
if [ "$WHEN" = before ]; then kill -s "$WITH" $PPID; exec sleep 9; fi
{git} "$@"
kill -s "$WITH" $PPID
exec sleep 9
"""


@dataclass
class Ended:
    """How a run ended, what it said, and the writing git commands that it came to."""

    status: int
    words: str
    writes: list[str]


@pytest.fixture
def ended(repo, plan_file, migrate, tmp_path: Path) -> Callable[..., Ended]:
    """Run the program and end it at its n-th writing git command; 0 lets it go on to its own end."""
    migrate("plan", plan_file(NOTE, COPY, MOVE))  # loads, once for all children, whatever the program is made of
    (tmp_path / "bin").mkdir()
    wrapper = tmp_path / "bin/git"
    wrapper.write_text(WRAPPER.format(git=shutil.which("git")))
    wrapper.chmod(0o755)
    log, said = tmp_path / "counted", tmp_path / "said"

    def run(repo: Checkout, *arguments: str, at: int = 0, when: str = "before", by: str = "KILL") -> Ended:
        log.write_text("")
        child = os.fork()  # quicker by far than a program that starts anew, since all is loaded here
        if child == 0:
            path = f"{wrapper.parent}:{os.environ['PATH']}"
            os.environ.update(PATH=path, COUNTED=str(log), AT=str(at), WHEN=when, WITH=by)
            os.chdir(repo.root)
            with said.open("wb") as output:
                os.dup2(output.fileno(), 1)
                os.dup2(output.fileno(), 2)
            sys.stdout = sys.stderr = os.fdopen(1, "w")
            signal.signal(signal.SIGINT, signal.default_int_handler)
            allowed = [] if arguments[0] == "rollback" else ["--allow-codemods"]
            status = migrator.cli.main.run([*arguments, *allowed])
            sys.stdout.flush()
            os._exit(status)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        words = said.read_text()
        assert "Traceback" not in words
        return Ended(status, words, log.read_text().splitlines())

    return run


class Facts(NamedTuple):
    """Branches and their trees, HEAD, what is uncommitted, and locks that nobody holds any more."""

    branches: str
    head: str
    uncommitted: str
    locks: list[Path]


def facts(repo: Checkout) -> Facts:
    return Facts(
        repo.git("for-each-ref", "--format=%(refname) %(tree)", "refs/heads"),
        repo.git("symbolic-ref", "HEAD"),
        repo.git("status", "--porcelain"),
        list((repo.root / ".git").rglob("*.lock")),
    )


def copy_of(repo: Checkout, place: Path) -> Checkout:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(repo.root, place, symlinks=True)
    return type(repo)(place)


MOMENTS = ("before", "after")


def test_apply_killed_at_every_write(repo, plan_file, ended, tmp_path: Path) -> None:
    file = plan_file(MOVE)
    repo.write("untracked.txt", "mine\n")
    before = facts(repo)
    finished = copy_of(repo, tmp_path / "finished")
    whole = ended(finished, "apply", file)
    after = facts(finished)
    commands = [next(word for word in words.split(" ") if word[0] != "-" and "=" not in word) for words in whole.writes]
    assert (whole.status, commands[-2:]) == (0, ["update-ref", "switch"])
    assert (commands.count("commit-tree"), commands.count("update-ref")) == (2, 1)
    for at, when in product(range(len(commands)), MOMENTS):
        killed = copy_of(repo, tmp_path / "killed")
        assert ended(killed, "apply", file, at=at + 1, when=when).status == -signal.SIGKILL
        left = facts(killed)
        # The branch comes with one command; all that is left to do after it is to switch.
        there = commands[at] == "switch" or (commands[at], when) == ("update-ref", "after")
        assert left.branches == (after if there else before).branches
        assert left.head == (after if (commands[at], when) == ("switch", "after") else before).head
        assert (left.uncommitted, left.locks) == ("?? untracked.txt", [])
        assert killed.git("fsck", "--strict", "--no-dangling") == ""
        assert (killed.root / "untracked.txt").read_text() == "mine\n"
        if (commands[at], when) in (("update-ref", "before"), ("switch", "before")):
            assert ended(killed, "apply", file).status == 0
            assert facts(killed) == after


@pytest.mark.parametrize("checked_out", [False, True], ids=["elsewhere", "checked out"])
def test_resume_and_rollback_killed_at_every_write(repo, plan_file, ended, tmp_path: Path, checked_out: bool) -> None:
    file = plan_file(NOTE, COPY)
    assert ended(repo, "apply", file).status == 1
    repo.write("mine.md", "by hand\n")
    repo.commit("mend it")
    repo.git("config", "branch.migrate/tidy.description", "what it is for")
    if not checked_out:
        repo.git("switch", "-q", "main")
    before = facts(repo)
    for command in (["resume", "migrate/tidy", "--plan", file], ["rollback", "migrate/tidy", "--force"]):
        finished = copy_of(repo, tmp_path / "finished")
        whole = ended(finished, *command)
        assert whole.status == 0
        after = facts(finished)
        for at, when in product(range(1, len(whole.writes) + 1), MOMENTS):
            killed = copy_of(repo, tmp_path / "killed")
            assert ended(killed, *command, at=at, when=when).status == -signal.SIGKILL
            left = facts(killed)
            assert left.branches in (before.branches, after.branches)
            assert left.head in (before.head, after.head)
            assert (left.uncommitted, left.locks) == ("", [])
            if (at, when) == (2, "before") and left.branches == before.branches:
                assert ended(killed, *command).status == 0
                assert facts(killed) == after


def test_who_interrupts_is_told_what_is_there(repo, plan_file, ended, tmp_path: Path) -> None:
    file = plan_file(NOTE)
    before = facts(repo)
    finished = copy_of(repo, tmp_path / "finished")
    writes = len(ended(finished, "apply", file, "--no-checkout").writes)
    for at, when in ((1, "before"), (writes, "before"), (writes, "after")):
        stopped = copy_of(repo, tmp_path / "stopped")
        done = ended(stopped, "apply", file, "--no-checkout", at=at, when=when, by="INT")
        there = when == "after"
        assert facts(stopped) == (facts(finished) if there else before)
        state = "the branch migrate/tidy holds the result already" if there else "the repository is as it was"
        assert (done.status, done.words.strip()) == (130, f"interrupted; {state}")
    ended(repo, "apply", file)
    for at, state in ((1, "is as it was, and the work tree is on main"), (2, "is gone")):
        stopped = copy_of(repo, tmp_path / "stopped")
        done = ended(stopped, "rollback", at=at, when="after", by="INT")
        assert (done.status, done.words.strip()) == (130, f"interrupted; the branch migrate/tidy {state}")


def test_to_be_told_to_end_is_to_be_interrupted(repo, plan_file) -> None:
    file = plan_file("{id: a, codemod: crash, with: {told: true}}")
    before = facts(repo)
    done = subprocess.run([*APPLY, file], cwd=repo.root, capture_output=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (130, b"interrupted; the repository is as it was")
    assert facts(repo) == before


@pytest.mark.parametrize("limit", [2_000, 100_000], ids=["nothing can be written", "objects can't"])
def test_a_disk_that_takes_no_more(repo, plan_file, limit: int) -> None:
    """A limit on the size of files stands for it: whatever writes more ends like on a full disk."""
    content = os.urandom(300_000)
    repo.write("docs/old.md", content)
    repo.commit("a large file")
    file = plan_file(MOVE.replace("note: six", f"note: {'six' * 2000}"))
    before, tree = facts(repo), repo.state()
    done = subprocess.run(
        [*APPLY, file],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        cwd=repo.root,
        capture_output=True,
        check=False,
    )
    assert done.returncode in (1, 5), done.stderr
    assert b"Traceback" not in done.stderr
    assert facts(repo) == before
    left = {path for path in repo.state() if path not in tree and not path.startswith(".git/objects")}
    assert left == set()
    assert subprocess.run([*APPLY, file], cwd=repo.root, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("hook", "code", "words"),
    [
        ("reference-transaction", 5, "a hook of the repository forbids it"),
        ("post-checkout", 0, ""),
        ("pre-commit", 0, ""),
    ],
)
def test_a_hook_that_fails(repo, plan_file, migrate, hook: str, code: int, words: str) -> None:
    file = repo.root / ".git/hooks" / hook
    file.write_text("#!/bin/sh\nexit 1\n")
    file.chmod(0o755)
    before = facts(repo)
    done = migrate("apply", plan_file(MOVE))
    assert (done.code, words in done.err) == (code, True)
    if code:
        assert facts(repo) == before
    else:
        assert "notice" not in done.err
        assert facts(repo)[1:] == ("refs/heads/migrate/tidy", "", [])


def test_a_lock_that_another_git_holds(repo, plan_file, migrate) -> None:
    file = plan_file(MOVE)
    lock = repo.root / ".git/refs/heads/migrate/tidy.lock"
    lock.parent.mkdir(parents=True)
    lock.touch()
    before = repo.git("for-each-ref")
    done = migrate("apply", file)
    assert (done.code, "another git command is running here" in done.err) == (5, True)
    assert repo.git("for-each-ref") == before
    lock.unlink()
    (repo.root / ".git/index.lock").touch()
    done = migrate("apply", file)
    assert (done.code, "not switched to migrate/tidy" in done.err) == (0, True)


GATE = """#!/bin/sh
# Nobody moves a branch before both are about to.
if [ "$1" = update-ref ]; then
    : > "{gate}/$$"
    while [ "$(ls {gate} | wc -l)" -lt 2 ]; do sleep 0.05; done
fi
exec {git} "$@"
"""


def test_of_two_runs_at_once_the_second_is_refused(repo, plan_file, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "gate").mkdir()
    wrapper = tmp_path / "bin/git"
    wrapper.write_text(GATE.format(git=shutil.which("git"), gate=tmp_path / "gate"))
    wrapper.chmod(0o755)
    environment = {**os.environ, "PATH": f"{wrapper.parent}:{os.environ['PATH']}"}
    file = plan_file(NOTE, MOVE)
    running = [
        subprocess.Popen([*APPLY, file], cwd=repo.root, env=environment, stderr=subprocess.PIPE) for _ in range(2)
    ]
    words = [one.communicate()[1].decode() for one in running]
    assert sorted(one.returncode for one in running) == [0, 5]
    refused = next(text for text, one in zip(words, running, strict=True) if one.returncode == 5)
    assert "somebody else moved the branch meanwhile" in refused or "another git command is running here" in refused
    assert repo.git("rev-list", "--count", "main..migrate/tidy") == "3"
    assert facts(repo)[1:] == ("refs/heads/migrate/tidy", "", [])
    again = subprocess.run([*APPLY, file, "--base", "main"], cwd=repo.root, capture_output=True, check=False)
    assert (again.returncode, b"holds this result already" in again.stdout) == (0, True)
