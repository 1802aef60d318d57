"""The lockfile follows the manifests, with the real bun, pnpm and npm."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

BIN = Path(__file__).parents[1] / "toolchain/node_modules/.bin"
GLOBS = ["apps/*", "packages/*"]


@dataclass(frozen=True)
class Manager:
    """A package manager: what makes a lockfile, what installs by it and by nothing else, and how members are named."""

    name: str
    lockfile: str
    lock: tuple[str, ...]
    frozen: tuple[str, ...]
    member: str = "workspace:*"


MANAGERS = [
    Manager("bun", "bun.lock", ("bun", "install", "--lockfile-only"), ("bun", "install", "--frozen-lockfile")),
    Manager("pnpm", "pnpm-lock.yaml", ("pnpm", "install", "--lockfile-only"), ("pnpm", "install", "--frozen-lockfile")),
    Manager("npm", "package-lock.json", ("npm", "install", "--package-lock-only"), ("npm", "ci"), "*"),
]


@pytest.fixture(autouse=True)
def on_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{BIN}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("npm_config_fetch_retries", "0")


def manifests(manager: Manager, trace: Path) -> dict[str, str]:
    root: dict[str, Any] = {"name": "acme", "private": True, "workspaces": GLOBS}
    db: dict[str, Any] = {"name": "@acme/db", "version": "1.0.0", "dependencies": {"ms": "2.1.3"}}
    files = {}
    if manager.name == "pnpm":
        del root["workspaces"]
        db["dependencies"]["ms"] = "catalog:"
        files["pnpm-workspace.yaml"] = "packages: [apps/*, packages/*]\ncatalog:\n  ms: 2.1.3\n"
    scripts = dict.fromkeys(("preinstall", "postinstall", "prepare"), f"touch {trace}")
    web = {"name": "web", "version": "1.0.0", "scripts": scripts}
    return files | {
        "package.json": json.dumps(root, indent=2) + "\n",
        "apps/web/package.json": json.dumps(web, indent=2) + "\n",
        "packages/db/package.json": json.dumps(db, indent=2) + "\n",
        ".gitignore": "node_modules/\n",
    }


def called(repo: Any, *command: str) -> int:
    done = subprocess.run(command, cwd=repo.root, env={**os.environ, "CI": "1"}, capture_output=True, check=False)
    return done.returncode


def ran(repo: Any) -> Path:
    """What the packages' scripts leave behind, were they ever run."""
    return Path(repo.root.parent / "ran")


def workspace(repo: Any, manager: Manager) -> None:
    repo.commit(manifests(manager, ran(repo)))
    assert called(repo, *manager.lock) == 0
    repo.commit({})
    assert repo.git("ls-files", manager.lockfile) == manager.lockfile


def declares(manager: Manager, **update: Any) -> list[dict[str, Any]]:
    """A plan that lets the app depend on a member and on what nobody depends on so far."""
    web = {"package": "apps/web"}
    return [
        {"id": "one", "codemod": "add-dependency", "with": {**web, "name": "@acme/db", "range": manager.member}},
        {"id": "two", "codemod": "add-dependency", "with": {**web, "name": "is-number", "range": "7.0.0"}},
        {"id": "lockfile", "codemod": "update-lockfile", "on-noop": "ok", "on-failure": "warn", **update},
    ]


@pytest.mark.parametrize("manager", MANAGERS, ids=lambda manager: manager.name)
def test_a_frozen_install_passes_with_the_step_and_fails_without(repo, plan_file, migrate, manager: Manager) -> None:
    workspace(repo, manager)
    base = repo.git("rev-parse", "HEAD")
    file = plan_file(*declares(manager))
    before = repo.state()
    planned = migrate("plan", file, "--format", "json").json
    assert planned["steps"][-1]["command"][:2] == [manager.name, "install"]
    assert repo.state() == before
    done = migrate("apply", file, "--format", "json")
    last = done.json["steps"][-1]
    assert (done.code, last["status"], last["diagnostics"]) == (0, "applied", [])
    assert repo.git("diff", "--name-only", "HEAD~1", "HEAD") == manager.lockfile
    assert repo.git("rev-parse", "HEAD~1^{tree}") == planned["result"]["tree"]
    assert called(repo, *manager.frozen, "--ignore-scripts") == 0
    assert not ran(repo).exists()
    assert repo.git("status", "--porcelain") == ""
    repo.git("switch", "--quiet", "--detach", "HEAD~1")
    assert called(repo, *manager.frozen, "--ignore-scripts") != 0
    repo.git("checkout", "--quiet", ".")
    # On its own result the plan has nothing left to do, and from its base it finds its branch.
    repo.git("switch", "--quiet", "migrate/tidy")
    lenient = plan_file(*({**step, "on-noop": "ok"} for step in declares(manager)))
    again = migrate("apply", lenient, "--format", "json")
    assert (again.code, again.json["status"], again.json["steps"][-1]["status"]) == (0, "noop", "noop")
    file = plan_file(*declares(manager))
    assert migrate("apply", file, "--base", base, "--format", "json").json["branch_tree"] == done.json["branch_tree"]


@pytest.mark.parametrize("manager", MANAGERS, ids=lambda manager: manager.name)
def test_without_a_network_the_rest_stands(repo, plan_file, migrate, monkeypatch, tmp_path, manager: Manager) -> None:
    workspace(repo, manager)
    for name in ("npm_config_registry", "BUN_CONFIG_REGISTRY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("BUN_INSTALL_CACHE_DIR", str(tmp_path / "cache"))
    done = migrate("apply", plan_file(*declares(manager)), "--format", "json")
    last = done.json["steps"][-1]
    assert (done.code, done.json["status"], last["status"], last["commits"]) == (0, "ok", "failed", [])
    (said,) = last["diagnostics"]
    assert (said["code"], said["severity"]) == ("command-failed", "warning")
    assert said["hint"] == f"run it on the branch, and commit {manager.lockfile}"
    assert repo.git("rev-parse", "migrate/tidy^{tree}") == done.json["result"]["tree"] == done.json["branch_tree"]
    assert repo.git("status", "--porcelain") == ""


def test_without_the_package_manager_the_rest_stands(repo, plan_file, migrate, monkeypatch, tmp_path) -> None:
    workspace(repo, MANAGERS[0])
    only_git = tmp_path / "bin"
    only_git.mkdir()
    (only_git / "git").symlink_to(str(shutil.which("git")))
    monkeypatch.setenv("PATH", str(only_git))
    done = migrate("apply", plan_file(*declares(MANAGERS[0])))
    assert done.code == 0
    assert "bun is not on PATH" in " ".join(done.text.split())
    assert "Step lockfile failed, so its commit is not there.\n" in done.text
    # A plan that can't do without makes no branch.
    repo.git("switch", "--quiet", "main")
    repo.git("branch", "-D", "migrate/tidy")
    file = plan_file(*declares(MANAGERS[0], **{"on-failure": "stop"}))
    assert migrate("apply", file).code == 1
    assert repo.git("branch", "--list", "migrate/*") == ""


def test_a_binary_lockfile_of_bun_stays_binary(repo, plan_file, migrate) -> None:
    repo.commit({**manifests(MANAGERS[0], ran(repo)), "bunfig.toml": "[install]\nsaveTextLockfile = false\n"})
    assert called(repo, *MANAGERS[0].lock) == 0
    (repo.root / "bunfig.toml").unlink()
    repo.commit({})
    done = migrate("apply", plan_file(*declares(MANAGERS[0])), "--format", "json").json
    assert [change["path"] for change in done["steps"][-1]["changes"]] == ["bun.lockb"]
    assert called(repo, *MANAGERS[0].frozen, "--ignore-scripts") == 0


def test_another_version_than_the_repository_asks_for_is_said(repo, plan_file, migrate) -> None:
    workspace(repo, MANAGERS[0])
    root = json.loads((repo.root / "package.json").read_text()) | {"packageManager": "bun@0.8.1"}
    repo.commit({"package.json": json.dumps(root)})
    done = migrate("apply", plan_file(*declares(MANAGERS[0])), "--format", "json").json
    said = done["steps"][-1]["diagnostics"]
    assert [(one["code"], one["severity"]) for one in said] == [("other-version", "warning")]
    assert said[0]["message"].startswith("the repository asks for bun 0.8.1, and bun 1.")


Planned = Callable[[dict[str, str]], dict[str, Any]]


@pytest.fixture
def step_of(repo, plan_file, migrate) -> Planned:
    """The step as it is planned on a workspace with these files, whose app comes to depend on something."""

    def planned(files: dict[str, str]) -> dict[str, Any]:
        root = json.dumps({"name": "acme", "workspaces": GLOBS})
        web = {"apps/web/package.json": '{"name": "web"}', "apps/web/a.ts": "export {};\n"}
        repo.commit({"package.json": root} | web | files)
        found = migrate("plan", plan_file(*declares(MANAGERS[0])), "--format", "json").json["steps"][-1]
        assert isinstance(found, dict)
        return found

    return planned


MODERN = '__metadata:\n  version: 8\n\n"a@npm:1":\n'


@pytest.mark.parametrize(
    ("files", "command"),
    [
        ({"bun.lock": "{}"}, "bun install --lockfile-only --ignore-scripts"),
        ({"bun.lockb": "x"}, "bun install --lockfile-only --ignore-scripts"),
        ({"pnpm-lock.yaml": ""}, "pnpm install --lockfile-only --ignore-scripts --no-frozen-lockfile"),
        ({"package-lock.json": "{}"}, "npm install --package-lock-only --ignore-scripts --no-audit --no-fund"),
        (
            {"package-lock.json": '{"packages": {"a": {"resolved": "https://x.test/a.tgz", "integrity": "sha"}}}'},
            "npm install --package-lock-only --ignore-scripts --no-audit --no-fund"
            " --omit-lockfile-registry-resolved=false",
        ),
        (
            {"package-lock.json": '{"packages": {"a": {"integrity": "sha"}}}'},
            "npm install --package-lock-only --ignore-scripts --no-audit --no-fund"
            " --omit-lockfile-registry-resolved=true",
        ),
        ({"yarn.lock": "# yarn lockfile v1\n"}, "yarn install --ignore-scripts --non-interactive --no-progress"),
        ({"yarn.lock": f"# made by yarn\n{MODERN}"}, "yarn install --mode=update-lockfile --no-immutable"),
        ({"yarn.lock": "", ".yarnrc.yml": ""}, "yarn install --mode=update-lockfile --no-immutable"),
        (
            {"yarn.lock": "", "package.json": '{"packageManager": "yarn@4.1.0", "workspaces": ["apps/*"]}'},
            "yarn install --mode=update-lockfile --no-immutable",
        ),
    ],
)
def test_each_package_manager_writes_its_lockfile_alone(step_of: Planned, files: dict[str, str], command: str) -> None:
    found = step_of(files)
    assert (found["status"], found["computed"], " ".join(found["command"])) == ("not-run", False, command)
    assert found["diagnostics"] == []


def test_no_lockfile_is_nothing_to_do(step_of: Planned) -> None:
    found = step_of({})
    assert (found["status"], [one["code"] for one in found["diagnostics"]]) == ("noop", ["no-lockfile"])
    assert "computed" not in found


def test_two_lockfiles_are_a_finding(step_of: Planned) -> None:
    found = step_of({"bun.lock": "{}", "package-lock.json": "{}", "yarn.lock": ""})
    assert found["command"][0] == "bun"
    (said,) = found["diagnostics"]
    assert (said["code"], said["severity"], said["path"]) == ("several-lockfiles", "warning", "bun.lock")
    words = "there is bun.lock, and there is yarn.lock, package-lock.json: only bun.lock is updated, by bun"
    assert said["message"] == words


def test_of_two_lockfiles_the_one_counts_that_package_json_names(step_of: Planned) -> None:
    root = json.dumps({"packageManager": "npm@11.0.0", "workspaces": GLOBS})
    found = step_of({"package.json": root, "bun.lock": "{}", "package-lock.json": "{}", "npm-shrinkwrap.json": "{}"})
    assert (found["command"][0], found["diagnostics"][0]["path"]) == ("npm", "npm-shrinkwrap.json")


def test_the_lockfile_of_another_package_manager_is_left_alone(step_of: Planned) -> None:
    root = json.dumps({"packageManager": "pnpm@9.0.0", "workspaces": GLOBS})
    found = step_of({"package.json": root, "bun.lock": "{}"})
    assert (found["status"], [one["code"] for one in found["diagnostics"]]) == ("noop", ["foreign-lockfile"])


def test_fields_that_no_lockfile_has_are_nothing_to_do(repo, plan_file, migrate) -> None:
    files = {"package.json": json.dumps({"workspaces": GLOBS}), "packages/db/package.json": '{"name": "@acme/db"}'}
    repo.commit({**files, "bun.lock": "{}"})
    manifest = {"path": "packages/db/package.json", "text": '{"name": "@acme/db", "exports": "./a.ts"}'}
    steps = [{"id": "one", "codemod": "write", "with": manifest}, declares(MANAGERS[0])[-1]]
    assert migrate("plan", plan_file(*steps), "--format", "json").json["steps"][-1]["status"] == "noop"
    manifest["text"] = '{"name": "@acme/db", "version": "1.0.0"}'
    assert migrate("plan", plan_file(*steps), "--format", "json").json["steps"][-1]["status"] == "not-run"


def test_a_lockfile_that_is_a_link_is_not_written(repo, step_of: Planned) -> None:
    (repo.root / "bun.lock").symlink_to("../elsewhere")
    found = step_of({})
    assert (found["status"], found["diagnostics"][0]["code"]) == ("failed", "refused")
    assert found["diagnostics"][0]["severity"] == "warning"


def test_members_in_a_submodule_would_be_lost(repo, step_of: Planned, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path / "other")], check=True)
    subprocess.run(["git", "commit", "--quiet", "--allow-empty", "-m", "x"], cwd=tmp_path / "other", check=True)
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(tmp_path / "other"), "packages/ui")
    found = step_of({"bun.lock": "{}"})
    assert found["status"] == "failed"
    assert "the submodule packages/ui holds packages of the workspace" in found["diagnostics"][0]["message"]


def test_another_format_is_said() -> None:
    from migrator.codemod import discover

    codemod: Any = discover().get("update-lockfile")()
    for old, new, said in [
        (b"lockfileVersion: '6.0'\n", b"lockfileVersion: '9.0'\n", ["other-format"]),
        (b'{\n  "lockfileVersion": 1,\n', b'{\n  "lockfileVersion": 2,\n', ["other-format"]),
        (b"# x\n\n__metadata:\n  version: 6\n", b"# x\n\n__metadata:\n  version: 8\n", ["other-format"]),
        (b"lockfileVersion: '9.0'\n", b"lockfileVersion: '9.0'\n\nmore\n", []),
        (b"# yarn lockfile v1\n", b"# yarn lockfile v1\nmore\n", []),
    ]:
        assert [one.code for one in codemod.remarks("lock", old, new)] == said


@pytest.mark.parametrize(
    "at_root", [pytest.param("0.7.3", id="another-version-at-the-root"), pytest.param(None, id="free-root")]
)
def test_npm_keeps_the_version_that_is_in_use(repo, plan_file, migrate, at_root: str | None) -> None:
    others = {} if at_root is None else {"ms": at_root}
    files = {
        "package.json": json.dumps({"name": "acme", "private": True, "workspaces": GLOBS, "dependencies": others}),
        "apps/web/package.json": json.dumps({"name": "web", "version": "1.0.0", "dependencies": {"ms": "2.0.0"}}),
        "packages/jobs/package.json": json.dumps({"name": "@acme/jobs", "version": "1.0.0"}),
    }
    repo.commit({path: content + "\n" for path, content in files.items()})
    assert called(repo, "npm", "install", "--package-lock-only") == 0
    # Since then there are newer versions that the range allows.
    for path in ("apps/web/package.json", "package-lock.json"):
        repo.write(path, (repo.root / path).read_text().replace('"ms": "2.0.0"', '"ms": "^2.0.0"'))
    lock = json.loads((repo.root / "package-lock.json").read_text())
    entry = lock["packages"].pop("node_modules/ms") if at_root is None else None
    if entry is not None:
        lock["packages"]["apps/web/node_modules/ms"] = entry
    repo.commit({"package-lock.json": json.dumps(lock, indent=2) + "\n"})
    declare = {"package": "packages/jobs", "name": "ms", "range": "^2.0.0"}
    file = plan_file(
        {"id": "one", "codemod": "add-dependency", "with": declare}, {"id": "lock", "codemod": "update-lockfile"}
    )
    assert migrate("apply", file).code == 0
    packages = json.loads(repo.git("show", "HEAD:package-lock.json"))["packages"]
    versions = {path: one["version"] for path, one in packages.items() if path.endswith("node_modules/ms")}
    if at_root is None:
        assert versions == {"node_modules/ms": "2.0.0"}
    else:
        nested = {"apps/web/node_modules/ms": "2.0.0", "packages/jobs/node_modules/ms": "2.0.0"}
        assert versions == {"node_modules/ms": at_root, **nested}
    assert called(repo, "npm", "ci", "--ignore-scripts") == 0
