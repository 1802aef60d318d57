"""Findings, and the rules that make them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from migrator.codemod.diagnostic import Severity

Level = Literal["error", "warning", "info", "off"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A convention that an audit holds code against. `level` is that of its findings unless somebody says otherwise."""

    code: str
    level: Level
    summary: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A place that breaks a rule, before anybody says how bad that is; `hint` says how to mend it.

    The message doesn't name the line, so that a fault stays the same one when lines above it come and go.
    """

    rule: Rule
    path: str
    line: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with its severity; `code` is that of the rule."""

    code: str
    severity: Severity
    path: str
    line: int
    message: str
    hint: str
