"""Two versions of a file, without the lines that both begin and both end with: most edits change little of a file."""

from __future__ import annotations

from typing import NamedTuple

from migrator.text import split_lines


class Sides(NamedTuple):
    """What is left of either version. `start` and `end` are the bytes taken off, whole lines."""

    start: bytes
    old: list[bytes]
    new: list[bytes]
    end: bytes

    @classmethod
    def of(cls, before: bytes, after: bytes) -> Sides:
        """The sides of these two."""
        size = _common_start(before, after)
        if size < max(len(before), len(after)):
            size = before.rfind(b"\n", 0, size) + 1
        start, before, after = before[:size], before[size:], after[size:]
        size = _common_end(before, after)
        if not all(side[: len(side) - size].endswith(b"\n") or len(side) == size for side in (before, after)):
            line_end = before.find(b"\n", len(before) - size)
            size = len(before) - line_end - 1 if line_end >= 0 else 0
        end = before[len(before) - size :]
        return cls(start, split_lines(before[: len(before) - size]), split_lines(after[: len(after) - size]), end)


def _common_start(before: bytes, after: bytes) -> int:
    """How many bytes both begin with, found by halves: comparing slices costs next to nothing."""
    low, high = 0, min(len(before), len(after))
    while low < high:
        middle = (low + high + 1) // 2
        if before[low:middle] == after[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(before: bytes, after: bytes) -> int:
    """How many bytes both end with."""
    low, high = 0, min(len(before), len(after))
    while low < high:
        middle = (low + high + 1) // 2
        if before[len(before) - middle : len(before) - low] == after[len(after) - middle : len(after) - low]:
            low = middle
        else:
            high = middle - 1
    return low
