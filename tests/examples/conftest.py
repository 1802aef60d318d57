"""Copies of the example monorepos, as repositories of their own, with their dependencies installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
BUN = ROOT / "tests/toolchain/node_modules/.bin"
ROUTE = "src/app/api/inngest/route.ts"


class Example:
    """One example, in a folder of its own, with its dependencies as the lockfile has them."""

    def __init__(
        self,
        name: str,
        folder: Path,
        install: tuple[str, ...] = ("bun", "install", "--frozen-lockfile"),
        app: str = "apps/web",
        route: str = ROUTE,
    ) -> None:
        self.name = name
        self.folder = folder
        self.install = install
        self.app = app
        self.route = route
        shutil.copytree(
            ROOT / "examples" / name, folder, ignore=shutil.ignore_patterns("node_modules", ".next", "dist")
        )
        self.run("git", "init", "--quiet", "--initial-branch", "main")
        self.run("git", "config", "user.name", "test")
        self.run("git", "config", "user.email", "test@example.invalid")
        self.run("git", "add", "--all")
        self.run("git", "commit", "--quiet", "--message", "before")
        self.run(*self.install)

    def run(self, *command: str, code: int = 0) -> str:
        environment = {**os.environ, "PATH": f"{BUN}:{os.environ['PATH']}", "NEXT_TELEMETRY_DISABLED": "1"}
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == code, f"{' '.join(command)}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    def migrate(self, *arguments: str, code: int = 0) -> Any:
        """What a command of the program says, as JSON."""
        return json.loads(self.run(sys.executable, "-m", "migrator", *arguments, "--format", "json", code=code))

    def served(self) -> Any:
        """What the SDK says that the route serves."""
        return json.loads(self.run("bun", str(ROOT / "examples/inband/served.ts"), self.app, self.route))

    def recorded(self) -> Any:
        return json.loads((ROOT / f"examples/inband/{self.name}.json").read_text())

    def passes(self) -> None:
        """The example's own checks: every package compiles by itself, the tests pass, the app builds."""
        self.run("bun", "run", "typecheck")
        self.run("bun", "test")
        self.run("bun", "run", "build")


@pytest.fixture
def example(tmp_path: Path) -> Callable[..., Example]:
    return lambda name, **how: Example(name, tmp_path / name, **how)
