"""Which files of an app's Inngest folder move, and which stay because of what they need."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal

from migrator.api import Closure, Decided, RefusedError, RepositoryPath, Stay, is_source, param
from migrator.api import Settlement as ModuleSettlement

from .layout import Layout

Decisions = dict[RepositoryPath, Decided]
DECISIONS = param(
    "Repository path -> what becomes of a module that moved code needs: `co-move`, `keep` or `repoint:<package>`.",
    default={},
    example={"apps/web/src/lib/gemini.ts": "co-move"},
)
ON_BLOCKED = param("Whether functions that can't move stay in the app (`keep`), or the step fails.", default="fail")


class Settlement:
    """The moves of one folder under the user's decisions.

    Client and events have to move, with what they need of the folder. Functions that can't may stay, and so does
    whatever in the folder needs them: a list of them, an index that passes them on, their tests. What others need as
    well moves; a helper that only those need which stay follows them.
    """

    def __init__(self, layout: Layout, decisions: Mapping[str, str], on_blocked: Literal["fail", "keep"]) -> None:
        seeds = (layout.client, *layout.events) if layout.client is not None else layout.events
        bound = frozenset(layout.with_needs(seeds))

        def is_helper(path: str) -> bool:
            return path in layout.modules and not layout.anatomy.makes_functions(path)

        self.whole = ModuleSettlement(layout.project, layout.targets, decisions, on_blocked, bound, is_helper)
        self.layout = layout.without(self.staying)

    @property
    def staying(self) -> Mapping[str, Stay]:
        """Path -> why, for every file of the folder that stays."""
        return self.whole.staying

    def closure(self, moving: frozenset[str]) -> Closure:
        """What `moving` need of the app. Raises RefusedError where the folder is of no package."""
        workspace = self.layout.project.workspace
        home, target = (workspace.owner(f"{folder}/x") for folder in (self.layout.source, self.layout.package))
        if home is None:
            raise RefusedError(f"{self.layout.source} belongs to no package", hint="a package.json above it is missing")
        return Closure(self.layout.project, home, moving, self.whole.decisions, target, known=self.whole.ties)

    @cached_property
    def moves(self) -> Mapping[str, str]:
        """Old path -> new path of everything in the folder that moves.

        A file that is no module stays where modules stay, unless one that moves needs it.
        """
        graph, staying = self.layout.project.graph, self.staying
        return {
            old: new
            for old, new in self.layout.targets.items()
            if old not in staying
            and (is_source(old) or not staying or any(one not in staying for one in graph.importers(old)))
        }

    def of(self, seeds: tuple[str, ...]) -> dict[str, str]:
        """The moves of `seeds` and of what they need in the folder, whether they can move or not: these have to."""
        return self.layout.with_needs(seeds)
