"""Make a workspace package."""

from __future__ import annotations

from migrator.api import (
    Codemod,
    Context,
    Diagnostic,
    Draft,
    PackageName,
    RefusedError,
    RepositoryPath,
    left_to_do,
    param,
    scaffold,
    untested,
)


class ScaffoldPackage(Codemod):
    """Make a workspace package that looks like the repository's own: manifest, tsconfig, entry points.

    A package that is there already under this name is left as it is.
    """

    path: RepositoryPath = param("The package's folder.", example="packages/inngest")
    name: PackageName = param("The package's name.", example="@acme/inngest")
    template: RepositoryPath | None = param(
        "The package to model it on; the most usual of its siblings where none is given.", default=None
    )
    exports: dict[str, str] = param(
        "Subpath -> module, relative to the package. Modules that aren't there are made, empty.",
        default={".": "./src/index.ts"},
        example={".": "./src/index.ts"},
    )
    code_from: RepositoryPath | None = param(
        "The folder or module that will move here: it goes on being checked with the compiler options it has.",
        default=None,
    )
    along: list[RepositoryPath] = param("Further folders and modules that will move here.", default=[])
    description: str = param("What the package holds, in a sentence, for a README.", default="")

    def apply(self, context: Context) -> None:
        """Write its files."""
        model = None
        if self.template is not None:
            model = next((one for one in context.project.workspace.packages if one.folder == self.template), None)
            if model is None:
                raise RefusedError(
                    f"{self.template} is no package of the workspace", hint="`template` names its folder"
                )
        draft = Draft(self.path, self.name, model, self.exports, self.code_from, self.along, self.description)
        for advice in scaffold(context.project, context.tree, draft):
            context.report(left_to_do(advice))
        reason = untested(context.project, context.tree, draft)
        if reason is not None:
            context.report(
                Diagnostic(
                    "tests-not-run",
                    "warning",
                    reason,
                    path=f"{self.path}/package.json",
                    hint="add a `test` script, with the settings that the app's tests have",
                )
            )
