"""Real repositories, and what a command came to in one."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass
class Ran:
    """What a command came to."""

    code: int
    out: bytes
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Checkout:
    """A real repository, made by the git program and not by the code under test."""

    root: Path

    def git(self, *arguments: str, stdin: bytes | None = None) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.root, input=stdin, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return os.fsdecode(done.stdout).strip()

    def commit(self, files: Mapping[str, bytes], message: str = "base") -> str:
        for path, content in files.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_bytes(content)
        self.git("add", "--all", "--force", ".")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def paths(self, revision: str) -> set[str]:
        return set(filter(None, self.git("ls-tree", "-r", "-z", "--name-only", revision).split("\0")))

    def read(self, path: str, revision: str = "migrate/inngest-package") -> bytes:
        return subprocess.run(
            ["git", "show", f"{revision}:{path}"], cwd=self.root, capture_output=True, check=True
        ).stdout

    def state(self) -> dict[str, tuple[int, int, bytes]]:
        """Every file of the work tree and of .git, with mode, time and bytes."""
        found = {}
        for path in sorted(self.root.rglob("*")):
            status = path.lstat()
            content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            found[str(path.relative_to(self.root))] = (status.st_mode, status.st_mtime_ns, content)
        return found
