"""A step that is a command, carried out in a temporary checkout. Of that, nothing but what it may write is kept."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from migrator.codemod import Command, CommandCodemod, Diagnostic
from migrator.engine import Part, StepResult, StepStatus
from migrator.publish.execution import Execution, execute
from migrator.tree import Overlay, Tree
from migrator.vcs import Repository


def carry_out_command(
    repository: Repository, result: StepResult, command: Command, tree: Tree, commit: str
) -> StepResult:
    """Run the command of a step on the files of `commit`, which are those of `tree`.

    Whatever goes wrong with the command is a result and raises nothing; GitError where the files can't be read.
    """
    result = replace(result, project=result.project.over(tree))
    said: list[Diagnostic] = []
    with TemporaryDirectory(prefix="migrate-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        if repository.root is not None and folder.is_relative_to(repository.root.resolve()):
            place = f"can't be run: the folder for temporary files, {folder.parent}, is in the repository"
            return _failed(result, command, Execution(place), said)
        try:
            repository.check_out(commit, folder)
            for path, content in command.prepared.items():
                (folder / path).write_bytes(content)
            said += _other_version(command, folder)
            execution = execute(command, folder, os.environ)
            if execution.failure and command.otherwise:
                command = replace(command, arguments=command.otherwise)
                said += _other_version(command, folder)
                execution = execute(command, folder, os.environ)
            if execution.failure:
                return _failed(result, command, execution, said)
            gone = [path for path in command.writes if not _is_file(folder / path)]
            if gone:
                return _failed(result, command, Execution(f"took {', '.join(gone)} away", execution.lines), said)
            written = {path: (folder / path).read_bytes() for path in command.writes}
            said += _meddled(command, folder, tree)
        except OSError as error:
            return _failed(result, command, Execution(f"can't be run: {error.strerror or error}"), said)
    return taken_over(result, tree, written, said)


def taken_over(
    result: StepResult, before: Tree, written: Mapping[str, bytes], said: Sequence[Diagnostic] = ()
) -> StepResult:
    """The result of a command that ran on `before` and left the files `written`."""
    tree = Overlay(before)
    remarks = list(said)
    for path, content in written.items():
        old = before.read(path) if before.entry(path) is not None else b""
        tree.write(path, content)
        if content != old and isinstance(result.step.codemod, CommandCodemod):
            remarks += result.step.codemod.remarks(path, old, content)
    diagnostics = (*result.diagnostics, *remarks)
    changes = tuple(tree.changes())
    if not changes:
        return replace(result, status=StepStatus.NOOP, project=result.project.over(before), diagnostics=diagnostics)
    return replace(
        result,
        status=StepStatus.APPLIED,
        project=result.project.over(tree),
        changes=changes,
        parts=(Part("edit", result.step.subject, tree),),
        diagnostics=diagnostics,
    )


def _failed(result: StepResult, command: Command, execution: Execution, said: Sequence[Diagnostic]) -> StepResult:
    stands = result.step.on_failure == "warn"
    failure = Diagnostic(
        "command-failed",
        "warning" if stands else "error",
        "\n".join((f"`{command}` {execution.failure}", *execution.ending)),
        hint=f"run it on the branch, and commit {', '.join(command.writes)}" if stands else None,
    )
    return replace(result, status=StepStatus.FAILED, diagnostics=(*result.diagnostics, *said, failure))


def _other_version(command: Command, folder: Path) -> Iterator[Diagnostic]:
    """A warning where the program is of another major version than the repository asks for."""
    if not command.version:
        return
    program = command.arguments[0]
    asked = Command((program, "--version"), (), timeout=command.timeout)
    execution = execute(asked, folder, os.environ)
    lines = () if execution.failure else execution.lines
    found = [match[1] for line in lines if (match := re.fullmatch(r"v?(\d+\.\d+\S*)", line.strip()))]
    if found and found[-1].partition(".")[0] != command.version.partition(".")[0]:
        message = f"the repository asks for {program} {command.version}, and {program} {found[-1]} was run"
        yield Diagnostic("other-version", "warning", message, hint="look at what it wrote, or install the other one")


def _meddled(command: Command, folder: Path, tree: Tree) -> Iterator[Diagnostic]:
    for path in command.reads:
        place = folder / path
        if path not in command.writes and (not _is_file(place) or place.read_bytes() != tree.read(path)):
            message = f"`{command}` changes this file too, and that was left out"
            yield Diagnostic("left-out", "warning", message, path, hint="run it on the branch to see what it changes")


def _is_file(place: Path) -> bool:
    return place.is_file() and not place.is_symlink()
