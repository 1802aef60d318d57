"""Small workspaces with real dependencies, in repositories of their own."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from migrator.engine import Lineage
from migrator.vcs import Repository
from migrator.verify import Proof, Proven, Subject, Workshop

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PATH": f"{ROOT / 'tests/toolchain/node_modules/.bin'}:{os.environ['PATH']}"}

Files = Mapping[str, "str | dict[str, object] | None"]


class Grown:
    """A repository to which commits are added."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.run("git", "init", "--quiet", "--initial-branch", "main")
        self.run("git", "config", "user.name", "test")
        self.run("git", "config", "user.email", "test@example.invalid")

    def run(self, *command: str) -> str:
        done = subprocess.run(command, cwd=self.folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        return done.stdout.strip()

    def move(self, moves: Mapping[str, str]) -> None:
        for old, new in moves.items():
            (self.folder / new).parent.mkdir(parents=True, exist_ok=True)
            self.run("git", "mv", old, new)

    def commit(self, files: Files, *, lock: bool = True) -> str:
        """Write the files (None: delete), bring the lockfile along, and commit it all; the new commit."""
        for path, content in files.items():
            place = self.folder / path
            if content is None:
                place.unlink()
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(content if isinstance(content, str) else json.dumps(content, indent=2))
        if lock:
            self.run("bun", "install", "--lockfile-only", "--ignore-scripts")
        self.run("git", "add", "--all")
        self.run("git", "commit", "--quiet", "--allow-empty", "--message", "a commit")
        return self.run("git", "rev-parse", "HEAD")

    def proven(
        self, proof: Proof, base: str, moves: Mapping[str, str] | None = None, *, reuse_node_modules: bool = False
    ) -> Proven:
        subject = Subject.of(Repository.open(self.folder), "HEAD", base)
        if moves is not None:
            subject.__dict__["lineage"] = Lineage(moves)
        with Workshop(subject, reuse_node_modules=reuse_node_modules, environment=ENVIRONMENT) as workshop:
            return proof.prove(subject, workshop, lambda _: None)


@pytest.fixture
def grown(tmp_path: Path) -> Callable[[str], Grown]:
    return lambda name="repository": Grown(tmp_path / name)
