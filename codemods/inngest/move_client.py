"""Move the Inngest client into a package."""

from __future__ import annotations

from typing import Literal

from migrator.api import (
    Context,
    Diagnostic,
    RefusedError,
    Relocation,
    RepositoryPath,
    add_entry_point,
    directory_of,
    left_to_do,
    move_modules,
    param,
)

from ._package.detection import InngestCodemod
from ._package.layout import Layout
from ._package.settlement import DECISIONS, ON_BLOCKED, Decisions, Settlement
from ._reading.anatomy import anatomy_of
from ._reading.extent import ALONG, Along


class MoveClient(InngestCodemod):
    """Move the module that makes the Inngest client, with what it needs, into a package.

    Modules that name it keep working: a shim stays at the old path until `rewrite-producers` removes it.
    """

    source: RepositoryPath = param(
        "The client's module, or the folder inside the app that holds it.", example="apps/web/src/inngest/client.ts"
    )
    target: RepositoryPath = param(
        "Where the client goes: a module, or the package's folder (then `src/client`).",
        example="packages/inngest/src/client.ts",
    )
    along: Along = ALONG
    decisions: Decisions = DECISIONS
    on_blocked: Literal["fail", "keep"] = ON_BLOCKED
    shims: Literal["remove", "keep"] = param("Whether every old path is to stay as a re-export.", default="remove")

    def apply(self, context: Context) -> None:
        """Move it with what it needs of its folder."""
        tree = context.project.tree
        is_module = tree.entry(self.source) is not None
        owner = context.project.workspace.owner(
            self.target if "." in self.target.rpartition("/")[2] else self.target + "/x"
        )
        package = owner.folder if owner is not None else self.target
        # Who says where the client's module goes moves it as one of its folder.
        of_folder = is_module and self.target != package
        layout = Layout(context.project, directory_of(self.source) if of_folder else self.source, package, self.along)
        client = self.source if is_module and not self.along else layout.client
        if client is None and not anatomy_of(context.project).clients_in(package):
            raise RefusedError(f"no module of {self.source} makes an Inngest client", hint="`source` names its folder")
        if client is None or layout.is_shim(client):
            return
        if not anatomy_of(context.project).makes_client(client):
            raise RefusedError(f"{client} makes no Inngest client", hint="`source` names the module with `new Inngest`")
        settled = Settlement(layout, self.decisions, self.on_blocked)
        moves = settled.of((client,))
        if self.target != package:
            moves[client] = self.target
        shims: Literal["all", "named"] = "all" if self.shims == "keep" else "named"
        move_modules(context, Relocation(moves, importers=False, shims=shims), settled.whole)
        for advice in add_entry_point(context.project, context.tree, package, moves[client]):
            context.report(left_to_do(advice))
        for other in anatomy_of(context.project).clients:
            if layout.is_of_app(other.module.path) and other.module.path not in layout.targets:
                line, column = other.position
                message = "this client is not in the folder that moves; it stays, an Inngest app of its own"
                context.report(Diagnostic("another-client", "warning", message, other.module.path, line, column))
