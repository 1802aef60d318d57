"""The lists of turbo.json that say which variables a task may see.

https://turborepo.dev/docs/reference/configuration: without being listed, a variable is not there for a task.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from migrator.api import JsonDocument, MigratorError, Overlay

_GLOBAL = ("globalEnv", "globalPassThroughEnv")
_OF_TASK = ("env", "passThroughEnv")
_TASKS = ("build", "dev", "start")


def list_for_turbo(tree: Overlay, folder: str, known: Collection[str], names: Sequence[str]) -> None:
    """Add `names` to each list that has one of `known`, in the turbo.json of `folder` and in that of the root."""
    for place in dict.fromkeys((folder, "")):
        for name in ("turbo.json", "turbo.jsonc"):
            path = f"{place}/{name}" if place else name
            entry = tree.entry(path)
            if entry is None or not entry.mode.is_file:
                continue
            try:
                document = JsonDocument.parse(tree.read(path), path)
            except MigratorError:
                continue
            for keys in list(_lists(document)):
                listed = document.get(*keys)
                if isinstance(listed, list) and not set(known).isdisjoint(
                    one for one in listed if isinstance(one, str)
                ):
                    for wanted in names:
                        document = document if wanted in listed else document.with_item(keys, wanted)
            tree.write(path, document.source)


def _lists(document: JsonDocument) -> Iterator[tuple[str, ...]]:
    for key in _GLOBAL:
        yield (key,)
    for tasks in ("tasks", "pipeline"):
        found = document.get(tasks)
        for task in found if isinstance(found, dict) else ():
            if task.rpartition("#")[2] in _TASKS:
                for key in _OF_TASK:
                    yield (tasks, task, key)
