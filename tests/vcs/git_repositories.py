"""Real repositories, made by the git program itself and never by the code under test."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

Files = Mapping[str, bytes | tuple[str, bytes]]


@dataclass(frozen=True)
class Repo:
    """A folder with a repository in it."""

    root: Path

    def git(self, *arguments: str, stdin: bytes | None = None, check: bool = True) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.root, input=stdin, capture_output=True, check=False)
        assert not check or done.returncode == 0, done.stderr.decode(errors="replace")
        return os.fsdecode(done.stdout)

    def write(self, files: Files) -> None:
        for name, content in files.items():
            mode, data = content if isinstance(content, tuple) else ("100644", content)
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if mode == "120000":
                path.symlink_to(os.fsdecode(data))
            else:
                path.write_bytes(data)
                path.chmod(0o755 if mode == "100755" else 0o644)

    def commit(self, files: Files, message: str = "base") -> str:
        self.write(files)
        self.git("add", "--all", "--force", ".")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD").strip()


def init(root: Path, *options: str) -> Repo:
    root.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", "init", "--quiet", "-b", "main", *options], cwd=root, check=True)
    return Repo(root)
