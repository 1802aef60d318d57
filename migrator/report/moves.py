"""Which files went where, folder by folder."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from migrator.tree import Change, directory_of


class FolderMove(NamedTuple):
    """Files that went from one folder to another. `names` pairs each one's name before and after, in order."""

    source: str
    target: str
    names: tuple[tuple[str, str], ...]


def folder_moves(changes: Iterable[Change]) -> list[FolderMove]:
    """The moves among `changes`, by folders; the top of the repository is the empty path."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for change in changes:
        if change.origin is not None:
            old, new = change.origin, change.path
            pair = old.rpartition("/")[2], new.rpartition("/")[2]
            found.setdefault((directory_of(old), directory_of(new)), []).append(pair)
    return [FolderMove(source, target, tuple(sorted(found[source, target]))) for source, target in sorted(found)]


def renamed(old: str, new: str) -> str:
    """`a.ts`, or `a.ts -> b.ts` where the name changed."""
    return old if old == new else f"{old} → {new}"
