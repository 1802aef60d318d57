"""Proof: the commands that passed on the base pass on the branch."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from migrator.codemod import Command
from migrator.plan import PlannedCommand, shipped_plans
from migrator.publish.execution import Execution
from migrator.verify.prepared import prepared
from migrator.verify.proof import Finding, Proven
from migrator.verify.subject import Subject
from migrator.verify.workshop import Side, Workshop

TIMEOUT = 900
"""Seconds for each command, on each side."""


@dataclass(frozen=True, slots=True)
class Commands:
    """Runs what the user named, and what the plan names.

    A plan that comes with the program may run its commands. One from elsewhere may not, unless the user allows it:
    whoever writes a plan file, or the branch that names it, would run programs on the reader's machine.

    It comes after every proof that reads a checkout: a command may write there what it likes.
    """

    timeout: int = TIMEOUT
    name = "commands"

    def prove(self, subject: Subject, workshop: Workshop, say: Callable[[str], None]) -> Proven:
        """Run each on the branch; where it fails, on the base too. Raises CannotPrepareError, UsageError."""
        own = subject.outcome.plan.commands if subject.outcome is not None else ()
        left_out = () if workshop.allow_commands or subject.plan in shipped_plans() else own
        asked = (*workshop.commands, *(one for one in own if one not in left_out))
        held_back = f"not run without `--allow-commands`: {_listed(left_out)}" if left_out else ""
        if (subject.plan or subject.made_by) and subject.outcome is None:
            held_back = "the plan's own are not known, since it can't be carried out once more"
        if not asked:
            return Proven.skipped(held_back or 'the plan names none; `--command "bun run build"` does')
        ready = prepared(workshop)
        if isinstance(ready, str):
            return Proven.skipped(ready)
        passed: list[str] = []
        old: list[str] = []
        findings: list[Finding] = []
        for command in asked:
            on_branch = self._run(command, "branch", workshop, say)
            if not on_branch.failure:
                passed.append(f"`{command}`")
                continue
            on_base = self._run(command, "base", workshop, say)
            if _excused(on_branch, on_base):
                old.append(f"`{command}` {on_branch.failure}; on the base, too, it {on_base.failure}")
                continue
            findings.append(_finding(command, on_branch, on_base))
        detail = "; ".join(part for part in (f"{len(passed)} of {len(asked)} pass", *old, held_back) if part)
        if not passed and not findings:
            return Proven.skipped("; ".join(part for part in (*old, held_back) if part))
        return Proven.of(detail, tuple(findings))

    def _run(self, command: PlannedCommand, side: Side, workshop: Workshop, say: Callable[[str], None]) -> Execution:
        place = workshop.ready(side)
        folder = (place / command.folder).resolve()
        if not folder.is_relative_to(place) or not folder.is_dir():
            return Execution(f"{_UNCOMPARED}: there is no folder {command.folder}")
        say(f"running on the {side}: {command}")
        return workshop.run(Command(_in(folder, command.arguments), (), timeout=self.timeout), folder)


_UNCOMPARED = "can't be tried"


def _excused(on_branch: Execution, on_base: Execution) -> bool:
    """Whether the base fares no better. That a command could not be tried there excuses only the same here."""
    if on_base.failure.startswith((_UNCOMPARED, "can't be run")):
        return on_base.failure == on_branch.failure
    return bool(on_base.failure)


def _in(folder: Path, arguments: Sequence[str]) -> tuple[str, ...]:
    """A program named by a path is the one of the checkout, not one of the current directory."""
    program, *rest = arguments
    return (str(folder / program) if os.sep in program else program, *rest)


def _finding(command: PlannedCommand, on_branch: Execution, on_base: Execution) -> Finding:
    there = f"on the base it {on_base.failure}" if on_base.failure else "it passes on the base"
    said = f"`{command}` {on_branch.failure}; {there}"
    return Finding("\n".join((said, *on_branch.ending)), command.folder or None)


def _listed(commands: Iterable[PlannedCommand]) -> str:
    return ", ".join(f"`{one}`" for one in commands)
