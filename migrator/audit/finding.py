"""Findings, and the rules that make them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from migrator.codemod.diagnostic import Severity

Level = Literal["error", "warning", "info", "off"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A convention that an audit holds code against.

    code     its name, in kebab-case
    level    that of its findings, unless somebody says otherwise
    summary  what it asks for, in a sentence
    """

    code: str
    level: Level
    summary: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A place that breaks a rule, before anybody says how bad that is.

    rule     the rule
    path     the file
    line     its line, from 1
    message  what is wrong; it doesn't name the line, so that a fault stays the same one when lines above come and go
    hint     how to mend it
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
