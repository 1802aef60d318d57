"""Pages to look at, each of a repository of its own, and a browser to look with."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from report_pages import CODEMOD, PLAYWRIGHT, ROOT, Page, commit, migrate


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session")
def example_page(folder: Path) -> Page:
    """The page of the shipped plan on an example."""

    def write(name: str, *options: str) -> Path:
        root, target = folder / name, folder / f"{name}.html"
        shutil.copytree(ROOT / "examples" / name, root, ignore=shutil.ignore_patterns("node_modules", ".next", "dist"))
        commit(root)
        migrate("plan", "inngest-package", "-C", str(root), *options, "--format", "html", "--output", str(target))
        return target

    return write


@pytest.fixture(scope="session")
def audit_page(folder: Path) -> Page:
    """The page of the audit of an example."""

    def write(name: str) -> Path:
        root, target = folder / f"{name}-audited", folder / f"{name}-audit.html"
        shutil.copytree(ROOT / "examples" / name, root, ignore=shutil.ignore_patterns("node_modules", ".next", "dist"))
        commit(root)
        migrate("audit", "-C", str(root), "--format", "html", "--output", str(target))
        return target

    return write


@pytest.fixture(scope="session")
def written_page(folder: Path) -> Page:
    """The page of a plan that writes files, moves some that were there `before`, and says something."""

    def write(
        name: str,
        files: dict[str, str],
        before: dict[str, str] | None = None,
        moves: dict[str, str] | None = None,
        said: str = "",
    ) -> Path:
        root, target = folder / name, folder / f"{name}.html"
        for path, text in {"README.md": "Hello.\n", **(before or {})}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        commit(root)
        plans = folder / f"{name}-plans"
        (plans / "codemods").mkdir(parents=True)
        (plans / "codemods/write_files.py").write_text(CODEMOD, encoding="utf-8")
        step = {"id": "write", "codemod": "write-files", "with": {"files": files, "moves": moves or {}, "said": said}}
        plan = {"version": 1, "name": name, "codemods": ["codemods"], "steps": [step]}
        (plans / "plan.yaml").write_text(json.dumps(plan), encoding="utf-8")
        migrate(
            "plan",
            str(plans / "plan.yaml"),
            "--allow-codemods",
            "-C",
            str(root),
            "--format",
            "html",
            "--output",
            str(target),
        )
        return target

    return write


@pytest.fixture(scope="session")
def look() -> Callable[..., Any]:
    """Open a page in Chromium and get back what a script of `looking.mjs` saw there."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("there is no chromium on PATH")
    if not PLAYWRIGHT.is_dir():
        pytest.skip("`make toolchain` has not installed playwright-core")

    def run(page: Path, what: str, *, width: int = 1280, scheme: str = "light") -> Any:
        script = Path(__file__).with_name("looking.mjs")
        command = ["node", str(script), chromium, str(page), what, str(width), scheme]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run
