"""Globs as package managers and TypeScript write them, over repository paths.

No path makes a glob slow, whoever wrote either: part is held against part, and within a part each `*` is settled by
the first place where what follows it fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from migrator.errors import UsageError
from migrator.tree import Tree
from migrator.workspace.glob_part import part_pattern

LONGEST = 4_096
"""Characters. No path is longer."""
_ANY_DEPTH = None


class Glob:
    """A glob; made by `compile_glob`."""

    def __init__(self, parts: tuple[re.Pattern[str] | str | None, ...]) -> None:
        plain = list(takewhile(lambda part: isinstance(part, str), parts[:-1]))
        self._start = "".join(f"{part}/" for part in plain)
        self._parts = parts[len(plain) :]
        self._named = tuple(part for part in self._parts if isinstance(part, str))

    def matches(self, path: str) -> bool:
        """Whether the whole of `path` is what the glob describes."""
        if not path.startswith(self._start):
            return False
        if any(name not in path for name in self._named):
            return False
        reached = self._behind_gaps({0})
        for name in path[len(self._start) :].split("/"):
            reached = self._behind_gaps({after for at in reached for after in self._after(at, name)})
            if not reached:
                return False
        return len(self._parts) in reached

    def _after(self, at: int, name: str) -> Iterator[int]:
        """Which parts may come next, where the part at `at` meets `name`."""
        if at == len(self._parts):
            return
        part = self._parts[at]
        if part is _ANY_DEPTH:
            if not name.startswith("."):
                # At the end `**` is something: `packages/**` is not `packages`.
                yield at + 1 if at == len(self._parts) - 1 else at
                yield at
        elif part == name if isinstance(part, str) else part.fullmatch(name):
            yield at + 1

    def _behind_gaps(self, reached: set[int]) -> set[int]:
        """A `**` that is not the end may also be nothing."""
        for at in sorted(reached):
            while at < len(self._parts) - 1 and self._parts[at] is _ANY_DEPTH:
                at += 1
                reached.add(at)
        return reached


@lru_cache(maxsize=1024)
def compile_glob(glob: str, *, wildcards_only: bool = False) -> Glob:
    """What matches repository paths.

    `*` and `?` stay within one part of a path and do not match a leading dot; `**` is any number of parts;
    `{a,b}`, `[ab]` and `@(a|b)`, `!(a|b)` and their like are known, unless `wildcards_only`: in a tsconfig
    `app/[id]/*` is about a folder of that name. Raises UsageError for one that nobody could mean.
    """
    if len(glob) > LONGEST:
        raise UsageError(f"the glob {glob[:50]!r}... is longer than {LONGEST} characters")
    names = glob.split("/")
    # `**/**` says no more than `**`.
    kept = [name for name, before in zip(names, ["", *names], strict=False) if not name == before == "**"]
    try:
        return Glob(tuple(_ANY_DEPTH if name == "**" else part_pattern(name, wildcards_only) for name in kept))
    except (re.error, ValueError, RecursionError) as error:
        raise UsageError(f"the glob {glob[:200]!r} can't be read: {error}") from error


def matching_paths(tree: Tree, glob: str) -> list[str]:
    """The paths of `tree` that `glob` matches, sorted."""
    pattern = compile_glob(glob)
    return sorted(path for path in tree.paths() if pattern.matches(path))
