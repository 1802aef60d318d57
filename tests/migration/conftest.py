from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from checkouts import Checkout, Ran
from real_git import as_nobody

from migrator.cli.main import run


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """An empty repository, which is the current directory; nobody's own git settings."""
    as_nobody(monkeypatch)
    root = tmp_path / "repo"
    root.mkdir()
    made = Checkout(root)
    made.git("init", "--quiet", "-b", "main")
    monkeypatch.chdir(root)
    return made


@pytest.fixture
def migrate(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ran]:
    """Run the command line as the program does. Nobody ever sees a traceback, and nothing is a bug of the program."""

    def call(*arguments: str) -> Ran:
        code = run(arguments)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        ran = Ran(code, out, err.decode())
        assert code != 70, ran.err
        assert "Traceback" not in ran.err
        return ran

    return call
