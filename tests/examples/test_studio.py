"""The example monorepo, with the real bun, next, TypeScript and Inngest SDK, before the plan and after it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUN = ROOT / "tests/toolchain/node_modules/.bin"
ROUTE = "src/app/api/inngest/route.ts"


def run(folder: Path, *command: str) -> str:
    environment = {**os.environ, "PATH": f"{BUN}:{os.environ['PATH']}", "NEXT_TELEMETRY_DISABLED": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def migrate(folder: Path, *arguments: str) -> str:
    return run(folder, sys.executable, "-m", "migrator", *arguments)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example as a repository of its own, its dependencies installed."""
    folder = tmp_path_factory.mktemp("examples") / "studio"
    shutil.copytree(ROOT / "examples/studio", folder, ignore=shutil.ignore_patterns("node_modules", ".next"))
    run(folder, "git", "init", "--quiet", "--initial-branch", "main")
    run(folder, "git", "config", "user.name", "test")
    run(folder, "git", "config", "user.email", "test@example.invalid")
    run(folder, "git", "add", "--all")
    run(folder, "git", "commit", "--quiet", "--message", "before")
    run(folder, "bun", "install", "--frozen-lockfile")
    return folder


def served(folder: Path) -> object:
    return json.loads(run(folder, "bun", str(ROOT / "examples/inband/served.ts"), "apps/web", ROUTE))


def passes(folder: Path) -> None:
    """The example's own checks: every package compiles by itself, the tests pass, the app builds."""
    run(folder, "bun", "run", "typecheck")
    run(folder, "bun", "test")
    run(folder, "bun", "run", "build")


def test_the_studio_does_after_the_plan_what_it_did_before(studio: Path) -> None:
    passes(studio)
    functions = served(studio)
    assert functions == json.loads((ROOT / "examples/inband/studio.json").read_text())

    planned = json.loads(migrate(studio, "plan", "inngest-package", "--format", "json"))
    migrate(studio, "apply", "inngest-package")
    assert run(studio, "git", "rev-parse", "HEAD^{tree}").strip() == planned["result"]["tree"]
    assert not (studio / "apps/web/src/inngest").exists()

    # The new package is not in the lockfile yet.
    run(studio, "bun", "install")
    passes(studio)
    assert served(studio) == functions

    run(studio, "git", "checkout", "--quiet", "--", "bun.lock")
    again = json.loads(migrate(studio, "plan", "inngest-package", "--format", "json"))
    assert again["status"] == "noop"
