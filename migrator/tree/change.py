"""What happened to one path."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from migrator.tree.snapshot import Mode


class ChangeKind(StrEnum):
    """The four things that can happen to a path."""

    CREATED = "created"
    MODIFIED = "modified"
    DELETED = "deleted"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One path, before and after. `origin` is the path a moved file had; `before` and `after` are whole contents.

    `before` is None for a created file, `after` for a deleted one; a moved file may have changed on the way.
    `part_of` is the path of the file that a created one was divided from. `renamed` are names that others know the
    content by, before and now: the exports of a module.
    """

    kind: ChangeKind
    path: str
    before: bytes | None
    after: bytes | None
    mode: Mode = Mode.REGULAR
    origin: str | None = None
    part_of: str | None = None
    renamed: tuple[tuple[str, str], ...] = ()
