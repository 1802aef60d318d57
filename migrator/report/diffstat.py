"""What changed how much, a line for each file, as git's diffstat shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from migrator.report.page import WIDTH, Line, Piece, line
from migrator.tree import Change
from migrator.vcs import is_text, line_counts

_GRAPH = 40
"""Columns of plus and minus signs at most."""


def diffstat(changes: Sequence[Change], width: int = WIDTH) -> Iterator[Line]:
    """A line for each file by path, with a bar that is longer the more lines changed, and the sum."""
    counts = [_counts(change) for change in changes]
    most = max((sum(one) for one in counts if one is not None), default=0)
    digits = max(len(str(most)), 3)
    names = [_name(change) for change in changes]
    graph = min(_GRAPH, max(width // 4, 10), most)
    room = min(max(map(len, names), default=0), width - digits - graph - 5)
    for name, count in zip(names, counts, strict=True):
        shown = name if len(name) <= room else f"...{name[len(name) - room + 3 :]}"
        if count is None:
            yield line(f" {shown:<{room}} | {'Bin':>{digits}}")
            continue
        plus, minus = (_scaled(part, most, graph) for part in count)
        signs = (Piece("+" * plus, "green"), Piece("-" * minus, "red"))
        yield line(f" {shown:<{room}} | {sum(count):>{digits}} ", *signs)
    yield line(f" {_sum([one for one in counts if one is not None], len(changes))}")


def _counts(change: Change) -> tuple[int, int] | None:
    if not (is_text(change.before or b"") and is_text(change.after or b"")):
        return None
    return line_counts(change.before, change.after)


def _name(change: Change) -> str:
    """The path; of a moved file both, what they have in common once: `packages/{a => b}/x.ts`."""
    if change.origin is None:
        return change.path
    old, new = change.origin.split("/"), change.path.split("/")
    start = 0
    while start < min(len(old), len(new)) - 1 and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle = f"{'/'.join(old[start : len(old) - end])} => {'/'.join(new[start : len(new) - end])}"
    if not start and not end:
        return middle
    return "/".join((*old[:start], f"{{{middle}}}", *old[len(old) - end :]))


def _scaled(count: int, most: int, graph: int) -> int:
    """Columns for `count` lines; whatever changed shows."""
    return count if most <= graph else max(count * graph // most, 1 if count else 0)


def _sum(counts: Sequence[tuple[int, int]], files: int) -> str:
    insertions, deletions = sum(one[0] for one in counts), sum(one[1] for one in counts)
    words = ((files, "file", "changed"), (insertions, "insertion", "(+)"), (deletions, "deletion", "(-)"))
    return ", ".join(
        f"{count} {noun}{'' if count == 1 else 's'}{' ' if ending == 'changed' else ''}{ending}"
        for count, noun, ending in words
        if count or noun == "file"
    )
