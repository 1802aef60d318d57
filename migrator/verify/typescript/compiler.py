"""Runs the repository's own TypeScript over configurations of the checkouts."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from migrator.codemod import Command
from migrator.publish.execution import Execution
from migrator.verify.typescript.errors import Mistake, read
from migrator.verify.workshop import Workshop
from migrator.workspace import Package, Project

_TIMEOUT = 1800
_NAMES = ("tsc", "tsgo")


@dataclass(frozen=True)
class Compiled:
    """What came of one project on one side. `failure` says why nothing can be told, and is empty else."""

    config: str
    folder: str
    errors: tuple[Mistake, ...] = ()
    files: frozenset[str] = frozenset()
    failure: str = ""
    built: bool = False

    @property
    def own(self) -> frozenset[str]:
        """The files that a configuration of their own package took in.

        A build compiles everything that it needs, each by its own configuration, and tells of it only once.
        """
        inside = f"{self.folder}/" if self.folder and not self.built else ""
        return frozenset(path for path in self.files if path.startswith(inside) and "node_modules/" not in path)


def find_compiler(place: Path, project: Project, folder: str = "") -> Path | None:
    """The tsc that the package in `folder` installed, else the root's, else another member's; None if there is none."""
    folders = (folder, "", *(one.folder for one in project.workspace.packages))
    tries = (place / folder / "node_modules/.bin" / name for folder in folders for name in _NAMES)
    return next((one for one in tries if one.is_file() and os.access(one, os.X_OK)), None)


@dataclass(frozen=True, slots=True)
class Compilation:
    """A configuration of a package, to be compiled in the checkout `place`."""

    place: Path
    project: Project
    package: Package
    config: str

    @property
    def builds(self) -> bool:
        """Whether it is built: it has references, and without the declarations of the others tsc tells TS6305 alone.

        So do 5.9, 6 and 7, and `--noEmit` would forbid to make them. `undo_builds` takes them out again.
        """
        return is_built(self.project, self.config)


def compile_together(workshop: Workshop, wanted: Iterable[Compilation]) -> list[Compiled]:
    """Compile configurations of different checkouts beside each other."""
    asked = [(one, find_compiler(one.place, one.project, one.package.folder)) for one in wanted]
    calls = [
        (_command(compiler, *_arguments(one), "--pretty", "false", "--listFiles"), one.place)
        for one, compiler in asked
        if compiler is not None
    ]
    done = iter(workshop.run_together(calls))
    return [
        _compiled(one, next(done))
        if compiler is not None
        else Compiled(one.config, one.package.folder, failure="no TypeScript is installed for it")
        for one, compiler in asked
    ]


def _arguments(one: Compilation) -> tuple[str, ...]:
    return ("-b", one.config) if one.builds else ("-p", one.config, "--noEmit")


def _compiled(one: Compilation, done: Execution) -> Compiled:
    printed = read(done.lines)
    # Status 1 and 2 tell of errors; where there is none to read, or it was ended otherwise, it did not do its work.
    failure = ""
    if done.failure and not (done.failure.startswith("ended with status ") and printed.errors):
        failure = f"tsc {done.failure}: {' / '.join(done.ending[-3:])}"
    elif astray := sorted(path for path in printed.files if _astray(path)):
        failure = f"it takes in {astray[0]}, which lies outside of the checkout: node_modules leads there"
    elif not printed.looked_at_types:
        failure = f"tsc looks at no type of it before this is mended: {printed.errors[0]}"
    return Compiled(one.config, one.package.folder, printed.errors, printed.files, failure, one.builds)


def is_built(project: Project, config: str) -> bool:
    """Whether the configuration has references."""
    return bool(project.resolver.configs.reader.read(config).references)


def undo_builds(workshop: Workshop, place: Path, project: Project, configs: Iterable[str]) -> None:
    """Take out what was built: a build of the repository's own must not find it."""
    compiler, built = find_compiler(place, project), [config for config in configs if is_built(project, config)]
    if compiler is not None and built:
        workshop.run(_command(compiler, "-b", *built, "--clean"), place)


def _command(compiler: Path, *arguments: str) -> Command:
    return Command((str(compiler), *arguments), (), timeout=_TIMEOUT)


def _astray(path: str) -> bool:
    """Whether a file belongs to neither the checkout nor a dependency: then another tree than this is compiled."""
    return path.startswith(("/", "../")) and "/node_modules/" not in path
