"""Whatever a plan file holds: it is a plan, or has mistakes, each of them with a place."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutation import TRIED, mutated, spliced

from migrator.codemod.shipped import shipped_folder
from migrator.errors import MigratorError, PlanError
from migrator.plan import bind, parse_plan, shipped_plans
from migrator.tree import MemoryTree
from migrator.workspace import Project

SEEDS = [(shipped_folder("plans") / f"{name}.yaml").read_bytes() for name in shipped_plans()]
SEEDS.append(
    b"""\
version: 1
name: a-plan
description: It has everything that a plan may have.
params:
  app: {type: path, description: The app., default: detect}
  kind: {choices: [a, b], default: a}
  many: {type: list, default: [1, {x: y}]}
  table: {type: mapping, default: {"a/b.ts": keep}}
  loud: {type: boolean, default: true}
  often: {type: integer, default: 3}
steps:
- id: first
  codemod: move-modules
  with: {source: "{{ app }}/src/lib", target: packages/lib/src, decisions: "{{ table }}", on-blocked: keep}
  on-noop: warn
  commit: |
    refactor: move {{ app }}

    And say why.
- {id: second, codemod: rewrite-imports, with: {old: "@/lib", new: "@acme/lib", names: &names [a, b]}}
- {id: third, codemod: rewrite-imports, with: {old: x, new: y, names: *names}}
- {id: last, codemod: update-lockfile, on-failure: warn}
checks: [references, cycles, {never: {from: packages/lib, reach: "{{ app }}"}}]
commands: [bun run build, [bun, test], {run: bun x, in: packages/lib}]
codemods: [./codemods]
"""
)
KEYS = [
    *("version", "name", "description", "params", "steps", "checks", "commands", "codemods", "id", "codemod", "with"),
    *(
        "on-noop",
        "on-failure",
        "commit",
        "type",
        "default",
        "choices",
        "never",
        "from",
        "reach",
        "run",
        "in",
        "app",
        "",
    ),
    *("\u202e", "a" * 300, "{{ app }}", "\0", "=name", "[key]"),
]
VALUES: list[Any] = [
    *(
        None,
        True,
        1,
        -1,
        1.5,
        float("1e308"),
        10**400,
        "",
        "a-plan",
        "detect",
        "{{ app }}",
        "{{",
        "{{ a b }}",
        "..",
        "/",
    ),
    *("move-modules", "rename-package", "no-such", "references", "path", "\x1b[31m", "\ud800", "{{ app }}{{ app }}"),
    *("--x", ".git/config", "C:\\x", "bun 'x", "\0"),
]
value = st.recursive(
    st.sampled_from(VALUES) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=20,
)
APP = MemoryTree({"package.json": b'{"workspaces": ["apps/*"]}', "apps/web/package.json": b'{"name": "web"}'})


def check(source: bytes, folder: Path) -> None:
    try:
        plan = parse_plan(source, "p.yaml", folder / "p.yaml")
    except PlanError as error:
        assert error.problems
        for problem in error.problems:
            assert problem.message
            assert problem.location is not None and problem.location.path == "p.yaml"
            assert problem.location.line and problem.location.column
        return
    try:
        bind(plan, {}, Project(APP))
    except MigratorError as error:
        assert error.message


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with codemods that must not be imported."""
    folder = tmp_path_factory.mktemp("plans")
    (folder / "codemods").mkdir()
    return folder


@settings(max_examples=TRIED or 60, deadline=None, database=None, derandomize=not TRIED)
@given(st.integers(0, 2**48))
def test_plans_that_were_damaged(empty: Path, seed: int) -> None:
    random = Random(seed)
    source = random.choice(SEEDS) if random.random() < 0.9 else spliced(SEEDS, random)
    check(mutated(source, random), empty)


@settings(max_examples=TRIED or 100, deadline=None, database=None, derandomize=not TRIED)
@given(st.dictionaries(st.sampled_from(KEYS), value, max_size=8))
def test_documents_of_any_shape(empty: Path, document: dict[str, Any]) -> None:
    whole = {"version": 1, "name": "a-plan", "steps": [{"id": "a", "codemod": "move-modules"}], **document}
    check(json.dumps(whole).encode("utf-8", "replace"), empty)


@settings(max_examples=TRIED or 60, deadline=None, database=None, derandomize=not TRIED)
@given(value)
def test_arguments_of_any_shape(empty: Path, arguments: Any) -> None:
    for codemod in ("move-modules", "rewrite-imports", "scaffold-package", "move-functions"):
        step = {"id": "a", "codemod": codemod, "with": arguments}
        check(json.dumps({"version": 1, "name": "a-plan", "steps": [step]}).encode("utf-8", "replace"), empty)
