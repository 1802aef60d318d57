"""The example of a package of codemods, installed by pip into an environment that has this program."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from migrator.codemod.folder import codemods_in
from migrator.testing.cases import cases_of, example_of

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/codemod-package"
IGNORED = shutil.ignore_patterns("__pycache__", "dist")


class Environment:
    """A virtual environment that has this program and pytest, as if they had been installed there."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, with_pip=False)
        self.python = folder / "bin/python"
        (packages,) = folder.glob("lib/python*/site-packages")
        (packages / "ours.pth").write_text(f"{ROOT}\n{sysconfig.get_path('purelib')}\n")

    def run(self, *command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTEST"))}
        return subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, check=False)

    def install(self, project: Path) -> None:
        pip = [
            sys.executable,
            "-m",
            "pip",
            "--python",
            str(self.python),
            "install",
            "--quiet",
            "--no-index",
            "--no-deps",
        ]
        done = self.run(*pip, "--no-build-isolation", str(project), cwd=project)
        assert done.returncode == 0, done.stdout + done.stderr

    def migrate(self, *arguments: str, cwd: Path) -> str:
        done = self.run(str(self.python), "-m", "migrator", *arguments, cwd=cwd)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
        return done.stdout

    def passes(self, project: Path) -> str:
        done = self.run(str(self.python), "-m", "pytest", "-p", "no:cacheprovider", cwd=project)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "package", ignore=IGNORED))


def test_it_passes_its_own_tests_and_offers_its_codemods_to_every_plan(package: Path, tmp_path: Path) -> None:
    environment = Environment(tmp_path / "venv")
    alone = environment.passes(package)
    assert " passed in " in alone
    assert "cases/node-protocol/example.case" in alone

    environment.install(package)
    # What is tested is what lies here, although another copy is installed now.
    assert "cases/node-protocol/example.case" in environment.passes(package)
    module = package / "src/acme_codemods/name_loggers.py"
    module.write_text(module.read_text().replace("if arguments is not None", "if None is not None"))
    failing = environment.run(str(environment.python), "-m", "pytest", "-p", "no:cacheprovider", "src", cwd=package)
    assert "name-loggers has changed nothing" in failing.stdout

    repository = tmp_path / "repository"
    repository.mkdir()
    (found,) = (one for one in codemods_in(EXAMPLE / "src/acme_codemods") if one.name == "node-protocol")
    example = example_of(cases_of(found))
    assert example is not None
    for path, content in example.before.items():
        (repository / path).parent.mkdir(parents=True, exist_ok=True)
        (repository / path).write_bytes(content)
    (tmp_path / "rules.yaml").write_text((EXAMPLE / "README.md").read_text().split("```yaml\n")[1].split("```")[0])
    who = ("-c", "user.name=ada", "-c", "user.email=ada@example.invalid")
    for command in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "one")):
        environment.run("git", *command, cwd=repository)
    described = environment.migrate("codemods", "node-protocol", cwd=repository)
    assert example.proves.split(";")[0] in " ".join(described.split())
    patch = environment.migrate("plan", "../rules.yaml", "--format", "diff", cwd=repository)
    assert {'-vi.mock("fs");', '+vi.mock("node:fs");'} <= set(patch.split("\n"))
