"""What a codemod has to say besides its changes: records, never prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]
DecisionKind = Literal["move", "co-move", "repoint", "keep", "blocked"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A remark on a step; one of severity `error` fails it. Lines and columns count from 1, columns in characters.

    `code` is a kebab-case name that a script may match; `hint` says what to do about it.
    """

    code: str
    severity: Severity
    message: str
    path: str | None = None
    line: int | None = None
    column: int | None = None
    hint: str | None = None

    @property
    def place(self) -> str:
        """`path:line:column`, as far as it is known; empty where nothing is."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a module that moved code needs, and why; `chain` leads to the reason, importer by importer."""

    path: str
    decision: DecisionKind
    reason: str
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A line of text that names something the step changed, and was left as it is. `line` counts from 1."""

    path: str
    line: int
    text: str
    why: str
