"""Repositories, plans, and codemods whose work is a command, beside the plan."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from real_git import Checkout, Ran

from migrator.cli.main import run

WRITE = '''
from migrator.api import Codemod, Context, param


class Write(Codemod):
    """Write a file."""

    path: str = param("Where.", default="a.txt", example="a.txt")
    text: str = param("What.", default="after\\n", example="text")

    def apply(self, context: Context) -> None:
        context.tree.write(self.path, self.text.encode())
'''
RUN = '''
import sys
from typing import Any

from migrator.api import Command, CommandCodemod, Context, param


class Run(CommandCodemod):
    """Run Python."""

    code: str = param("The program.", example="pass")
    program: str = param("What runs it.", default=sys.executable, example="python")
    writes: list[str] = param("The files it may write.", default=["lock"], example=["lock"])
    reads: list[str] = param("The files it should not.", default=[], example=["a.txt"])
    timeout: int = param("Seconds.", default=20, example=1)

    def command(self, context: Context, base: Any) -> Command | None:
        arguments = (self.program, "-c", self.code)
        return Command(arguments, tuple(self.writes), tuple(self.reads), timeout=self.timeout) if self.code else None
'''


class Repo(Checkout):
    def commit(self, files: dict[str, str]) -> str:
        for path, content in files.items():
            self.write(path, content)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "change")
        return self.git("rev-parse", "HEAD")


@pytest.fixture(autouse=True)
def plain_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody's own settings; and a folder for temporary files, which has to be empty in the end."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    home, temporary = tmp_path / "home", tmp_path / "temporary"
    home.mkdir()
    temporary.mkdir()
    (home / ".gitconfig").write_text("[user]\nname = Ada\nemail = ada@example.org\n[init]\ndefaultBranch = main\n")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    yield
    assert not [path.name for path in temporary.iterdir() if path.name.startswith("migrate-")]


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """An empty repository, which is the current directory."""
    root = tmp_path / "repo"
    root.mkdir()
    made = Repo(root)
    made.git("init", "--quiet")
    monkeypatch.chdir(root)
    return made


@pytest.fixture
def plan_file(tmp_path: Path) -> Callable[..., str]:
    """Write a plan, with the codemods above beside it, outside the repository; gives its path."""
    folder = tmp_path / "plans"
    (folder / "codemods").mkdir(parents=True)
    (folder / "codemods/write.py").write_text(WRITE, encoding="utf-8")
    (folder / "codemods/run.py").write_text(RUN, encoding="utf-8")

    def write(*steps: dict[str, Any]) -> str:
        file = folder / "tidy.yaml"
        plan = {"version": 1, "name": "tidy", "codemods": ["codemods"], "steps": list(steps)}
        file.write_text(json.dumps(plan), encoding="utf-8")
        return str(file)

    return write


@pytest.fixture
def migrate(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ran]:
    """Run the command line as the program does. Nobody ever sees a traceback."""

    def call(*arguments: str) -> Ran:
        allowed = {"plan": ["--allow-codemods"], "status": ["--allow-codemods"]}
        everything = ["--allow-codemods", "--allow-commands"]
        code = run([*arguments, *allowed.get(arguments[0], everything)])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        ran = Ran(code, out, err.decode())
        assert "Traceback" not in ran.err
        return ran

    return call
