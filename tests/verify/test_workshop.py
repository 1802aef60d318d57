"""The temporary checkouts: how dependencies come into them, and why not where they don't; how commands run in them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from sdk_repositories import ENVIRONMENT, run

from migrator.codemod import Command
from migrator.tree import MemoryTree
from migrator.vcs import Repository
from migrator.verify import Subject, Workshop
from migrator.verify.toolchain import install_command
from migrator.verify.workshop import CannotPrepareError
from migrator.workspace import Project

LOCKED = "lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n"
MODERN = "# made by yarn\n\n__metadata:\n  version: 8\n"


@pytest.mark.parametrize(
    ("files", "command"),
    [
        ({"bun.lock": "{}"}, "bun install --frozen-lockfile --ignore-scripts"),
        ({"pnpm-lock.yaml": ""}, "pnpm install --frozen-lockfile --ignore-scripts"),
        ({"package-lock.json": "{}"}, "npm ci --no-audit --no-fund --ignore-scripts"),
        (
            {"yarn.lock": "# yarn lockfile v1\n"},
            "yarn install --frozen-lockfile --non-interactive --no-progress --ignore-scripts",
        ),
        ({"yarn.lock": MODERN}, "yarn install --immutable --mode=skip-build"),
        ({"bunfig.toml": ""}, "npm install --no-audit --no-fund --ignore-scripts"),
        ({"pnpm-workspace.yaml": "packages: []"}, "pnpm install --no-frozen-lockfile --ignore-scripts"),
        (
            {"package.json": '{"packageManager": "bun@1.2.0"}', "package-lock.json": "{}"},
            "bun install --ignore-scripts",
        ),
    ],
)
def test_a_lockfile_is_installed_to_the_letter_and_without_scripts(files: dict[str, str], command: str) -> None:
    tree = MemoryTree({path: text.encode() for path, text in {"package.json": "{}", **files}.items()})
    assert str(install_command(Project(tree))) == command


def workshop(folder: Path, files: dict[str, str]) -> Workshop:
    """Base and branch of a repository with these files, and no others."""
    for path, text in files.items():
        (folder / path).write_text(text)
    run(folder, "git", "init", "--quiet")
    run(folder, "git", "add", "--all")
    run(folder, "git", "-c", "user.name=a", "-c", "user.email=a@example.invalid", "commit", "--quiet", "-m", "made")
    return Workshop(Subject.of(Repository.open(folder), "HEAD", "HEAD"), environment=ENVIRONMENT)


def test_a_pnpm_that_cant_be_had_is_no_reason_to_install_nothing(tmp_path: Path) -> None:
    manifest = json.dumps({"name": "shop", "private": True, "packageManager": "pnpm@10.999.0"})
    with workshop(tmp_path, {"package.json": manifest, "pnpm-lock.yaml": LOCKED}) as made:
        said: list[str] = []
        made.say = said.append
        made.ready("base")
    first, second = (one.removeprefix("installing the base: ") for one in said[-2:])
    assert second == f"{first} --config.manage-package-manager-versions=false"


def test_the_reason_is_what_the_package_manager_says_first(tmp_path: Path) -> None:
    manifest = json.dumps({"name": "shop", "private": True, "engines": {"node": ">=99"}})
    files = {"package.json": manifest, "pnpm-lock.yaml": LOCKED, ".npmrc": "engine-strict=true\n"}
    with workshop(tmp_path, files) as made, pytest.raises(CannotPrepareError, match="ERR_PNPM_UNSUPPORTED_ENGINE"):
        made.ready("base")


def test_of_npm_it_is_not_where_the_log_lies(tmp_path: Path) -> None:
    files = {"package.json": '{"dependencies": {"zod": "3.25.0"}}', "package-lock.json": '{"lockfileVersion": 3}'}
    with workshop(tmp_path, files) as made, pytest.raises(CannotPrepareError) as raised:
        made.ready("base")
    assert "npm error code EUSAGE" in raised.value.message
    assert "can only install packages when" in raised.value.message
    assert "A complete log" not in raised.value.message


WAIT = """
import pathlib, sys, time
pathlib.Path(sys.argv[1]).touch()
while not pathlib.Path(sys.argv[2]).exists():
    time.sleep(0.01)
"""
DIE = """
import os, pathlib
if not pathlib.Path("tried").exists():
    pathlib.Path("tried").touch()
    os.kill(os.getpid(), 9)
print("done")
"""


def python(code: str, *arguments: str) -> Command:
    return Command((sys.executable, "-c", code, *arguments), (), timeout=60)


def test_commands_run_beside_each_other(tmp_path: Path) -> None:
    with workshop(tmp_path, {"package.json": "{}"}) as made:
        place = made.folder("base")
        done = made.run_together([(python(WAIT, "a", "b"), place), (python(WAIT, "b", "a"), place)])
    assert [one.failure for one in done] == ["", ""]


def test_one_that_a_signal_ended_among_others_runs_once_more(tmp_path: Path) -> None:
    with workshop(tmp_path, {"package.json": "{}"}) as made:
        place = made.folder("base")
        alone = made.run_together([(python(DIE), place)])
        (place / "tried").unlink()
        beside = made.run_together([(python(DIE), place), (python("print('too')"), place)])
    assert [one.failure for one in (*alone, *beside)] == ["was ended by signal 9", "", ""]
    assert [one.ending for one in beside] == [("done",), ("too",)]
