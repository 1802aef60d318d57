"""Settings of task runners: turbo.json and nx's project.json, in packages and for them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from migrator.errors import MigratorError
from migrator.refactor.configuration.connection import Advice, Connection, files_in
from migrator.refactor.configuration.likeness import Likeness
from migrator.syntax import JsonDocument
from migrator.tree import Overlay
from migrator.workspace import Package

_OWN = re.compile(r"turbo\.jsonc?|project\.json")
_IMPLICIT = re.compile(r"project\.json|package\.json")


def copy_task_settings(tree: Overlay, model: Package, target: Package, family: Iterable[Package]) -> list[Advice]:
    """Give the new package the task settings that at least half of its siblings have: the model's, with its own name.

    Answers what names more of the model than its name and folder, and so was not copied.
    """
    packages = list(family)
    advice: list[Advice] = []
    for path in files_in(tree, model.folder, _OWN):
        name = path.rpartition("/")[2]
        having = [one for one in packages if tree.entry(f"{one.folder}/{name}") is not None]
        if 2 * len(having) < len(packages) or tree.entry(f"{target.folder}/{name}") is not None:
            continue
        text = tree.read(path).decode("utf-8", "surrogateescape")
        own = _named_after(text, model, target)
        if own is None:
            advice.append(Advice(f"{target.name} has no {name}; most packages beside it have one", path))
        else:
            tree.write(f"{target.folder}/{name}", own.encode("utf-8", "surrogateescape"))
    return advice


def _named_after(text: str, model: Package, target: Package) -> str | None:
    """The model's file for the target; None where it says something that only the model can mean."""
    likeness = Likeness(model, target, model.folder)
    short, new = model.folder.rpartition("/")[2], target.folder.rpartition("/")[2]
    # nx names projects after their folders, where it does not after their packages.
    text = re.sub(rf'("name"\s*:\s*)"{re.escape(short)}"', lambda found: f'{found[1]}"{new}"', text)
    written = likeness.rewritten(text)
    if written is not None:
        return written
    alone = re.search(rf"(?<![\w-]){re.escape(short)}(?![\w-])", text.replace(f'"{new}"', ""))
    return None if alone is not None else text


def depend_implicitly(connection: Connection) -> list[Advice]:
    """Name the target in the consumer's `implicitDependencies`, nx's, where other packages are named."""
    for path in connection.files(_IMPLICIT):
        try:
            document = JsonDocument.parse(connection.tree.read(path), path)
        except MigratorError:
            continue
        keys = ("nx", "implicitDependencies") if path.endswith("package.json") else ("implicitDependencies",)
        listed = document.get(*keys)
        if not isinstance(listed, list) or connection.name in listed:
            continue
        short = {one.folder.rpartition("/")[2] for one in connection.others.values()}
        if any(one in connection.others for one in listed):
            connection.tree.write(path, document.with_item(keys, connection.name).source)
        elif any(one in short for one in listed):
            name = connection.target.folder.rpartition("/")[2]
            if name not in listed:
                connection.tree.write(path, document.with_item(keys, name).source)
    return []
