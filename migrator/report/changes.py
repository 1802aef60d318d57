"""How many files were moved, edited, created and deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from migrator.tree import Change, ChangeKind

_WORDS = {
    ChangeKind.MOVED: ("moved", "moved"),
    ChangeKind.MODIFIED: ("edited", "~"),
    ChangeKind.CREATED: ("created", "+"),
    ChangeKind.DELETED: ("deleted", "-"),
}


def counted(changes: Iterable[Change], room: int | None = None) -> str:
    """`9 moved, 17 edited, 5 created, 2 deleted`, without the zeros; with signs for words where `room` is short."""
    counts = Counter(change.kind for change in changes)
    texts = [
        ", ".join(f"{counts[kind]} {words[form]}" for kind, words in _WORDS.items() if counts[kind]) for form in (0, 1)
    ]
    return texts[0] if room is None or len(texts[0]) <= room else texts[1]
