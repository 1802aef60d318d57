"""The hunks of a unified diff, byte for byte: CRLF stays, and a missing last line end is marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from migrator.text import split_lines
from migrator.vcs.matching import Match, matches
from migrator.vcs.sides import Sides

CONTEXT = 3
"""Unchanged lines before and after a change."""


def hunks(before: bytes, after: bytes) -> bytes:
    """The hunks that lead from `before` to `after`; nothing where they are equal."""
    sides = Sides.of(before, after)
    ahead = _last_lines(sides.start)
    behind = split_lines(sides.end[: _end_of_lines(sides.end)])
    old, new = [*ahead, *sides.old, *behind], [*ahead, *sides.new, *behind]
    skipped = sides.start.count(b"\n") - len(ahead)
    return b"".join(_hunk(group, old, new, skipped) for group in _groups(_changed(sides, len(ahead))))


def line_counts(before: bytes | None, after: bytes | None) -> tuple[int, int]:
    """Number of lines inserted and deleted, as the hunks show them."""
    sides = Sides.of(before or b"", after or b"")
    kept = sum(match.size for match in matches(sides.old, sides.new))
    return len(sides.new) - kept, len(sides.old) - kept


def changed_stretches(before: bytes, after: bytes) -> list[tuple[int, int, int, int]]:
    """Where the two differ: start and end in the lines of `before`, start and end in those of `after`, from 0."""
    sides = Sides.of(before, after)
    return list(_changed(sides, sides.start.count(b"\n")))


def similarity(before: bytes, after: bytes) -> int:
    """How much of a moved file stayed: percent of its bytes in unchanged lines, 100 for equal bytes only."""
    if before == after:
        return 100
    sides = Sides.of(before, after)
    found = matches(sides.old, sides.new)
    kept = sum(len(line) for match in found for line in sides.old[match.old : match.old + match.size])
    return min(99, (len(sides.start) + kept + len(sides.end)) * 100 // max(len(before), len(after)))


Stretch = tuple[int, int, int, int]
"""Start and end in the old lines, start and end in the new ones."""


def _changed(sides: Sides, first: int) -> Iterator[Stretch]:
    """What differs between the sides, whose first lines have the number `first`."""
    for last, match in pairwise([Match(0, 0, 0), *matches(sides.old, sides.new)]):
        old, new, old_end, new_end = last.old + last.size, last.new + last.size, match.old, match.new
        if old < old_end or new < new_end:
            yield first + old, first + old_end, first + new, first + new_end


def _last_lines(text: bytes) -> list[bytes]:
    """The last lines of a text that ends with a line's end, as many as are shown before a change."""
    start = len(text) - 1
    for _ in range(CONTEXT):
        start = text.rfind(b"\n", 0, max(start, 0))
    return split_lines(text[start + 1 :])


def _end_of_lines(text: bytes) -> int:
    """Where the first lines of a text end, as many as are shown after a change."""
    end = 0
    for _ in range(CONTEXT):
        end = text.find(b"\n", end) + 1 or len(text)
    return end


def _groups(changed: Iterator[Stretch]) -> Iterator[list[Stretch]]:
    group: list[Stretch] = []
    for stretch in changed:
        if group and stretch[0] - group[-1][1] > 2 * CONTEXT:
            yield group
            group = []
        group.append(stretch)
    if group:
        yield group


def _hunk(group: list[Stretch], old: Sequence[bytes], new: Sequence[bytes], skipped: int) -> bytes:
    """A hunk on these lines, before which as many are `skipped` in either version."""
    old_start, new_start = max(group[0][0] - CONTEXT, 0), max(group[0][2] - CONTEXT, 0)
    old_end, new_end = min(group[-1][1] + CONTEXT, len(old)), min(group[-1][3] + CONTEXT, len(new))
    ranges = _range(skipped + old_start, old_end - old_start), _range(skipped + new_start, new_end - new_start)
    lines = [b"@@ -%s +%s @@\n" % ranges]
    at = old_start
    for stretch in group:
        lines += (_line(b" ", line) for line in old[at : stretch[0]])
        lines += (_line(b"-", line) for line in old[stretch[0] : stretch[1]])
        lines += (_line(b"+", line) for line in new[stretch[2] : stretch[3]])
        at = stretch[1]
    lines += (_line(b" ", line) for line in old[at:old_end])
    return b"".join(lines)


def _range(start: int, size: int) -> bytes:
    # An empty range is named by the line before it.
    return b"%d" % (start + 1) if size == 1 else b"%d,%d" % (start + bool(size), size)


def _line(mark: bytes, line: bytes) -> bytes:
    return mark + line if line.endswith(b"\n") else mark + line + b"\n\\ No newline at end of file\n"
