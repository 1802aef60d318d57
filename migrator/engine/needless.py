"""Decisions of the user's that mattered to no step of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from migrator.codemod import Diagnostic
from migrator.engine.result import StepResult, StepStatus


def with_needless_decisions(results: Sequence[StepResult]) -> list[StepResult]:
    """The results, with a remark on each decision that no step had a use for, at the first step that says so.

    Nothing is said where a step failed: those behind it may have had a use for it.
    """
    if any(result.status is StepStatus.FAILED for result in results):
        return list(results)
    heeded = {path for result in results for path in result.heeded}
    said: set[str | None] = set()
    found = []
    for result in results:
        fresh: list[Diagnostic] = []
        for diagnostic in result.passed_over:
            if diagnostic.path not in heeded | said:
                said.add(diagnostic.path)
                fresh.append(diagnostic)
        found.append(replace(result, diagnostics=(*result.diagnostics, *fresh)) if fresh else result)
    return found
