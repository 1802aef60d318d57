"""What an audit is: a class that reads a project, and may have the plan rehearsed that it speaks of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from migrator.audit.finding import Fault, Rule
from migrator.audit.model import Advice, State
from migrator.codemod import Decision, Diagnostic
from migrator.workspace import PackageCycle, Project


@dataclass(frozen=True, slots=True)
class RehearsedStep:
    """What a step did: its id, the subject of its commit, and how many files it changes; a command isn't `computed`."""

    id: str
    subject: str
    changes: int
    computed: bool


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A plan carried out in memory, by the engine that `migrate plan` runs.

    status       what came of it
    params       the parameters as they were given, found out or taken from the plan; none where it could not begin
    left         the project after the last step that went through
    decisions    what becomes of modules
    diagnostics  what the steps had to say
    steps        what each step did that went through
    failed       what check failed, or the refusals of the step that did
    moves        old path -> where it is by then
    cycles       those between packages that were not there before
    mentions     how many places still name an old path
    problem      why it could not begin, and what to do about it; else None
    """

    status: Literal["ok", "blocked", "failed", "noop"]
    params: Mapping[str, Any]
    left: Project
    decisions: tuple[Decision, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    steps: tuple[RehearsedStep, ...] = ()
    failed: tuple[str, ...] = ()
    moves: Mapping[str, str] = field(default_factory=dict)
    cycles: tuple[PackageCycle, ...] = ()
    mentions: int = 0
    problem: tuple[str, str] | None = None


Rehearse = Callable[[Mapping[str, Any]], Rehearsal]
"""Carries the plan out with these parameters, beside those that the user gave."""


@dataclass(frozen=True, slots=True)
class Audited:
    """What an auditor has to say.

    state    what there is today
    advice   what to do
    faults   what breaks a rule
    modules  what the plan decides of each module
    """

    state: State
    advice: Advice
    faults: tuple[Fault, ...] = ()
    modules: tuple[Decision, ...] = ()


class Auditor(ABC):
    """An audit of one subject. A module called `audit` in a codemod folder holds one; there is no list of them."""

    subject: ClassVar[str]
    """What it is about, as a heading has it."""
    plan: ClassVar[str]
    """The name of the plan that it recommends, or advises against."""
    rules: ClassVar[tuple[Rule, ...]] = ()
    """The conventions it knows."""

    @abstractmethod
    def audit(self, project: Project, rehearse: Rehearse) -> Audited:
        """Read the project. It must not matter in which order modules are looked at."""
