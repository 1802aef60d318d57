"""The tests of a package that its runner runs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from migrator.api import Project

from .bun import bun_selections
from .bun import config_of as bun_config
from .call import calls_of
from .jest import config_of as jest_config
from .jest import jest_selections
from .runner import Runner
from .selection import Selection
from .vitest import config_of as vitest_config
from .vitest import vitest_selections


class Collection:
    """What `runner` takes for tests of the package in the folder `package`, as far as its settings tell for certain."""

    def __init__(self, project: Project, package: str, runner: Runner) -> None:
        self.project = project
        self.package = package
        self.runner = runner

    def takes(self, path: str) -> bool:
        """Whether the module at `path` is certainly run as a test."""
        return any(one.takes(path) for one in self.selections)

    @cached_property
    def selections(self) -> tuple[Selection, ...]:
        """What each way to start the runner takes; empty where that can't be told."""
        return tuple(self._found())

    @property
    def settings_path(self) -> str | None:
        """The file that has the runner's settings; None where there is none."""
        project, home = self.project, self.runner.folder
        call = calls_of(project, self.runner)[0]
        match self.runner.name:
            case "vitest":
                return vitest_config(project, home, call)
            case "jest":
                return jest_config(project, home, call)
        return bun_config(project, home)

    def _found(self) -> Iterator[Selection]:
        for call in calls_of(self.project, self.runner):
            match self.runner.name:
                case "vitest":
                    yield from vitest_selections(self.project, self.package, self.runner.folder, call)
                case "jest":
                    yield from jest_selections(self.project, self.runner.folder, call)
                case "bun":
                    yield from bun_selections(self.project, self.runner.folder, call)
