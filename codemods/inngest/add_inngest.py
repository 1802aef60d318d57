"""Declare Inngest's SDK in an app."""

from __future__ import annotations

from migrator.api import Context, Diagnostic, JsonDocument, RefusedError, RepositoryPath, UsageError, param

from ._reading.versions import major_of
from ._setup.next_app import NextApp
from ._setup.parameters import SetUpCodemod
from ._setup.sdk_choice import MODEST, NEWEST, Sdk, misfit, sdk_of_range, written_out


class AddInngest(SetUpCodemod):
    """Declare Inngest's SDK in an app, in the version that its TypeScript and zod allow.

    A version that is declared already stays, and another one than `sdk` is refused: this upgrades nothing.
    """

    app: RepositoryPath = param("The app's folder.", example="apps/web")
    sdk: Sdk = param("The major version of the SDK.", example=4)
    range: str = param("The range to declare.", example=NEWEST[4])

    def apply(self, context: Context) -> None:
        """Add it."""
        project, manifest = context.project, NextApp(context.project, self.app).manifest
        present = manifest.ranges.get("inngest")
        if present is not None:
            major = major_of(project, self.app, "inngest")
            if major != self.sdk:
                raise RefusedError(
                    f"{manifest.path} has inngest {present[1]}, and this is to set up version {self.sdk}",
                    hint=f"upgrade first, or say `-p sdk={major}`"
                    if major in (3, 4)
                    else "declare version 3 or 4 first",
                )
            return
        try:
            meant = sdk_of_range(written_out(project, "inngest", self.range))
        except UsageError as error:
            raise RefusedError(error.message, hint=error.hint) from error
        if meant != self.sdk:
            raise RefusedError(f"the range {self.range} is one of version {meant}, and `sdk` is {self.sdk}")
        reason = misfit(project, self.app)
        if reason is not None and self.range != MODEST:
            context.report(
                Diagnostic("peers", "warning", reason, manifest.path, hint="update it, or take an older SDK")
            )
        elif reason is not None:
            context.report(Diagnostic("older-sdk", "warning", f"{self.range} is taken: {reason}", manifest.path))
        document = JsonDocument.parse(context.tree.read(manifest.path), manifest.path)
        edited = document.with_value(("dependencies", "inngest"), self.range)
        context.tree.write(manifest.path, edited.source)
