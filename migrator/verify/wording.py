"""Counts and lists in the sentences of proofs."""

from __future__ import annotations

from collections.abc import Iterable


def counted(number: int, noun: str) -> str:
    """`1 file`, `2 files`; for nouns whose plural has an `s`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def shown(paths: Iterable[str], limit: int = 3) -> str:
    """The first paths, and how many more there are."""
    listed = sorted(paths)
    more = f" and {len(listed) - limit} more" if len(listed) > limit else ""
    return ", ".join(listed[:limit]) + more
