"""What moved code needs from the app it leaves, and what becomes of each such module.

A module that only passes on a workspace package is seen through. One that nothing else uses and that nothing ties to
the app comes along. Everything else waits for a decision of the user's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from migrator.refactor.dependencies import is_test
from migrator.refactor.shim import behind, reexports
from migrator.refactor.ties import tie
from migrator.syntax import is_source
from migrator.workspace import Edge, Package, Project

CO_MOVE, KEEP, REPOINT = "co-move", "keep", "repoint:"
"""What a user may decide of a module; a package's name follows `repoint:`."""

VerdictKind = Literal["co-move", "repoint", "keep", "blocked"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a module that moved code needs, and why; `chain` leads to it from a moved module."""

    path: str
    decision: VerdictKind
    reason: str
    chain: tuple[str, ...]


@dataclass(frozen=True)
class Closure:
    """What the modules `moving` need of the package `home` that they leave. Paths are those before the move.

    `decisions` maps repository paths to what the user wants of them; `target` is the package that they come to.
    """

    project: Project
    home: Package
    moving: Collection[str]
    decisions: Mapping[str, str] = field(default_factory=dict)
    target: Package | None = None

    @cached_property
    def chains(self) -> Mapping[str, tuple[str, ...]]:
        """Every module of the app that moved code needs, at any remove, with a shortest chain of modules to it."""
        found: dict[str, tuple[str, ...]] = {}
        # Tests come last: a chain that starts in the code itself says more.
        waiting: list[tuple[str, ...]] = [(path,) for path in sorted(self.moving, key=lambda one: (is_test(one), one))]
        for chain in waiting:
            for edge in self.project.graph.edges_from(chain[-1]):
                target = edge.target
                if target is None or target in found or not self._is_needed(edge):
                    continue
                found[target] = (*chain, target)
                if not self.decisions.get(target, "").startswith(REPOINT):
                    waiting.append(found[target])
        return found

    def _is_needed(self, edge: Edge) -> bool:
        """Whether the edge leads to a module of the app that it can't be pointed past."""
        target = edge.target
        if target is None or target in self.moving or self.project.workspace.owner(target) != self.home:
            return False
        names = [name.imported for name in edge.reference.names] or ["*"]
        return not all(behind(self.project, target, name) for name in names)

    @cached_property
    def co_moved(self) -> frozenset[str]:
        """The modules that come along: those the user asks for, and those that are self-contained and nobody else's."""
        asked = {path for path in self.chains if self.decisions.get(path) == CO_MOVE}
        dragged = self._needed_by(asked)
        coming = {path for path in self.chains if path in asked or path in dragged or self._may_come(path)}
        while True:
            left = {path for path in coming if self._holds_back(path, coming, asked, dragged)}
            if not left:
                return frozenset(coming)
            coming -= left

    def _may_come(self, path: str) -> bool:
        return path not in self.decisions and tie(self.project, path) is None and not self.leads_back(path)

    def _holds_back(self, path: str, coming: Collection[str], asked: Collection[str], dragged: Collection[str]) -> bool:
        if path in dragged and path not in asked and not self._may_come(path):
            return True
        if path not in asked and path not in dragged and self.users(path, coming):
            return True
        return any(target not in coming for target in self.needs(path))

    def needs(self, path: str) -> list[str]:
        """The modules of the app that `path` needs itself, moved ones left out."""
        edges = self.project.graph.edges_from(path)
        wanted = {edge.target for edge in edges if edge.target is not None and self._is_needed(edge)}
        return sorted(one for one in wanted if not self.decisions.get(one, "").startswith(REPOINT))

    def users(self, path: str, coming: Collection[str]) -> list[str]:
        """The modules that use `path` and stay; tests that come along with what they test don't count."""
        importers = self.project.graph.importers(path)
        return [
            one
            for one in importers
            if one not in self.moving and one not in coming and not any(tests(one, other) for other in (path, *coming))
        ]

    def leads_back(self, path: str) -> bool:
        """Whether `path` needs moved code itself, at any remove within the app: moving, or moved already.

        So a plan says the same of it at every step, and once more when it is run again.
        """
        return any(
            edge.loads and self._is_moved(edge.target)
            for one in (path, *self._needed_by({path}))
            for edge in self.project.graph.edges_from(one)
        )

    def _is_moved(self, target: str | None) -> bool:
        if target is None or self.target is None:
            return target in self.moving
        places = {target, *(edge.target for edge in reexports(self.project, target) if is_source(target))}
        return target in self.moving or any(
            place is not None and self.project.workspace.owner(place) == self.target for place in places
        )

    def _needed_by(self, paths: Collection[str]) -> frozenset[str]:
        reached = set(paths)
        waiting = list(paths)
        while waiting:
            for target in self.needs(waiting.pop()):
                if target not in reached:
                    reached.add(target)
                    waiting.append(target)
        return frozenset(reached - set(paths))

    @cached_property
    def blocked(self) -> Mapping[str, Verdict]:
        """The modules that stay and are needed, each with why it stays."""
        found: dict[str, Verdict] = {}
        for path, chain in self.chains.items():
            if path in self.co_moved or self.decisions.get(path, "").startswith(REPOINT):
                continue
            # What only a module that stays needs is nobody's business here.
            if all(one in self.moving or one in self.co_moved for one in chain[:-1]):
                decision: VerdictKind = "keep" if self.decisions.get(path) == KEEP else "blocked"
                found[path] = Verdict(path, decision, self._why(path), (*chain, *self._behind(path)))
        return found

    def _why(self, path: str) -> str:
        if self.decisions.get(path) == KEEP:
            return "it is to stay"
        asked = self.decisions.get(path) == CO_MOVE
        reason = tie(self.project, path) if not asked else None
        if reason is not None:
            return reason
        if not asked and self.leads_back(path):
            return "it leads back into what moves"
        behind_it = self.tied_need(path)
        if behind_it:
            return f"it needs {behind_it[-1]}, and of that one: {tie(self.project, behind_it[-1])}"
        users = self.users(path, self.co_moved)
        if users:
            others = "one other module uses" if len(users) == 1 else f"{len(users)} other modules use"
            return f"{others} it too"
        return f"it needs {next(one for one in self.needs(path) if one not in self.co_moved)}"

    def _behind(self, path: str) -> tuple[str, ...]:
        """What the chain goes on with where the reason lies further on than `path`."""
        if self.decisions.get(path) == CO_MOVE:
            return self.tied_need(path)
        own = self.decisions.get(path) == KEEP or tie(self.project, path) is not None or self.leads_back(path)
        return () if own else self.tied_need(path)

    def tied_need(self, path: str) -> tuple[str, ...]:
        """The way from `path`, itself left out, to the nearest module it needs that something ties to the app."""
        seen = {path}
        waiting: list[tuple[str, ...]] = [(one,) for one in self.needs(path)]
        for way in waiting:
            if way[-1] in seen:
                continue
            seen.add(way[-1])
            if self.decisions.get(way[-1]) != CO_MOVE and tie(self.project, way[-1]) is not None:
                return way
            waiting += [(*way, one) for one in self.needs(way[-1])]
        return ()

    @cached_property
    def verdicts(self) -> list[Verdict]:
        """Every module that moved code needs or looks through, with what becomes of it, by path."""
        found = dict(self.blocked)
        for path in self.co_moved:
            asked = self.decisions.get(path) == CO_MOVE
            reason = "as decided" if asked else "only moved code uses it"
            found[path] = Verdict(path, "co-move", reason, self.chains[path])
        for path in (*self.moving, *self.co_moved):
            for edge in self.project.graph.edges_from(path):
                target = edge.target
                if target is None or target in found or target in self.moving or not is_source(target):
                    continue
                if self.project.workspace.owner(target) != self.home:
                    continue
                decision = self.decisions.get(target, "") if target in self.chains else ""
                reason = f"it passes on {self._passed_on(edge)}"
                if decision.startswith(REPOINT):
                    reason = f"as decided: {decision.removeprefix(REPOINT)}"
                found[target] = Verdict(target, "repoint", reason, (path, target))
        return [found[path] for path in sorted(found)]

    def _passed_on(self, edge: Edge) -> str:
        for name in [name.imported for name in edge.reference.names] or ["*"]:
            place = behind(self.project, edge.target or "", name)
            owner = self.project.workspace.owner(place[0]) if place is not None else None
            if owner is not None and owner.name is not None:
                return owner.name
        return "a workspace package"

    def drag(self, path: str) -> int:
        """How many modules would come along if `path` were decided to co-move, itself included."""
        return 1 + len(self._needed_by({path}) - self.co_moved)


def tests(test: str, path: str) -> bool:
    """Whether `test` is the test beside the module at `path`, or in `__tests__` beside it."""
    folder, _, name = path.rpartition("/")
    return (
        is_test(test)
        and test.rpartition("/")[0] in (folder, f"{folder}/__tests__".lstrip("/"))
        and test.rpartition("/")[2].startswith(name.rpartition(".")[0] + ".")
    )
