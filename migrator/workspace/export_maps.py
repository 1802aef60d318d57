"""The `exports` and `imports` maps of a manifest: what a subpath leads to.

Node's algorithm (https://nodejs.org/api/packages.html) as TypeScript 5.9 has it: where a target is missing, the
next condition is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

#: What TypeScript looks for in an import under `moduleResolution: bundler`; `default` always applies.
CONDITIONS: Final = frozenset({"types", "import", "default"})
_VERSIONED_TYPES = re.compile(r"types@.+")


class Match(NamedTuple):
    """The entry of a map that a subpath falls under: its key, what is written there, and what `*` stands for."""

    key: str
    target: Any
    star: str | None


def exports_table(exports: Any) -> Mapping[str, Any]:
    """`exports` as a map of subpaths: a lone target, an array or bare conditions are those of `.`."""
    if isinstance(exports, dict) and any(key.startswith(".") for key in exports):
        return exports
    return {} if exports is None else {".": exports}


def find(table: Mapping[str, Any], subpath: str) -> Match | None:
    """The entry for `subpath` (`.`, `./x`, `#x`): the exact one, else the pattern with the longest beginning."""
    if "*" not in subpath and not subpath.endswith("/") and subpath in table:
        return Match(subpath, table[subpath], None)
    best: tuple[tuple[int, int], Match] | None = None
    for key, target in table.items():
        before, star, after = key.partition("*")
        if star and "*" not in after:
            fits = subpath.startswith(before) and subpath.endswith(after) and len(subpath) >= len(key)
            match = Match(key, target, subpath[len(before) : len(subpath) - len(after)])
            rank = (len(before), len(key))
        else:
            fits = key.endswith("/") and subpath.startswith(key) and subpath != key
            match = Match(key, target, subpath[len(key) :])
            rank = (len(key), len(key))
        if fits and (best is None or rank > best[0]):
            best = (rank, match)
    return best[1] if best else None


def targets(match: Match, conditions: frozenset[str] | None) -> Iterator[str]:
    """What the entry leads to, the preferred first, `*` filled in. With None every condition counts as met."""
    for target in _leaves(match.target, conditions):
        if match.star is None:
            yield target
        elif "*" in match.key:
            yield target.replace("*", match.star)
        elif target.endswith("/"):
            yield target + match.star


def _leaves(target: Any, conditions: frozenset[str] | None) -> Iterator[str]:
    if isinstance(target, str):
        yield target
    elif isinstance(target, list):
        for item in target:
            yield from _leaves(item, conditions)
    elif isinstance(target, dict):
        for condition, value in target.items():
            if conditions is None or condition in conditions or _VERSIONED_TYPES.fullmatch(condition):
                yield from _leaves(value, conditions)
