"""Name, and on demand remove, the dependencies that a package no longer uses since code left it."""

from __future__ import annotations

from migrator.api import (
    Codemod,
    Context,
    Diagnostic,
    JsonDocument,
    Package,
    RefusedError,
    RepositoryPath,
    param,
    unused,
)


class PruneDependencies(Codemod):
    """Name the dependencies that moved code took with it: it imports them, and nothing in its old package needs them.

    A dependency counts as used where its name stands in a source, a script, a style sheet or a configuration of the
    package, where something that stays expects it as a peer, and where a script may run a command of its.
    With `prune` they are removed from the manifest; the lockfile is left to the package manager.
    """

    package: RepositoryPath = param("The folder of the package that code has left.", example="apps/web")
    moved_to: RepositoryPath = param("The folder of the package that it has moved to.", example="packages/inngest")
    prune: bool = param("Whether what is no longer used is removed, or only named.", default=False)

    def apply(self, context: Context) -> None:
        """Report each one, and remove it where that is asked for."""
        workspace = context.project.workspace
        manifest, target = workspace.manifest(self.package), workspace.manifest(self.moved_to)
        if manifest is None:
            raise RefusedError(f"{self.package} has no package.json", hint="`package` is the folder of a package")
        if target is None:
            return
        document = JsonDocument.parse(context.tree.read(manifest.path), manifest.path)
        for one in unused(context.project, Package(manifest), Package(target)):
            line, column = manifest.document.position(one.section, one.name)
            context.report(
                Diagnostic(
                    "unused-dependency",
                    "info",
                    f"{one.name} is no longer used in {self.package or 'the root package'}"
                    + (", so it is removed" if self.prune else ""),
                    path=manifest.path,
                    line=line,
                    column=column,
                    hint=None if self.prune else "`prune: true` removes it",
                )
            )
            document = document.without((one.section, one.name))
            document = document if document.get(one.section) else document.without((one.section,))
        if self.prune:
            context.tree.write(manifest.path, document.source)
