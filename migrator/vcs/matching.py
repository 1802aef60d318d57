"""Lines that two versions of a file have in common.

difflib compares well and slowly. So equal ends are taken off first, and then lines that occur once in either version
hold the two together (the "patience" idea): what lies between them is small, and only that goes to difflib.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

LIMIT = 50_000
"""Pairs of equal lines in a stretch above which difflib would take too long; then the stretch counts as rewritten."""


class Match(NamedTuple):
    """`size` lines from line `old` of one version equal those from line `new` of the other, counted from 0."""

    old: int
    new: int
    size: int


def matches(old: Sequence[bytes], new: Sequence[bytes]) -> list[Match]:
    """Common stretches in order, none touching the next in both versions; the last one is empty, at both ends."""
    numbers: dict[bytes, int] = {}
    before = [numbers.setdefault(line, len(numbers)) for line in old]
    after = [numbers.setdefault(line, len(numbers)) for line in new]
    joined: list[Match] = []
    for match in [*sorted(_found(before, after)), Match(len(before), len(after), 0)]:
        last = joined[-1] if joined else None
        if last and match.size and (last.old + last.size, last.new + last.size) == match[:2]:
            joined[-1] = Match(last.old, last.new, last.size + match.size)
        else:
            joined.append(match)
    return joined


def _found(old: Sequence[int], new: Sequence[int]) -> Iterator[Match]:
    stretches = [(0, len(old), 0, len(new))]
    while stretches:
        old_start, old_end, new_start, new_end = stretches.pop()
        size = _equal(old, new, old_start, new_start, 1, min(old_end - old_start, new_end - new_start))
        if size:
            yield Match(old_start, new_start, size)
        old_start, new_start = old_start + size, new_start + size
        size = _equal(old, new, old_end - 1, new_end - 1, -1, min(old_end - old_start, new_end - new_start))
        old_end, new_end = old_end - size, new_end - size
        if size:
            yield Match(old_end, new_end, size)
        left, right = old[old_start:old_end], new[new_start:new_end]
        anchors = _anchors(left, right)
        if not anchors:
            yield from (Match(old_start + a, new_start + b, size) for a, b, size in _compared(left, right))
            continue
        for a, b in anchors:
            yield Match(old_start + a, new_start + b, 1)
        starts = [(0, 0), *((a + 1, b + 1) for a, b in anchors)]
        ends = [*anchors, (len(left), len(right))]
        stretches += [
            (old_start + a, old_start + after_a, new_start + b, new_start + after_b)
            for (a, b), (after_a, after_b) in zip(starts, ends, strict=True)
            if a < after_a and b < after_b
        ]


def _equal(old: Sequence[int], new: Sequence[int], a: int, b: int, step: int, limit: int) -> int:
    size = 0
    while size < limit and old[a + size * step] == new[b + size * step]:
        size += 1
    return size


def _anchors(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    # Lines that occur once on either side, of these the longest run that keeps its order.
    places = {line: place for place, line in enumerate(new)}
    counts, others = Counter(old), Counter(new)
    pairs = [(place, places[line]) for place, line in enumerate(old) if counts[line] == 1 == others[line]]
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        tops[length : length + 1] = [index]
        before.append(tops[length - 1] if length else -1)
    run: list[tuple[int, int]] = []
    index = tops[-1] if tops else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def _compared(old: Sequence[int], new: Sequence[int]) -> Iterator[Match]:
    others = Counter(new)
    if sum(others[line] for line in old) <= LIMIT:
        blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        yield from (Match(*block) for block in blocks if block.size)
