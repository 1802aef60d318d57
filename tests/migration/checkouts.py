"""Repositories to migrate."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping

from real_git import Checkout as RealCheckout
from real_git import Ran

__all__ = ["Checkout", "Ran"]


class Checkout(RealCheckout):
    """A repository, and what the branch that a plan makes in it holds."""

    def commit(self, files: Mapping[str, bytes], message: str = "base") -> str:
        for path, content in files.items():
            self.write(path, content)
        self.git("add", "--all", "--force", ".")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def paths(self, revision: str) -> set[str]:
        return set(filter(None, self.git("ls-tree", "-r", "-z", "--name-only", revision).split("\0")))

    def read(self, path: str, revision: str = "migrate/inngest-package") -> bytes:
        return subprocess.run(
            ["git", "show", f"{revision}:{path}"], cwd=self.root, capture_output=True, check=True
        ).stdout
