"""What will come to a new package, as far as it is known before anything moves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from migrator.refactor.decisions.closure import tests
from migrator.refactor.dependencies.needed import is_test
from migrator.syntax import is_source
from migrator.tree import lies_in
from migrator.workspace import Package, Project

_RUNNERS = {"vitest": "vitest", "bun:test": "bun", "@jest/globals": "jest", "node:test": "node"}
_RUN = re.compile(r"[._](test|spec)\.[cm]?[jt]sx?$|/__tests__/(?!.*\.d\.ts$)")


@dataclass(frozen=True)
class Arrivals:
    """The modules at `places`, folders and modules of one package, and the tests beside them."""

    project: Project
    places: Sequence[str]

    @cached_property
    def home(self) -> Package | None:
        """The package that they leave."""
        return self.project.workspace.owner(f"{self.places[0]}/x") if self.places else None

    @cached_property
    def modules(self) -> tuple[str, ...]:
        """Every source file that is known to come, tests among them."""
        found = {path for path in self.project.sources if any(lies_in(path, place) for place in self.places)}
        singles = [place for place in self.places if is_source(place)]
        found |= {path for path in self.project.sources if any(tests(path, single) for single in singles)}
        return tuple(sorted(found))

    @cached_property
    def tests(self) -> tuple[str, ...]:
        """Those that a test runner looks for, not what tests share."""
        return tuple(path for path in self.modules if _RUN.search(path))

    @cached_property
    def runners(self) -> frozenset[str]:
        """The test runners whose modules the tests import."""
        named = (one.specifier for path in self.tests for one in self.project.module(path).references)
        return frozenset(_RUNNERS[name] for name in named if name in _RUNNERS)

    @cached_property
    def reached(self) -> tuple[str, ...]:
        """The modules that come, and all of the same package that they need at any remove: some of those may come, too.

        Tests, and what only they need, are left out.
        """
        found = {path: None for path in self.modules if not is_test(path)}
        waiting = list(found)
        while waiting:
            for path in self.project.graph.targets(waiting.pop()):
                if path not in found and is_source(path) and self.project.workspace.owner(path) == self.home:
                    found[path] = None
                    waiting.append(path)
        return tuple(found)
