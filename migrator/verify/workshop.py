"""Temporary checkouts of base and branch, with their dependencies installed where a proof needs them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import KW_ONLY, dataclass, field, replace
from pathlib import Path
from tempfile import mkdtemp
from types import TracebackType
from typing import Literal, Self

from migrator.codemod import Command
from migrator.errors import MigratorError
from migrator.plan import PlannedCommand
from migrator.publish.execution import Execution, begun, execute
from migrator.verify.reuse import link_dependencies
from migrator.verify.subject import Subject
from migrator.verify.toolchain import install_command, reason

Side = Literal["base", "branch"]
SIDES: tuple[Side, Side] = ("base", "branch")


class CannotPrepareError(MigratorError):
    """A checkout could not be made ready, so nothing can be said about it."""


@dataclass
class Workshop:
    """A context manager: what it makes is gone when it is left, however it is left. The repository stays as it is.

    With `reuse_node_modules` the folders `node_modules` of the work tree are linked into the checkouts, instead of an
    install. `dev_server` is the address of a running Inngest Dev Server, or `run`; None where nobody asked for one.
    `commands` are what the user wants run; with `allow_commands` those of a plan from elsewhere run too.
    """

    subject: Subject
    _: KW_ONLY
    reuse_node_modules: bool = False
    dev_server: str | None = None
    commands: tuple[PlannedCommand, ...] = ()
    allow_commands: bool = False
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    say: Callable[[str], None] = lambda _: None

    def __post_init__(self) -> None:
        self._root: Path | None = None
        self._checked_out: dict[Side, Path] = {}
        self._installed: dict[Side, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._root is not None:
            shutil.rmtree(self._root, ignore_errors=True)

    def folder(self, side: Side) -> Path:
        """A checkout of one side, made at first use. Raises GitError."""
        if side not in self._checked_out:
            self._root = self._root or Path(mkdtemp(prefix="migrate-verify-")).resolve()
            place = self._root / side
            place.mkdir()
            self.say(f"checking out the {side}")
            subject = self.subject
            commit = subject.base_commit if side == "base" else subject.branch_commit
            subject.repository.check_out(commit, place)
            self._checked_out[side] = place
        return self._checked_out[side]

    def ready(self, side: Side) -> Path:
        """The checkout with dependencies. Raises CannotPrepareError where they can't be had, with the reason."""
        place = self.folder(side)
        if side not in self._installed:
            self._installed[side] = self._prepare(side, place)
        if self._installed[side]:
            raise CannotPrepareError(self._installed[side])
        return place

    def _prepare(self, side: Side, place: Path) -> str:
        project = self.subject.before if side == "base" else self.subject.after
        root = self.subject.repository.root
        if self.reuse_node_modules and root is not None:
            for package in ("", *(one.folder for one in project.workspace.packages)):
                link_dependencies(root, place, package)
            return ""
        if project.workspace.root is None:
            return ""
        command = install_command(project)
        self.say(f"installing the {side}: {command}")
        done = self.run(command, place)
        if done.failure and command.otherwise:
            command = replace(command, arguments=command.otherwise)
            self.say(f"installing the {side}: {command}")
            done = self.run(command, place)
        return f"`{command}` {done.failure}: {reason(done)}" if done.failure else ""

    def run(self, command: Command, place: Path) -> Execution:
        """Run a command in a folder of a checkout; `node_modules/.bin` of the checkout's root comes first on PATH."""
        return execute(command, place, self._environment(place))

    def run_together(self, calls: Sequence[tuple[Command, Path]]) -> list[Execution]:
        """Run commands, each in its folder, beside each other; one that a signal ended runs once more, alone.

        Together they may need more memory than there is.
        """
        with ExitStack() as stack:
            waiting = [stack.enter_context(begun(one, place, self._environment(place))) for one, place in calls]
            done = [finish() for finish in waiting]
        return [
            self.run(*call) if len(calls) > 1 and one.failure.startswith("was ended by signal") else one
            for call, one in zip(calls, done, strict=True)
        ]

    def _environment(self, place: Path) -> Mapping[str, str]:
        root = next((one for one in self._checked_out.values() if place.is_relative_to(one)), place)
        path = os.pathsep.join([str(root / "node_modules/.bin"), self.environment.get("PATH", "")])
        return {**self.environment, "PATH": path}
