"""What comes along of all that moved code needs from the app it leaves.

One that nothing else uses and that nothing ties to the app comes along; so does what the user asks for, with what it
needs. Everything else stays, and what that means is said elsewhere (`verdicts`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from migrator.refactor.decisions.needs import CO_MOVE, Needs
from migrator.refactor.decisions.ties import Tie, Ties
from migrator.refactor.dependencies.needed import is_test
from migrator.refactor.shim import reexports
from migrator.syntax import is_source
from migrator.workspace import Package


@dataclass(frozen=True)
class Closure(Needs):
    """What the modules `moving` need, and what of that comes along to the package `target`.

    `kept` are modules that were to move and stay. `known` are ties that another closure found out already.
    """

    target: Package | None = None
    kept: Collection[str] = ()
    known: Ties | None = None

    def users(self, path: str, coming: Collection[str]) -> list[str]:
        """The modules that use `path` and stay; tests that come along with what they test don't count."""
        importers = self.project.graph.importers(path)
        return [
            one
            for one in importers
            if one not in self.moving and one not in coming and not any(tests(one, other) for other in (path, *coming))
        ]

    @cached_property
    def tests_along(self) -> Mapping[str, str]:
        """The tests beside modules that come along, each with its module: they come, too, if they need nothing else."""
        return {
            one: path
            for path in sorted(self.co_moved)
            for one in self.project.graph.importers(path)
            if tests(one, path) and one not in self.moving and set(self.needs(one)) <= self.co_moved
        }

    @cached_property
    def reached(self) -> frozenset[str]:
        """Every module of the app that is needed, also if only by tests that come along."""
        edges = [edge for test in self.tests_along for edge in self.project.graph.edges_from(test)]
        return frozenset((*self.chains, *(edge.target for edge in edges if edge.target and self.is_needed(edge))))

    def is_asked(self, path: str) -> bool:
        """Whether the user wants the module to come along, and it can."""
        tie = self.tie(path)
        can_not = path in self.kept or (tie is not None and tie.for_good)
        return self.decisions.get(path) == CO_MOVE and not can_not

    def may_come(self, path: str) -> bool:
        """Whether the module could come along unasked, as far as it alone is concerned.

        A way back into moved code is no tie of what comes with a module that is asked for: both are on one side then.
        """
        if path in self.decisions or path in self.kept or self.tie(path) is not None:
            return False
        return path in self.dragged or not self.leads_back(path)

    def tie(self, path: str) -> Tie | None:
        """What ties the module to the app."""
        return self._ties.of(path)

    @cached_property
    def _ties(self) -> Ties:
        return self.known or Ties(self.project)

    @cached_property
    def co_moved(self) -> frozenset[str]:
        """The modules that come along: those the user asks for, and those that are self-contained and nobody else's."""
        asked = {path for path in self.chains if self.is_asked(path)}
        coming = {path for path in self.chains if path in asked or self.may_come(path)}
        while True:
            left = {path for path in coming if self._is_held_back(path, coming, path in asked)}
            if not left:
                return frozenset(coming)
            coming -= left

    @cached_property
    def dragged(self) -> frozenset[str]:
        """What the modules that the user asks for need: it comes along with them, whoever else uses it."""
        return self.needed_by(path for path in self.chains if self.is_asked(path))

    def _is_held_back(self, path: str, coming: Collection[str], asked: bool) -> bool:
        if not asked and path not in self.dragged and self.users(path, coming):
            return True
        return any(target not in coming for target in self.needs(path))

    def leads_back(self, path: str) -> bool:
        """Whether `path` needs moved code itself, at any remove within the app: moving, or moved already.

        So a plan says the same of it at every step, and once more when it is run again.
        """
        return path in self._leading_back

    @cached_property
    def _leading_back(self) -> frozenset[str]:
        found = {path for path in self.chains if self._leads_back_itself(path)}
        while True:
            fresh = {path for path in self.chains if path not in found and not found.isdisjoint(self.needs(path))}
            if not fresh:
                return frozenset(found)
            found |= fresh

    def _leads_back_itself(self, path: str) -> bool:
        return any(edge.loads and self._is_moved(edge.target) for edge in self.project.graph.edges_from(path))

    def _is_moved(self, target: str | None) -> bool:
        if target is None or self.target is None:
            return target in self.moving
        places = {target, *(edge.target for edge in reexports(self.project, target) if is_source(target))}
        return target in self.moving or any(
            place is not None and self.project.workspace.owner(place) == self.target for place in places
        )


def tests(test: str, path: str) -> bool:
    """Whether `test` is the test beside the module at `path`, or in `__tests__` beside it."""
    folder, _, name = path.rpartition("/")
    return (
        is_test(test)
        and test.rpartition("/")[0] in (folder, f"{folder}/__tests__".lstrip("/"))
        and test.rpartition("/")[2].startswith(name.rpartition(".")[0] + ".")
    )
