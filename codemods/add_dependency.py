"""Declare a dependency in a package's manifest."""

from __future__ import annotations

from typing import Literal

from migrator.api import Codemod, Context, JsonDocument, Package, RefusedError, RepositoryPath, param, usual_range


class AddDependency(Codemod):
    """Declare a dependency in a package, in its sorted place, with the range that the workspace has.

    A dependency that is declared already, of whatever kind, stays as it is.
    """

    package: RepositoryPath = param("The package's folder.", example="apps/web")
    name: str = param("The name of what it depends on.", example="@acme/inngest")
    range: str | None = param(
        "The range; as the workspace has it where none is given.", default=None, example="^3.54.0"
    )
    kind: Literal["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"] = param(
        "The section of the manifest.", default="dependencies"
    )

    def apply(self, context: Context) -> None:
        """Add it."""
        manifest = context.project.workspace.manifest(self.package)
        if manifest is None:
            raise RefusedError(f"{self.package} has no package.json", hint="`package` is the folder of a package")
        if self.name in manifest.ranges:
            return
        range_ = self.range or usual_range(context.project.workspace, Package(manifest), self.name)
        if range_ is None:
            raise RefusedError(f"no package.json has {self.name}, so its range is unknown", hint="give it as `range`")
        document = JsonDocument.parse(context.tree.read(manifest.path), manifest.path)
        context.tree.write(manifest.path, document.with_value((self.kind, self.name), range_).source)
