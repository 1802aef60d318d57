from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from real_git import Checkout, Ran, as_nobody
from shop import Files

from migrator.cli.main import run


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Files], Checkout]:
    """Commit files to a new repository, which becomes the current directory."""
    as_nobody(monkeypatch)

    def commit(files: Files) -> Checkout:
        made = Checkout(tmp_path / "repo")
        made.root.mkdir()
        made.git("init", "--quiet", "-b", "main")
        for path, text in files.items():
            made.write(path, text)
        made.git("add", "-A")
        made.git("commit", "-q", "-m", "The shop")
        monkeypatch.chdir(made.root)
        return made

    return commit


@pytest.fixture
def migrate(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ran]:
    """Run the command line as the program does."""

    def call(*arguments: str) -> Ran:
        code = run(arguments)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Ran(code, out, err.decode())

    return call
