"""What every case proves: the files after, and all that a codemod owes its users whatever it does."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

from migrator.codemod import Codemod
from migrator.codemod.declared import place_of, place_of_field, place_of_work
from migrator.engine import StepResult, StepStatus
from migrator.engine.run import run_step
from migrator.errors import Location, PlanError
from migrator.plan import BoundStep, Step
from migrator.plan.arguments import with_values
from migrator.testing.case import Case
from migrator.tree import MemoryTree, Tree
from migrator.vcs import patch
from migrator.workspace import Project


def prove(codemod: type[Codemod], case: Case, folder: Path) -> None:
    """Run `codemod` on the case's files; `folder` is an empty place for a git repository.

    Raises AssertionError where the result is not what the case shows, where a second run changes something, where
    the patch does not apply, or where codemod or parameter say nothing about themselves; UsageError with every place
    where the case gives parameters that the codemod does not take. The engine adds its own: every file parses no worse,
    every reference still means what it meant.
    """
    _documented(codemod)
    given = _with_parameters(codemod, case)
    before = MemoryTree(case.before)
    result = _run(given, before)
    said = _said(result)
    if case.refused is not None:
        _hold(result.status is StepStatus.FAILED, "the case shows a refusal, and nothing was refused")
        _hold(case.refused in said, f"refused with other words: {said}")
        return
    _hold(result.status is not StepStatus.FAILED, said)
    if case.says is not None:
        lines = sorted(f"{one.severity} {one.place} {one.message}" for one in result.diagnostics)
        _hold(lines == sorted(case.says), "it says something else:\n" + "\n".join(lines))
    expected = {**case.before, **{path: content for path, content in case.after.items() if content is not None}}
    for path, content in case.after.items():
        if content is None:
            del expected[path]
    why = "the result is not what the case shows" if result.changes else _nothing_yet(codemod)
    _same_files(result.tree, expected, why)
    if case.after:
        again = _run(given, result.tree)
        changed = [change.path for change in again.changes]
        _hold(again.status is not StepStatus.FAILED, f"a second run fails: {_said(again)}")
        _hold(not changed, f"a second run changes {changed}")
        _patch_applies(case.before, before, result, expected, folder)


def changes_of(codemod: Codemod, files: Mapping[str, bytes]) -> dict[str, bytes | None]:
    """What `codemod` makes of `files`, each by its path: the new content of each that differs, None where it is gone.

    It runs as a step of a plan does. Raises AssertionError with what was said where it refuses or fails.
    """
    result = _run(codemod, MemoryTree(files))
    _hold(result.status is not StepStatus.FAILED, _said(result))
    after = {path: result.tree.read(path) for path in result.tree.paths()}
    differing = sorted(path for path in files.keys() | after.keys() if files.get(path) != after.get(path))
    return {path: after.get(path) for path in differing}


def _hold(holds: object, said: str) -> None:
    """Raises AssertionError, also where Python leaves `assert` out, and with these words and no others."""
    if not holds:
        raise AssertionError(said)


def _documented(codemod: type[Codemod]) -> None:
    if not codemod.summary():
        what = f"{codemod.__name__} has no docstring that says what it does"
        raise AssertionError(f"{_shown(place_of(codemod))}: {what}")
    for name, field in codemod.model_fields.items():
        if not field.description:
            what = f'the parameter {name} has no description; declare it with `param("...")`'
            raise AssertionError(f"{_shown(place_of_field(codemod, name))}: {what}")


def _with_parameters(codemod: type[Codemod], case: Case) -> Codemod:
    given, problems = with_values(codemod, dict(case.arguments), case.given, case.path, ())
    if given is None:
        raise PlanError(problems)
    return given


def _run(codemod: Codemod, tree: Tree) -> StepResult:
    step = Step.model_validate({"id": "case", "codemod": codemod.codemod_name, "on-noop": "ok"})
    return run_step(BoundStep(step, codemod, "case"), Project(tree))


def _said(result: StepResult) -> str:
    return "; ".join(f"{one.place} {one.message}" for one in result.diagnostics)


def _nothing_yet(codemod: type[Codemod]) -> str:
    place = place_of_work(codemod)
    return f"{codemod.codemod_name} has changed nothing. Next: say what changes, at {_shown(place)}"


def _shown(place: Location) -> str:
    """A place, from the current directory where it is below."""
    path = Path(place.path)
    here = Path.cwd()
    near = path.relative_to(here).as_posix() if path.is_relative_to(here) else place.path
    return str(Location(near, place.line, place.column))


def _same_files(tree: Tree, expected: Mapping[str, bytes], why: str) -> None:
    found = {path: tree.read(path) for path in tree.paths()}
    for path in sorted(found.keys() | expected.keys()):
        if found.get(path) == expected.get(path):
            continue
        wanted, got = (side.get(path, b"").decode("utf-8", "replace").split("\n") for side in (expected, found))
        difference = "\n".join(unified_diff(wanted, got, f"the case/{path}", f"the result/{path}", lineterm=""))
        if path not in expected:
            difference = f"the case does not show {path}:\n{difference}"
        elif path not in found:
            difference = f"the result has no {path}"
        raise AssertionError(f"{why}\n{difference or f'{path} differs in bytes that are not shown'}")


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
        _hold((folder / path).read_bytes() == content, f"the patch leaves {path} in another state")
    gone = [path for path in files if path not in expected and (folder / path).exists()]
    _hold(not gone, f"the patch leaves {gone}")


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> None:
    done = subprocess.run(["git", *arguments], cwd=folder, input=stdin, capture_output=True, check=False)
    _hold(done.returncode == 0, done.stderr.decode("utf-8", "replace"))
