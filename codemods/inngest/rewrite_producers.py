"""Let everything that names the app's Inngest folder name the package."""

from __future__ import annotations

from typing import Literal

from migrator.api import Context, RepositoryPath, param, remove_entry_point

from ._detection import InngestCodemod
from ._through import repoint_edges, shims


class RewriteProducers(InngestCodemod):
    """Point every reference to the old folder at the package: imports of every form, types, mocks.

    Then the shims that nothing names any more go, unless `shims` says `keep`.
    """

    source: RepositoryPath = param("The folder inside the app that held Inngest.", example="apps/web/src/inngest")
    package: RepositoryPath = param("The package's folder.", example="packages/inngest")
    shims: Literal["remove", "keep"] = param("Whether the old paths stay as re-exports.", default="remove")

    def apply(self, context: Context) -> None:
        """Rewrite every module that names a shim, and remove the shims."""
        project = context.project
        old = shims(project, self.source, self.package)
        for path in old:
            edges = [edge for edge in project.graph.edges_to(path) if edge.importer not in old]
            repoint_edges(context, edges, self.package)
        if self.shims == "keep":
            return
        after = project.over(context.tree)
        unused = [path for path in old if all(importer in old for importer in after.graph.importers(path))]
        for path in unused:
            context.tree.delete(path)
        self._close_entry_points(context, unused)

    def _close_entry_points(self, context: Context, removed: list[str]) -> None:
        """Entry points that only the removed shims needed go with them; those for the package's areas stay."""
        project = context.project
        after = project.over(context.tree)
        package = after.workspace.owner(self.package + "/package.json")
        if package is None or not isinstance(package.manifest.exports, dict):
            return
        for shim in removed:
            for edge in project.graph.edges_from(shim):
                subpath = "." + edge.reference.subpath
                importers = after.graph.importers(edge.target) if edge.target else ()
                outside = [path for path in importers if not path.startswith(self.package + "/")]
                if subpath not in (".", "./client", "./events", "./functions") and not outside:
                    remove_entry_point(context.tree, self.package, subpath)
