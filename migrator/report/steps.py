"""The steps as a table, and what was said about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from migrator.codemod import Diagnostic
from migrator.engine import StepResult, StepStatus
from migrator.report.changes import counted
from migrator.report.page import WIDTH, Line, Piece, line, wrapped

_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_IDLE = {StepStatus.NOOP: "nothing to do: ", StepStatus.NOT_RUN: "not run: "}
_FILES = 32
"""Columns for the files of a step, where there is room."""


def step_table(results: Sequence[StepResult], width: int = WIDTH) -> Iterator[Line]:
    """One row per step: its commits, its files, the references it rewrote. Those that did nothing share a line."""
    ids = max([len(result.step.id) for result in results] + [20])
    room = min(_FILES, max(width - ids - 25, 20))
    yield line(Piece(f"  {'step':<{ids}}  {'commits':>7}  {'files':<{room}}  {'references':>10}", "dim"))
    for result in results:
        if result.command is not None and result.status is StepStatus.NOT_RUN:
            start = f"  {result.step.id:<{ids}}  {'':>7}  "
            yield from wrapped(f"to be run: {result.command}", start, "cyan", width=width)
            continue
        if result.status in _IDLE:
            continue
        if result.status is StepStatus.FAILED:
            yield line(f"  {result.step.id:<{ids}}  {'':>7}  ", Piece("failed", "bold red"))
            continue
        commits, references = len(result.parts), result.references or ""
        files = counted(result.changes, room)
        yield line(f"  {result.step.id:<{ids}}  {commits:>7}  {files:<{room}}  {references:>10}")
    for status, words in _IDLE.items():
        idle = [result.step.id for result in results if result.status is status and result.command is None]
        if idle:
            yield from wrapped(", ".join(idle), f"  {words}", "dim", width=width)


def diagnostic_lines(results: Sequence[StepResult], *, remarks: bool, width: int = WIDTH) -> Iterator[Line]:
    """What was said, step by step; of severity `info` only where `remarks` are asked for, or the step failed."""
    for result in results:
        failed = result.status is StepStatus.FAILED
        said = [one for one in result.diagnostics if remarks or failed or one.severity != "info"]
        if said:
            yield line()
            codemod = f"  (codemod {result.step.codemod.codemod_name})" if failed else ""
            yield line("  ", Piece(result.step.id, "bold"), codemod)
        for diagnostic in said:
            yield from _diagnostic_lines(diagnostic, width)


def _diagnostic_lines(diagnostic: Diagnostic, width: int) -> Iterator[Line]:
    style = _STYLES[diagnostic.severity]
    place = f"  {diagnostic.place}" if diagnostic.place else ""
    yield line("    ", Piece(diagnostic.severity, style), place)
    for paragraph in diagnostic.message.split("\n"):
        # What is indented is to be copied: a line of it stays a line.
        copied = paragraph.startswith(" ")
        yield from [line("      ", paragraph)] if copied else wrapped(paragraph, "      ", width=width)
    if diagnostic.hint:
        yield from wrapped(diagnostic.hint, "      -> ", "dim", width=width)
