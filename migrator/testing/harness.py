"""What every case proves: the files after, and all that a codemod owes its users whatever it does."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

from migrator.codemod import Codemod
from migrator.engine import StepResult, StepStatus
from migrator.engine.run import run_step
from migrator.plan import BoundStep, Step
from migrator.testing.case import Case
from migrator.tree import MemoryTree, Tree
from migrator.vcs import patch
from migrator.workspace import Project


def prove(codemod: type[Codemod], case: Case, folder: Path) -> None:
    """Run `codemod` on the case's files; `folder` is an empty place for a git repository.

    Raises AssertionError where the result is not what the case shows, where a second run changes something, where
    the patch does not apply, or where a parameter is not documented. The engine adds its own: every file parses no
    worse, every reference still means what it meant.
    """
    for name, field in codemod.model_fields.items():
        assert field.description, f"the parameter {name} of {codemod.codemod_name} has no description"
    before = MemoryTree(case.before)
    result = _run(codemod, case, before)
    said = "; ".join(f"{one.place} {one.message}" for one in result.diagnostics)
    if case.refused is not None:
        assert result.status is StepStatus.FAILED, "the case shows a refusal, and nothing was refused"
        assert case.refused in said, f"refused with other words: {said}"
        return
    assert result.status is not StepStatus.FAILED, said
    expected = {**case.before, **{path: content for path, content in case.after.items() if content is not None}}
    for path, content in case.after.items():
        if content is None:
            del expected[path]
    _same_files(result.tree, expected)
    if case.after:
        again = _run(codemod, case, result.tree)
        changed = [change.path for change in again.changes]
        assert again.status is not StepStatus.FAILED, f"a second run fails: {again.diagnostics}"
        assert not changed, f"a second run changes {changed}"
        _patch_applies(case.before, before, result, expected, folder)


def _run(codemod: type[Codemod], case: Case, tree: Tree) -> StepResult:
    step = Step.model_validate({"id": "case", "codemod": codemod.codemod_name, "on-noop": "ok", "with": case.arguments})
    bound = BoundStep(step, codemod.model_validate(case.arguments), "case")
    return run_step(bound, Project(tree))


def _same_files(tree: Tree, expected: Mapping[str, bytes]) -> None:
    found = {path: tree.read(path) for path in tree.paths()}
    for path in sorted(found.keys() | expected.keys()):
        wanted, got = (side.get(path, b"").decode("utf-8", "replace").split("\n") for side in (expected, found))
        difference = "\n".join(unified_diff(wanted, got, f"the case/{path}", f"the result/{path}", lineterm=""))
        assert path in expected, f"the case does not show {path}:\n{difference}"
        assert path in found, f"the result has no {path}"
        assert found[path] == expected[path], difference or f"{path} differs in bytes that don't show"


def _patch_applies(
    files: Mapping[str, bytes], before: Tree, result: StepResult, expected: Mapping[str, bytes], folder: Path
) -> None:
    """Real git takes the patch of the step on the files before, and gives the files after."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    _git(folder, "init", "--quiet")
    _git(folder, "apply", "--whitespace=nowarn", "-", stdin=patch(result.changes, before))
    for path, content in expected.items():
        assert (folder / path).read_bytes() == content, f"the patch leaves {path} in another state"
    gone = [path for path in files if path not in expected and (folder / path).exists()]
    assert not gone, f"the patch leaves {gone}"


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> None:
    done = subprocess.run(["git", *arguments], cwd=folder, input=stdin, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
