"""Repositories with a plan, and the program that writes the report of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLAYWRIGHT = ROOT / "tests/toolchain/node_modules/playwright-core"
CODEMOD = '''
from migrator.api import Codemod, Context, Diagnostic, param


class WriteFiles(Codemod):
    """Write files, move others, and say something."""

    files: dict[str, str] = param("Content by path.", example={"a.md": "Hello."})
    moves: dict[str, str] = param("New path by old one.", default={}, example={"a.md": "b.md"})
    said: str = param("What to say.", default="", example="done")

    def apply(self, context: Context) -> None:
        for path, text in self.files.items():
            context.tree.write(path, text.encode())
        for old, new in self.moves.items():
            context.tree.move(old, new)
        if self.said:
            context.report(Diagnostic("said", "warning", self.said, hint=self.said))
'''

Page = Callable[..., Path]


def migrate(*arguments: str) -> None:
    """Run the program, which may end with 1 where a plan is blocked."""
    done = subprocess.run([sys.executable, "-m", "migrator", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr


def commit(root: Path) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    for command in (("init", "-q", "-b", "main"), ("add", "-A"), (*who, "commit", "-qm", "first")):
        subprocess.run(["git", *command], cwd=root, env=environment, check=True)
