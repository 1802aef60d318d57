"""Which files of an app's Inngest folder move, and which stay because of what they need."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from migrator.api import Closure, Context, Decided, Decision, RefusedError, RepositoryPath, is_source, param

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
            for path in closure.moving if self.on_blocked == "keep" else ():
                left = [one for one in closure.needs(path) if one not in closure.co_moved and one not in held]
                if left:
                    fresh[path] = f"it needs {left[0]}"
            for path in closure.moving:
                kept = [one for one in graph.targets(path) if one in held]
                if kept:
                    fresh.setdefault(path, f"it needs {kept[0]}, which stays")
            if not fresh:
                return held
            held |= fresh

    @cached_property
    def _sources(self) -> tuple[str, ...]:
        return tuple(path for path in self.layout.targets if is_source(path))

    def closure(self, moving: frozenset[str]) -> Closure:
        """What `moving` needs of the app."""
        home = self.layout.project.workspace.owner(f"{self.layout.source}/x")
        if home is None:
            raise RefusedError(f"{self.layout.source} belongs to no package", hint="a package.json above it is missing")
        return Closure(self.layout.project, home, moving, self.decisions)

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

    def report(self, context: Context) -> None:
        """Record the modules that stay."""
        closure = self.closure(frozenset(self.moves))
        for path, reason in self.staying.items():
            through = [one for one in closure.needs(path) if one not in self.staying]
            context.decide(Decision(path, "keep", reason, (path, *through[:1])))
