"""The files of each step, with hunks, as the page's scripts read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from migrator.engine import StepResult
from migrator.tree import Change
from migrator.vcs import hunks, is_text

LINES = 3000
"""Lines of one file's diff that are shown; what is beyond is counted."""

COLUMNS = 2000
"""Characters of one line that are shown."""


def step_documents(results: Iterable[StepResult]) -> list[dict[str, Any]]:
    """Each step that changed files: its id and its files, in the order of a directory listing."""
    return [
        {"id": result.step.id, "files": [_file(change) for change in result.changes]}
        for result in results
        if result.changes
    ]


def _file(change: Change) -> dict[str, Any]:
    """`hunks` is absent where no line changed; `more` counts the lines of it that are left out."""
    entry: dict[str, Any] = {"kind": str(change.kind), "path": change.path}
    if change.origin is not None:
        entry["from"] = change.origin
    before, after = change.before or b"", change.after or b""
    if before == after:
        return entry
    if not (is_text(before) and is_text(after)):
        return {**entry, "binary": True}
    lines = hunks(before, after).decode("utf-8", "replace").split("\n")[:-1]
    entry["plus"] = sum(line.startswith("+") for line in lines)
    entry["minus"] = sum(line.startswith("-") for line in lines)
    entry["hunks"] = "\n".join(_shortened(line.removesuffix("\r")) for line in lines[:LINES])
    if len(lines) > LINES:
        entry["more"] = len(lines) - LINES
    return entry


def _shortened(line: str) -> str:
    left = len(line) - COLUMNS
    return line if left <= 0 else f"{line[:COLUMNS]}… ({left} more characters)"
