"""Repositories, plans, and codemods whose work is a command, beside the plan."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

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


@dataclass
class Ran:
    """What a command of the program came to."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Repo:
    """A real repository."""

    root: Path

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.root, capture_output=True, check=True)
        return done.stdout.decode().strip()

    def commit(self, files: dict[str, str]) -> str:
        for path, content in files.items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "change")
        return self.git("rev-parse", "HEAD")

    def state(self) -> dict[str, tuple[int, int, bytes]]:
        """Every file, in the work tree and in .git, with its time and its bytes."""
        found = {}
        for path in sorted(self.root.rglob("*")):
            status = path.lstat()
            content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            found[str(path.relative_to(self.root))] = (status.st_mtime_ns, status.st_mode, content)
        return found


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
        code = run(arguments)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        ran = Ran(code, out, err.decode())
        assert "Traceback" not in ran.err
        return ran

    return call
