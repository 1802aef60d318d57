"""What becomes of each module that moved code needs from the app, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from migrator.refactor.decisions.closure import Closure
from migrator.refactor.decisions.needs import KEEP, REPOINT
from migrator.refactor.dependencies.needed import is_test
from migrator.refactor.shim import behind
from migrator.syntax import is_source
from migrator.workspace import Edge

VerdictKind = Literal["co-move", "repoint", "keep", "blocked"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a module that moved code needs, and why; `chain` leads to it from a moved module.

    Where the reason lies further on than the module, the chain goes on to there.
    """

    path: str
    decision: VerdictKind
    reason: str
    chain: tuple[str, ...]


@dataclass(frozen=True)
class Verdicts:
    """The verdicts on all that `closure` found."""

    closure: Closure

    @cached_property
    def all(self) -> list[Verdict]:
        """Every module that moved code needs or looks through, with what becomes of it, by path."""
        closure = self.closure
        found = dict(self.blocked)
        for path in closure.co_moved:
            reason = "as decided" if closure.is_asked(path) else "only moved code uses it"
            found[path] = Verdict(path, "co-move", reason, closure.chains[path])
        # In an order of its own: the first that needs it is the chain's start. Tests come last, as in `Needs.chains`.
        leaving = {*closure.moving, *closure.co_moved, *closure.tests_along}
        for path in sorted(leaving, key=lambda one: (is_test(one), one)):
            for edge in closure.project.graph.edges_from(path):
                target = edge.target
                if target is None or target in found or target in closure.moving or not is_source(target):
                    continue
                if closure.project.workspace.owner(target) == closure.home:
                    found[target] = Verdict(target, "repoint", self._why_repointed(edge, target), (path, target))
        return [found[path] for path in sorted(found)]

    @cached_property
    def blocked(self) -> Mapping[str, Verdict]:
        """The modules that stay and are needed, each with why it stays."""
        closure = self.closure
        found: dict[str, Verdict] = {}
        for path, chain in closure.chains.items():
            if path in closure.co_moved or closure.is_repointed(path):
                continue
            # What only a module that stays needs is decided with that one.
            if all(one in closure.moving or one in closure.co_moved for one in chain[:-1]):
                decision: VerdictKind = "keep" if self._is_kept(path) else "blocked"
                found[path] = Verdict(path, decision, self._why(path), (*chain, *self._behind(path)))
        return found

    @cached_property
    def behind(self) -> list[Verdict]:
        """The modules that are needed only by modules that stay: they stay with these, by path."""
        closure = self.closure
        return [
            Verdict(path, "blocked", f"{chain[-2]} needs it, which stays", chain)
            for path, chain in sorted(closure.chains.items())
            if path not in self.blocked and path not in closure.co_moved and not closure.is_repointed(path)
        ]

    def _is_kept(self, path: str) -> bool:
        return self.closure.decisions.get(path) == KEEP

    def _why(self, path: str) -> str:
        closure = self.closure
        if self._is_kept(path):
            return "it is to stay"
        if not closure.is_asked(path):
            tie = closure.tie(path)
            if tie is not None:
                return tie.reason
            if closure.leads_back(path):
                return "it leads back into what moves"
        way = self._tied_need(path)
        tie = closure.tie(way[-1]) if way else None
        if tie is not None:
            return f"it needs {way[-1]}, and of that one: {tie.reason}"
        if self._kept_need(path):
            return f"it needs {self._kept_need(path)}, which is to stay"
        need = next((one for one in closure.needs(path) if one not in closure.co_moved), "")
        return self._shared(path) or f"it needs {need}" + (", which stays" if need in closure.kept else "")

    def _shared(self, path: str) -> str:
        """Who else uses the module, in words; empty where nobody does, or where it is to come along all the same."""
        users = self.closure.users(path, self.closure.co_moved)
        if not users or self.closure.is_asked(path) or path in self.closure.dragged:
            return ""
        kept = [one for one in users if one in self.closure.kept]
        if len(users) == 1:
            return f"{kept[0]}, which stays, uses it too" if kept else "one other module uses it too"
        if len(kept) == len(users):
            return f"{kept[0]} and {len(kept) - 1} more modules that stay use it too"
        return f"{len(users)} other modules use it too"

    def _behind(self, path: str) -> tuple[str, ...]:
        """What the chain goes on with where the reason lies further on than `path`."""
        closure = self.closure
        if closure.is_asked(path):
            return self._tied_need(path)
        own = self._is_kept(path) or closure.tie(path) is not None or closure.leads_back(path)
        return () if own else self._tied_need(path)

    def _tied_need(self, path: str) -> tuple[str, ...]:
        """The way from `path`, itself left out, to the nearest module it needs that something ties to the app."""
        closure = self.closure
        seen = {path}
        waiting: list[tuple[str, ...]] = [(one,) for one in closure.needs(path)]
        for way in waiting:
            if way[-1] in seen:
                continue
            seen.add(way[-1])
            if not closure.is_asked(way[-1]) and closure.tie(way[-1]) is not None:
                return way
            waiting += [(*way, one) for one in closure.needs(way[-1])]
        return ()

    def _kept_need(self, path: str) -> str:
        """The first module that `path` needs, at any remove, and that is to stay; empty where there is none."""
        return min((one for one in self.closure.needed_by({path}) if self._is_kept(one)), default="")

    def _why_repointed(self, edge: Edge, target: str) -> str:
        decision = self.closure.decisions.get(target, "") if target in self.closure.reached else ""
        if decision.startswith(REPOINT):
            return f"as decided: {decision.removeprefix(REPOINT)}"
        return f"it passes on {self._passed_on(edge)}"

    def _passed_on(self, edge: Edge) -> str:
        workspace = self.closure.project.workspace
        for name in [name.imported for name in edge.reference.names] or ["*"]:
            place = behind(self.closure.project, edge.target or "", name)
            owner = workspace.owner(place[0]) if place is not None else None
            if owner is not None and owner.name is not None:
                return owner.name
        return "a workspace package"
