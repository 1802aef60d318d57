"""What a codemod has to say besides its changes: records, never prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from migrator.syntax import Module

Severity = Literal["error", "warning", "info"]
DecisionKind = Literal["move", "co-move", "repoint", "keep", "blocked"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A remark on a step.

    code      a kebab-case name that a script may match
    severity  `error` fails the step; `info` is shown with `-v`, and where the step failed
    message   a sentence
    path      the file that it is about, if there is one
    line      its line, from 1
    column    its column, from 1, in characters
    hint      what to do about it
    """

    code: str
    severity: Severity
    message: str
    path: str | None = None
    line: int | None = None
    column: int | None = None
    hint: str | None = None

    @classmethod
    def at(
        cls, module: Module, offset: int, code: str, severity: Severity, message: str, hint: str | None = None
    ) -> Diagnostic:
        """A remark on the byte at `offset` of a module's source: a span's start, a node's."""
        line, column = module.position(offset)
        return cls(code, severity, message, module.path, line, column, hint)

    @property
    def place(self) -> str:
        """`path:line:column`, as far as it is known; empty where nothing is."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a module that moves, or that moved code needs.

    path      the module, where the step found it
    decision  what becomes of it
    reason    why, in a few words
    chain     the modules that lead to the reason, importer by importer
    """

    path: str
    decision: DecisionKind
    reason: str
    chain: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A line of text that names something the step changed, and was left as it is.

    path  the file
    line  its line, from 1
    text  the line
    why   what it names, in a few words
    """

    path: str
    line: int
    text: str
    why: str
