from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from real_git import Checkout, Ran

from migrator.cli.main import run

CODEMODS = {
    "write_file": '''
        class WriteFile(Codemod):
            """Write a file."""

            path: RepositoryPath = param("Where.", example="docs/a.md")
            text: str = param("What.", default="Hello.\\n", example="Hello.")

            def apply(self, context: Context) -> None:
                context.tree.write(self.path, self.text.encode())
    ''',
    "move_file": '''
        class MoveFile(Codemod):
            """Move a file, and note where it went."""

            source: RepositoryPath = param("From.", example="a.md")
            target: RepositoryPath = param("To.", example="b.md")
            note: str = param("Put at its end.", default="", example="moved")

            def apply(self, context: Context) -> None:
                if context.project.tree.entry(self.source) is None:
                    return
                context.tree.move(self.source, self.target)
                if self.note:
                    content = context.tree.read(self.target)
                    context.edit(self.target, [Edit.insert(len(content), self.note.encode())])
                context.decide(Decision(self.source, "move", "asked for"))
                context.mention(Mention("README.md", 1, f"see {self.source}", "names the old path"))
    ''',
    "copy_file": '''
        class CopyFile(Codemod):
            """Copy a file, which has to be there."""

            source: RepositoryPath = param("From.", example="a.md")
            target: RepositoryPath = param("To.", example="b.md")

            def apply(self, context: Context) -> None:
                if context.project.tree.entry(self.source) is None:
                    raise RefusedError("there is nothing to copy", location=Location(self.source, 1, 1))
                context.tree.write(self.target, context.tree.read(self.source))
    ''',
    "shelve": '''
        class Shelve(Codemod):
            """Give each file of a folder a folder of its own."""

            folder: RepositoryPath = param("Which folder.", example="docs")

            def apply(self, context: Context) -> None:
                for path in sorted(context.project.tree.paths()):
                    if path.startswith(f"{self.folder}/"):
                        context.tree.move(path, f"shelves/{path}/index.md")
    ''',
    "refuse": '''
        class Refuse(Codemod):
            """Never do anything."""

            blocked: bool = param("Whether a decision is what is missing.", default=False, example=True)

            def apply(self, context: Context) -> None:
                context.tree.write("half.txt", b"half")
                if self.blocked:
                    context.decide(Decision("src/a.ts", "blocked", "needs a component", ("x.ts", "y.ts")))
                raise RefusedError("this can't be", hint="do otherwise", location=Location("src/a.ts", 3, 4))
    ''',
    "crash": '''
        class Crash(Codemod):
            """Fall over."""

            interrupted: bool = param("As if by Ctrl-C.", default=False, example=True)
            told: bool = param("As if by kill.", default=False, example=True)

            def apply(self, context: Context) -> None:
                if self.told:
                    os.kill(os.getpid(), signal.SIGTERM)
                    time.sleep(9)
                raise KeyboardInterrupt if self.interrupted else KeyError("a secret of the codemod")
    ''',
    "mislead": '''
        class Mislead(Codemod):
            """Reach around the context, so that the engine falls over."""

            def apply(self, context: Context) -> None:
                context.diagnostics.append("no diagnostic at all")
    ''',
}
NAMES = "Codemod, Context, Decision, Edit, Location, Mention, RefusedError, RepositoryPath, param"
HEAD = f"import os\nimport signal\nimport time\n\nfrom migrator.api import {NAMES}\n\n\n"


class Repo(Checkout):
    def commit(self, message: str = "change") -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        return self.git("rev-parse", "HEAD")


@pytest.fixture(autouse=True)
def plain_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's own git configuration or terminal."""
    own = ("NO_COLOR", "FORCE_COLOR", "PAGER", "LESS", "COLUMNS")
    for name in [name for name in os.environ if name.startswith("GIT_") or name in own]:
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text("[user]\nname = Ada\nemail = ada@example.org\n[init]\ndefaultBranch = main\n")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A repository with a README, a document and a module; it is the current directory."""
    root = tmp_path / "repo"
    root.mkdir()
    made = Repo(root)
    made.git("init", "-q")
    made.write("README.md", "see docs/old.md\n")
    made.write("docs/old.md", "one\ntwo\nthree\nfour\nfive\n")
    made.write("src/a.ts", "export const a = 1;\n")
    made.commit("first")
    monkeypatch.chdir(root)
    return made


@pytest.fixture
def plan_file(tmp_path: Path) -> Callable[..., str]:
    """Write a plan, with the codemods above beside it, outside the repository; gives its path."""
    folder = tmp_path / "plans"
    (folder / "codemods").mkdir(parents=True)
    for name, body in CODEMODS.items():
        lines = [line.removeprefix("        ") for line in body.strip("\n").split("\n")]
        (folder / f"codemods/{name}.py").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")

    def write(*steps: str, more: str = "", name: str = "tidy") -> str:
        listed = "".join(f"- {step}\n" for step in steps)
        file = folder / f"{name}.yaml"
        file.write_text(f"version: 1\nname: {name}\ncodemods: [codemods]\n{more}steps:\n{listed}", encoding="utf-8")
        return str(file)

    return write


@pytest.fixture
def migrate(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ran]:
    """Run the command line as the program does; the plans of these tests bring codemods, and lie outside."""

    def call(*arguments: str) -> Ran:
        brings_codemods = arguments[0] in ("plan", "apply") or "--plan" in arguments
        code = run([*arguments, "--allow-codemods"] if brings_codemods else arguments)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Ran(code, out, err.decode())

    return call
