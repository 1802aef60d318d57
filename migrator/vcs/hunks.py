"""The hunks of a unified diff, byte for byte: CRLF stays, and a missing last line end is marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from migrator.text import split_lines
from migrator.vcs.matching import Match, matches

CONTEXT = 3
"""Unchanged lines before and after a change."""


def hunks(before: bytes, after: bytes) -> bytes:
    """The hunks that lead from `before` to `after`; nothing where they are equal."""
    old, new = split_lines(before), split_lines(after)
    return b"".join(_hunk(group, old, new) for group in _groups(_changed(matches(old, new))))


def line_counts(before: bytes | None, after: bytes | None) -> tuple[int, int]:
    """Number of lines inserted and deleted, as the hunks show them."""
    old, new = split_lines(before or b""), split_lines(after or b"")
    kept = sum(match.size for match in matches(old, new))
    return len(new) - kept, len(old) - kept


def changed_stretches(before: bytes, after: bytes) -> list[tuple[int, int, int, int]]:
    """Where the two differ: start and end in the lines of `before`, start and end in those of `after`, from 0."""
    found = matches(split_lines(before), split_lines(after))
    return list(_changed(found))


def similarity(before: bytes, after: bytes) -> int:
    """How much of a moved file stayed: percent of its bytes in unchanged lines, 100 for equal bytes only."""
    if before == after:
        return 100
    old = split_lines(before)
    found = matches(old, split_lines(after))
    kept = sum(len(line) for match in found for line in old[match.old : match.old + match.size])
    return min(99, kept * 100 // max(len(before), len(after)))


Stretch = tuple[int, int, int, int]
"""Start and end in the old lines, start and end in the new ones."""


def _changed(found: list[Match]) -> Iterator[Stretch]:
    for last, match in pairwise([Match(0, 0, 0), *found]):
        stretch = last.old + last.size, match.old, last.new + last.size, match.new
        if stretch[0] < stretch[1] or stretch[2] < stretch[3]:
            yield stretch


def _groups(changed: Iterator[Stretch]) -> Iterator[list[Stretch]]:
    group: list[Stretch] = []
    for stretch in changed:
        if group and stretch[0] - group[-1][1] > 2 * CONTEXT:
            yield group
            group = []
        group.append(stretch)
    if group:
        yield group


def _hunk(group: list[Stretch], old: Sequence[bytes], new: Sequence[bytes]) -> bytes:
    old_start, new_start = max(group[0][0] - CONTEXT, 0), max(group[0][2] - CONTEXT, 0)
    old_end, new_end = min(group[-1][1] + CONTEXT, len(old)), min(group[-1][3] + CONTEXT, len(new))
    lines = [b"@@ -%s +%s @@\n" % (_range(old_start, old_end), _range(new_start, new_end))]
    at = old_start
    for stretch in group:
        lines += (_line(b" ", line) for line in old[at : stretch[0]])
        lines += (_line(b"-", line) for line in old[stretch[0] : stretch[1]])
        lines += (_line(b"+", line) for line in new[stretch[2] : stretch[3]])
        at = stretch[1]
    lines += (_line(b" ", line) for line in old[at:old_end])
    return b"".join(lines)


def _range(start: int, end: int) -> bytes:
    # An empty range is named by the line before it.
    size = end - start
    return b"%d" % (start + 1) if size == 1 else b"%d,%d" % (start + bool(size), size)


def _line(mark: bytes, line: bytes) -> bytes:
    return mark + line if line.endswith(b"\n") else mark + line + b"\n\\ No newline at end of file\n"
