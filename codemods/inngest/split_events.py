"""Divide a package's event schemas by domain."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from migrator.api import (
    Context,
    Diagnostic,
    Outline,
    Overlay,
    Project,
    RefusedError,
    RepositoryPath,
    apply_edits,
    directory_of,
    is_test,
    param,
    split,
)

from ._package.detection import InngestCodemod
from ._package.domains import Domains
from ._package.event_maps import divided_maps

_SHARED = ("shared", "common", "events-shared")


class SplitEvents(InngestCodemod):
    """Give each event domain a module of its own: `studio/workflow.requested` goes to `events/studio`.

    What several domains need goes to `events/shared`, what is about all of them stays, and the module goes on
    exporting what it exported, so that nobody who imports from it changes.
    """

    package: RepositoryPath = param("The package's folder.", example="packages/inngest")
    by: Literal["file", "domain"] = param("`file` leaves the modules as they are.", default="domain")

    def apply(self, context: Context) -> None:
        """Divide `events/index`, and every other module of `events/` that has events of several domains."""
        if self.by == "file":
            return
        folder = f"{self.package}/src/events/"
        for path in context.project.sources:
            if path.startswith(folder) and not is_test(path):
                self._divide(context, path)

    def _divide(self, context: Context, path: str) -> None:
        trial = Overlay(context.tree)
        project = context.project.over(trial)
        trial.write(path, apply_edits(project.tree.read(path), divided_maps(project, project.module(path))))
        project = project.over(trial)
        outline = Outline(project.module(path))
        domains = Domains(project, outline).parts
        is_index = path.rpartition("/")[2].partition(".")[0] == "index"
        if not domains or (len(domains.keys() - {""}) == 1 and not is_index):
            return
        names = {each: self._place(project, path, each, domains.keys()) for each in domains}
        try:
            parts = {names[each]: units for each, units in domains.items()}
            edits = split(project, trial, outline, parts, repoint_importers=False)
        except RefusedError as refusal:
            context.report(Diagnostic("not-divided", "warning", f"{path} stays whole: {refusal}", path))
            return
        for part in parts:
            context.tree.write(part, trial.read(part), part_of=path)
        context.tree.write(path, apply_edits(project.tree.read(path), edits[path]))

    def _place(self, project: Project, path: str, domain: str, domains: Collection[str]) -> str:
        folder, ending = directory_of(path), path.rpartition(".")[2]
        if domain:
            return f"{folder}/{domain}.{ending}"
        free = (
            name for name in _SHARED if name not in domains and project.tree.entry(f"{folder}/{name}.{ending}") is None
        )
        return f"{folder}/{next(free, _SHARED[-1])}.{ending}"
