"""Whatever one module of a repository holds: no codemod falls over it, spoils it, or edits what is not a specifier."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutation import TRIED
from small_repository import with_a_mutated_module

from migrator.codemod import discover
from migrator.engine import StepResult, StepStatus
from migrator.engine.run import run_step
from migrator.plan import BoundStep, Step
from migrator.syntax import Module
from migrator.tree import MemoryTree
from migrator.workspace import Project

CODEMODS = discover()
RUNS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "rename": ("rename-package", {"old": "@acme/old", "new": "@acme/fresh"}),
    "rewrite": ("rewrite-imports", {"old": "@acme/old", "new": "@acme/fresh"}),
    "move within": ("move-modules", {"source": "apps/web/src/lib", "target": "apps/web/src/fresh/deep"}),
    "move across": ("move-modules", {"source": "apps/web/src/lib", "target": "packages/old/src/lib"}),
    "split": ("rewrite-imports", {"old": "@acme/old", "new": "@acme/fresh", "names": ["a"]}),
    "move it": ("move-modules", {"source": "{path}", "target": "apps/web/src/fresh/{name}"}),
    "rename a name": ("rename-export", {"module": "packages/old/src/index.ts", "old": "a", "new": "fresh"}),
    "name the defaults": ("name-default-export", {"modules": "**"}),
    "go past it": ("bypass-barrel", {"barrel": "{path}"}),
    "reshape": ("reshape-call", {"module": "@acme/old", "function": "a", "names": ["x", "y"]}),
    "take it along": ("move-modules", {"source": "apps/web/src", "target": "packages/old/src/web"}),
}
ONLY_SPECIFIERS = {"rename", "rewrite", "move within", "move across", "move it"}
SPECIFIER = re.compile(
    rb"@acme/old/lib/target|@acme/(?:old|fresh)|(?:@/|\.{1,2}/)+(?:fresh/deep/|lib/+)*target(?:\.[jt]s)?|\.\./"
)


def carried_out(name: str, path: str, files: Mapping[str, bytes]) -> StepResult:
    codemod, given = RUNS[name]
    arguments = {key: _filled(value, path) for key, value in given.items()}
    step = Step.model_validate({"id": "x", "codemod": codemod, "on-noop": "ok", "with": arguments})
    bound = BoundStep(step, CODEMODS.get(codemod).model_validate(arguments), "x")
    return run_step(bound, Project(MemoryTree(files)))


def _filled(value: Any, path: str) -> Any:
    return value.replace("{path}", path).replace("{name}", path.rpartition("/")[2]) if isinstance(value, str) else value


def between_quotes(before: bytes, after: bytes) -> bool:
    """Whether the two differ in nothing but the specifiers that these codemods are about."""
    return SPECIFIER.sub(b"", before) == SPECIFIER.sub(b"", after)


def check(name: str, path: str, files: Mapping[str, bytes]) -> None:
    result = carried_out(name, path, files)
    assert result.status in (StepStatus.APPLIED, StepStatus.NOOP, StepStatus.FAILED)
    if result.status is not StepStatus.APPLIED:
        assert result.project.tree.read(path) == files[path]
        return
    for change in result.changes:
        if (change.origin or change.path) != path or change.before is None or change.after is None:
            continue
        assert len(Module(change.path, change.after).errors) <= len(Module(path, change.before).errors)
        if name in ONLY_SPECIFIERS and b"\\" not in change.before:
            assert between_quotes(change.before, change.after), (change.before, change.after)


@pytest.mark.parametrize("name", RUNS)
@settings(max_examples=TRIED or 25, deadline=None, database=None, derandomize=not TRIED)
@given(st.integers(0, 2**48))
def test_a_mutated_module(name: str, seed: int) -> None:
    check(name, *with_a_mutated_module(Random(seed)))


def tried(first: int, count: int, wrong: Callable[[int, str, BaseException], None]) -> None:
    """Every run on `count` mutated modules; for hours of it, outside pytest."""
    for seed in range(first, first + count):
        path, files = with_a_mutated_module(Random(seed))
        for name in RUNS:
            try:
                check(name, path, files)
            except BaseException as error:
                wrong(seed, name, error)
