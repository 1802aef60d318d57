"""Which files of an app's Inngest folder move, and which stay because of what they need."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from migrator.api import (
    Closure,
    Context,
    Decided,
    Decision,
    RefusedError,
    RepositoryPath,
    is_source,
    is_test,
    missing,
    param,
)

from ._layout import Layout

Decisions = dict[RepositoryPath, Decided]
DECISIONS = param(
    "Repository path -> what becomes of a module that moved code needs: `co-move`, `keep` or `repoint:<package>`.",
    default={},
    example={"apps/web/src/lib/gemini.ts": "co-move"},
)
ON_BLOCKED = param("Whether functions that can't move stay in the app (`keep`), or the step fails.", default="fail")


class Settlement:
    """The moves of one folder under the user's decisions.

    With `on_blocked` "keep", functions that can't move stay, and so does whatever in the folder needs them: a list
    of them, an index that passes them on, their tests. What others need as well moves.
    """

    def __init__(self, layout: Layout, decisions: Mapping[str, str], on_blocked: Literal["fail", "keep"]) -> None:
        self.layout = layout
        self.decisions = decisions
        self.on_blocked = on_blocked

    @cached_property
    def staying(self) -> Mapping[str, str]:
        """Path -> why, for every module of the folder that stays."""
        graph = self.layout.project.graph
        held = {path: "it is to stay" for path in self._sources if self.decisions.get(path) == "keep"}
        while True:
            closure = self.closure(frozenset(self._sources) - held.keys())
            fresh: dict[str, str] = {}
            for path in sorted(closure.moving):
                left = [one for one in closure.needs(path) if one not in closure.co_moved]
                if self.on_blocked == "fail":
                    left = [one for one in left if self._is_to_stay(closure, one)]
                absent = missing(self.layout.project, path) if self.on_blocked == "keep" else None
                if left or absent:
                    fresh[path] = f"it needs {left[0] if left else absent}"
                kept = [one for one in graph.targets(path) if one in held]
                if kept:
                    fresh.setdefault(path, f"it needs {kept[0]}, which stays")
            fresh = fresh or {path: "only what stays needs it" for path in closure.moving if self._follows(path, held)}
            if not fresh:
                return held
            held |= fresh

    def _follows(self, path: str, held: Mapping[str, str]) -> bool:
        """Whether a module is a helper that, tests left out, only modules need which stay."""
        layout = self.layout
        if path not in layout.modules or path in (layout.client, *layout.events):
            return False
        if layout.anatomy.makes_functions(path):
            return False
        users = [one for one in layout.project.graph.importers(path) if not is_test(one)]
        moving = [one for one in users if one in self._sources and one not in held]
        return any(one in held for one in users) and not moving

    @cached_property
    def _sources(self) -> tuple[str, ...]:
        return tuple(path for path in self.layout.targets if is_source(path))

    def closure(self, moving: frozenset[str]) -> Closure:
        """What `moving` needs of the app."""
        home = self.layout.project.workspace.owner(f"{self.layout.source}/x")
        if home is None:
            raise RefusedError(f"{self.layout.source} belongs to no package", hint="a package.json above it is missing")
        target = self.layout.project.workspace.owner(f"{self.layout.package}/x")
        return Closure(self.layout.project, home, moving, self.decisions, target)

    @cached_property
    def moves(self) -> Mapping[str, str]:
        """Old path -> new path of everything in the folder that moves.

        A file that is no module stays where modules stay, unless one that moves needs it.
        """
        graph = self.layout.project.graph
        return {
            old: new
            for old, new in self.layout.targets.items()
            if old not in self.staying
            and (is_source(old) or not self.staying or any(one not in self.staying for one in graph.importers(old)))
        }

    def of(self, seeds: tuple[str, ...]) -> dict[str, str]:
        """The moves of `seeds` and of what they need in the folder, whether they can move or not: these have to."""
        return self.layout.with_needs(seeds)

    def _is_to_stay(self, closure: Closure, path: str) -> bool:
        """Whether somebody decided that a module stays, or one that it needs: what needs it then stays, too."""
        waiting = [path]
        for one in waiting:
            if self.decisions.get(one) == "keep":
                return True
            waiting += [need for need in closure.needs(one) if need not in waiting]
        return False

    def report(self, context: Context) -> None:
        """Record the modules that stay, each with the way to what keeps it."""
        closure = self.closure(frozenset(self._sources))
        for path, reason in sorted(self.staying.items()):
            way = next((one for one in closure.needs(path) if one not in closure.co_moved), None)
            verdict = closure.blocked.get(way) if way is not None else None
            beyond = verdict.chain[verdict.chain.index(verdict.path) :] if verdict is not None else ()
            because = f": {verdict.reason}" if verdict is not None and way is not None and way in reason else ""
            context.decide(Decision(path, "keep", reason + because, (path, *beyond) if beyond else ()))
