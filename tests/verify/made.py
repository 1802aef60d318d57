"""A repository, and a branch that a plan of its own made, for proofs to look at."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from real_git import as_nobody

from migrator.cli.main import run
from migrator.vcs import Repository
from migrator.verify import Proof, Proven, Subject, Workshop

WRITE = '''
from migrator.api import Codemod, Context, param


class Write(Codemod):
    """Write a file."""

    path: str = param("Where.", example="a.txt")
    text: str = param("What.", default="", example="text")
    decisions: dict[str, str] = param("More lines, in their order.", default={}, example={"a": "b"})

    def apply(self, context: Context) -> None:
        more = "".join(f"{key}: {value}\\n" for key, value in self.decisions.items())
        context.tree.write(self.path, (self.text + more).encode("utf-8", "surrogateescape"))
'''
MOVE = '''
from migrator.api import Codemod, Context, Edit, param


class Move(Codemod):
    """Move a file and put a line at its end."""

    source: str = param("From.", example="a.txt")
    target: str = param("To.", example="b.txt")

    def apply(self, context: Context) -> None:
        context.tree.move(self.source, self.target)
        context.edit(self.target, [Edit.insert(len(context.tree.read(self.target)), b"moved\\n")])
'''
LOCK = '''
import sys
from typing import Any

from migrator.api import Command, CommandCodemod, Context


class Lock(CommandCodemod):
    """Write the lockfile."""

    def command(self, context: Context, base: Any) -> Command | None:
        return Command((sys.executable, "-c", "open('lock', 'w').write('locked')"), ("lock",))
'''


class Made:
    """One repository; its plan lies outside of it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        as_nobody(monkeypatch)
        self.root = folder / "repo"
        self.root.mkdir()
        monkeypatch.chdir(self.root)
        self.plan_file = folder / "plans/tidy.yaml"
        (folder / "plans/codemods").mkdir(parents=True)
        for name, source in (("write", WRITE), ("move", MOVE), ("lock", LOCK)):
            (folder / f"plans/codemods/{name}.py").write_text(source, encoding="utf-8")
        self.git("init", "--quiet", "-b", "main")

    def git(self, *arguments: str, stdin: bytes | None = None) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.root, input=stdin, capture_output=True, check=True)
        return done.stdout.decode("utf-8", "surrogateescape").strip()

    def commit(self, files: dict[str, str | bytes | None], message: str = "by hand") -> str:
        for path, content in files.items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                file.unlink()
            else:
                file.write_bytes(content.encode() if isinstance(content, str) else content)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def plan(
        self, *steps: dict[str, Any], params: dict[str, Any] | None = None, checks: list[Any] | None = None
    ) -> None:
        plan = {"version": 1, "name": "tidy", "codemods": ["codemods"], "params": params or {}, "steps": list(steps)}
        self.plan_file.write_text(json.dumps({**plan, "checks": checks or []}), encoding="utf-8")

    def apply(self, *options: str) -> int:
        return run(["apply", str(self.plan_file), "--allow-codemods", "--allow-commands", *options])

    def subject(self, branch: str = "HEAD", base: str | None = None, plan: bool = True) -> Subject:
        plan_file = str(self.plan_file) if plan else None
        return Subject.of(Repository.open(self.root), branch, base, plan_file, allow_codemods=True)

    def proven(self, proof: Proof, subject: Subject | None = None) -> Proven:
        subject = subject or self.subject()
        with Workshop(subject) as workshop:
            return proof.prove(subject, workshop, lambda _: None)


def found(proven: Proven) -> list[tuple[str | None, int | None, str]]:
    return [(finding.path, finding.line, finding.message) for finding in proven.findings]
