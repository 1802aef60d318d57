"""From a file to the names that its package gives it: candidates, to be tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from migrator.tree import relative
from migrator.workspace.export_maps import exports_table
from migrator.workspace.habit import Habit
from migrator.workspace.manifest import Manifest


def entry_subpaths(manifest: Manifest, target: str, habit: Habit, built: str = "") -> Iterator[str]:
    """Subpaths (`.`, `./x`) under which `target` may be reached, entries spelled out first, short before long.

    `built` is the folder of the package's build, as `dist/`, that the old specifier went through; without `exports`
    it is kept, for what runs may not be able to load the source.
    """
    if manifest.exports is None:
        yield "."
        if built:
            yield from _filled({f"./{built}*": None}, manifest, target, habit)
        yield from _filled({"./*": None}, manifest, target, habit)
    else:
        table = exports_table(manifest.exports)
        yield from (*_spelled_out(table), *_filled(table, manifest, target, habit))


def private_names(manifest: Manifest, target: str, habit: Habit) -> Iterator[str]:
    """Names of the manifest's `imports` (`#x`) under which `target` may be reached."""
    yield from (*_spelled_out(manifest.imports), *_filled(manifest.imports, manifest, target, habit))


def _spelled_out(table: Mapping[str, Any]) -> list[str]:
    return sorted((key for key in table if "*" not in key and not key.endswith("/")), key=len)


def _filled(table: Mapping[str, Any], manifest: Manifest, target: str, habit: Habit) -> Iterator[str]:
    # What `*` stands for is some end of the path: of `src/ui/button.ts` it is `ui/button` where `./*` leads to
    # `./src/*.ts`, and also where it leads to a build. Trying each is simpler than inverting every way there.
    keys = [key for key in table if "*" in key or key.endswith("/")]
    spellings = [relative(spelling, manifest.folder).split("/") for spelling in habit.spellings(target)]
    for length in range(1, max(map(len, spellings)) + 1):
        for parts in spellings:
            if length <= len(parts):
                for key in keys:
                    ending = "/".join(parts[-length:])
                    yield key.replace("*", ending) if "*" in key else key + ending
