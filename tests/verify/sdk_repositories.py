"""Small repositories with a real Inngest SDK, a base, and a branch with one fault in it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from migrator.engine import Lineage
from migrator.vcs import Repository
from migrator.verify import Proof, Proven, Subject, Workshop

BIN = Path(__file__).parents[1] / "toolchain/node_modules/.bin"
ENVIRONMENT = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"}


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


def installed(folder: Path, manifest: str) -> Path:
    """A folder with the dependencies of `manifest`, to be copied by its links."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(manifest)
    run(folder, "bun", "install", "--ignore-scripts")
    return folder


class Sides:
    """A base of `files`, in a repository that uses the dependencies installed at `dependencies`."""

    def __init__(self, folder: Path, dependencies: Path, files: Mapping[str, str]) -> None:
        self.folder = folder
        self.moves: dict[str, str] = {}
        folder.mkdir()
        (folder / "node_modules").symlink_to(dependencies / "node_modules")
        for name in ("package.json", "bun.lock"):
            shutil.copy(dependencies / name, folder / name)
        self.write({".gitignore": "node_modules\n", **files})
        run(folder, "git", "init", "--quiet", "--initial-branch", "main")
        run(folder, "git", "config", "user.name", "test")
        run(folder, "git", "config", "user.email", "test@example.invalid")
        self.commit()

    def write(self, files: Mapping[str, str]) -> None:
        for path, text in files.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_text(text)

    def commit(self) -> None:
        run(self.folder, "git", "add", "--all")
        run(self.folder, "git", "commit", "--quiet", "--message", "as it is", "--allow-empty")

    def replaced(self, path: str, old: str, new: str) -> None:
        text = (self.folder / path).read_text()
        assert text.count(old) == 1, f"{old} is {text.count(old)} times in {path}"
        self.write({path: text.replace(old, new)})

    def moved(self, old: str, new: str) -> None:
        (self.folder / new).parent.mkdir(parents=True, exist_ok=True)
        run(self.folder, "git", "mv", old, new)
        self.moves[old] = new

    def proven(
        self,
        proof: Proof,
        change: Callable[[Sides], object],
        environment: Mapping[str, str] = ENVIRONMENT,
        reuse: bool = True,
    ) -> Proven:
        """What the proof says of a branch on which `change` was made."""
        change(self)
        self.commit()
        subject = Subject.of(Repository.open(self.folder), "HEAD", base="HEAD~1")
        subject.__dict__["lineage"] = Lineage(self.moves)  # as a plan would tell it
        with Workshop(subject, reuse_node_modules=reuse, environment=environment) as workshop:
            return proof.prove(subject, workshop, lambda _: None)
