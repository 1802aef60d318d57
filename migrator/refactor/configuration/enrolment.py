"""A new package, made known to the files of the repository that list its siblings."""

from __future__ import annotations

from collections.abc import Sequence

from migrator.refactor.configuration.connection import Advice
from migrator.refactor.configuration.named_one_by_one import named_one_by_one
from migrator.refactor.configuration.project_references import list_in_solutions
from migrator.refactor.configuration.task_settings import copy_task_settings
from migrator.tree import Overlay
from migrator.workspace import Package, Workspace


def enrol(
    tree: Overlay, workspace: Workspace, target: Package, model: Package | None, family: Sequence[Package]
) -> tuple[Advice, ...]:
    """List `target` where its siblings are listed, and give it the task settings that they have.

    Answers what is left for a person to write.
    """
    list_in_solutions(tree, workspace, target)
    advice = copy_task_settings(tree, model, target, family) if model is not None else []
    return (*advice, *named_one_by_one(tree, workspace, target))
