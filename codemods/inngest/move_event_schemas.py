"""Move an app's event schemas into a package."""

from __future__ import annotations

from typing import Literal

from migrator.api import Context, Relocation, RepositoryPath, add_entry_point, left_to_do, move_modules, param

from ._package.detection import InngestCodemod
from ._package.layout import Layout
from ._package.parts import stem_of
from ._package.settlement import DECISIONS, ON_BLOCKED, Decisions, Settlement
from ._reading.extent import ALONG, Along
from ._writing.barrels import PackageModules, moved_style


class MoveEventSchemas(InngestCodemod):
    """Move the modules that declare Inngest events, with what they need, to the package's `src/events/`.

    Modules that name them keep working: shims stay at the old paths until `rewrite-producers` removes them.
    """

    source: RepositoryPath = param("The folder inside the app that holds Inngest.", example="apps/web/src/inngest")
    package: RepositoryPath = param("The package's folder.", example="packages/inngest")
    along: Along = ALONG
    decisions: Decisions = DECISIONS
    on_blocked: Literal["fail", "keep"] = ON_BLOCKED
    shims: Literal["remove", "keep"] = param("Whether every old path is to stay as a re-export.", default="remove")

    def apply(self, context: Context) -> None:
        """Move them, and make sure that `src/events/index` shows them all."""
        layout = Layout(context.project, self.source, self.package, self.along)
        if not layout.events:
            return
        style, like = moved_style(context, layout.modules, layout.app)
        shims: Literal["all", "named"] = "all" if self.shims == "keep" else "named"
        settled = Settlement(layout, self.decisions, self.on_blocked)
        moves = settled.of(layout.events)
        move_modules(context, Relocation(moves, importers=False, shims=shims), settled.whole)
        modules = PackageModules(context, self.package, style, like)
        index = modules.find("events/index")
        apart = [moves[path] for path in layout.events if stem_of(path) == "client-events"]
        if index is not None and apart:
            # What was the client's own is shown beside what was the events'.
            modules.write_barrel(index, apart)
        if index is None:
            events = [moves[path] for path in layout.events]
            index = modules.write_barrel(f"{self.package}/src/events/index.ts", events)
        for advice in add_entry_point(context.project, context.tree, self.package, index):
            context.report(left_to_do(advice))
