"""Let everything that names the app's Inngest folder name the package."""

from __future__ import annotations

from typing import Literal

from migrator.api import Context, Diagnostic, RepositoryPath, param, remove_entry_point

from ._package.detection import InngestCodemod
from ._package.old_folder import OldFolder
from ._package.pruning import prune
from ._package.through import repoint_edges
from ._reading.extent import ALONG, Along


class RewriteProducers(InngestCodemod):
    """Point every reference to the old folder at the package: imports of every form, types, mocks.

    Then the shims that nothing names any more go, unless `shims` says `keep`.
    """

    source: RepositoryPath = param("The folder inside the app that held Inngest.", example="apps/web/src/inngest")
    package: RepositoryPath = param("The package's folder.", example="packages/inngest")
    along: Along = ALONG
    shims: Literal["remove", "keep"] = param("Whether the old paths stay as re-exports.", default="remove")

    def apply(self, context: Context) -> None:
        """Rewrite every module that names the folder for what is the package's, and remove what that leaves unused."""
        folder = OldFolder(context.project, self.source, self.package, self.along)
        repoint_edges(context, folder, folder.edges())
        self._report_modules_at_work(context, folder)
        if self.shims == "keep":
            return
        named = self._entry_points(context)
        old = folder.shims
        after = context.project.over(context.tree)
        unused = [path for path in old if all(importer in old for importer in after.graph.importers(path))]
        for path in unused:
            context.tree.delete(path)
        prune(context, self.source, self.package, self.along)
        self._close_entry_points(context, named - self._entry_points(context))

    def _report_modules_at_work(self, context: Context, folder: OldFolder) -> None:
        """Say which modules go on passing names on, because what they do besides may change what the names mean."""
        for path in folder.at_work:
            importers = [one for one in context.project.graph.importers(path) if one not in folder.at_work]
            if importers:
                message = f"it passes on names of {folder.name} and does more when it loads, so who imports it stays"
                hint = f"{importers[0]} is one of them; let it import {folder.name} where it needs no more than that"
                context.report(Diagnostic("left-on-shim", "warning", message, path, hint=hint))

    def _entry_points(self, context: Context) -> set[tuple[str, str]]:
        """The subpaths of the package by which the old folder now names it, each with its module."""
        folder = OldFolder(context.project.over(context.tree), self.source, self.package, self.along)
        below = [path for path in folder.project.sources if folder.extent.holds(path)]
        edges = [edge for path in {*below, *folder.shims} for edge in folder.project.graph.edges_from(path)]
        inside = f"{self.package}/"
        return {
            ("." + edge.reference.subpath, target)
            for edge in edges
            if (target := edge.target) is not None and target.startswith(inside)
        }

    def _close_entry_points(self, context: Context, given_up: set[tuple[str, str]]) -> None:
        """Entry points that only the old folder needed go; those for the package's areas stay."""
        after = context.project.over(context.tree)
        package = after.workspace.owner(self.package + "/package.json")
        if package is None or not isinstance(package.manifest.exports, dict):
            return
        for subpath, target in sorted(given_up):
            outside = [path for path in after.graph.importers(target) if not path.startswith(self.package + "/")]
            if subpath not in (".", "./client", "./events", "./functions") and not outside:
                remove_entry_point(context.tree, self.package, subpath)
