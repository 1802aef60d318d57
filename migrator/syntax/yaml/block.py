"""Edits of YAML blocks: an element a line or more. Everything else stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from typing import Any

from migrator.syntax.yaml.layout import (
    YamlElement,
    alone,
    column,
    line_end,
    line_start,
    lines_above,
    lines_below,
    tail,
)
from migrator.syntax.yaml.node import YamlNode
from migrator.syntax.yaml.style import YamlStyle
from migrator.text import Edit, Span


def inserted(
    source: bytes, style: YamlStyle, elements: list[YamlElement], index: int, write: Callable[[int], list[bytes]]
) -> list[Edit]:
    """Edits that put an element before element `index`, or after the last; `write` gives its lines for a column."""
    indent = column(source, elements[0].start)
    first, *rest = write(indent)
    text = style.newline.join([first, *rest])
    blank = _blank_between(source, elements, index)
    if index:
        before = elements[index - 1]
        root = not indent and index == len(elements) and alone(source, before.start)
        at = tail(source, before.start, before.end, least=0 if root else None)
        blank = blank or at != tail(source, before.start, before.end)  # the comments at the end are not about it
        return [Edit.insert(at, style.newline * (2 if blank else 1) + b" " * indent + text)]
    after = style.newline * (2 if blank else 1) + b" " * indent
    start = elements[0].start
    above = lines_above(source, start, 0) if alone(source, start) else []
    comments = _comments_above(source, above)
    if comments:  # over the comment of the first
        at = comments[-1]
        return [Edit.insert(at, b" " * indent + text + style.newline * (2 if blank else 1))]
    return [Edit.insert(start, text + after)]


def removed(source: bytes, elements: list[YamlElement], index: int) -> list[Edit]:
    """Edits that take element `index` out, which is not the only one, with its lines and its own comments.

    Comments directly above go along where no other element follows directly. A blank line that would be left
    without a purpose goes too.
    """
    element, last = elements[index], index == len(elements) - 1
    end = tail(source, element.start, element.end)
    if not alone(source, element.start):  # behind a dash
        following = elements[index + 1].start
        if not lines_between(source, end, following):
            return [Edit.delete(Span(element.start, following))]
        bare = len(source[: element.start].rstrip(b" "))
        return [Edit.delete(Span(bare, end))]
    below = lines_below(source, end)
    floor = tail(source, elements[index - 1].start, elements[index - 1].end) if index else 0
    above = lines_above(source, element.start, floor)
    start = line_start(source, element.start)
    if last or below:
        comments = _comments_above(source, above)
        start = comments[-1] if comments else start
        above = above[len(comments) :]
    blank_below = bool(below) and below[0][1]
    if blank_below or last:
        while above and above[0][0]:
            start = above.pop(0)[1]
    if blank_below and not index and not above:
        end = [stop for _, _, stop in takewhile(lambda line: line[1], below)][-1]
    return [_lines_deleted(source, start, end)]


def replaced(source: bytes, style: YamlStyle, element: YamlElement, value: Any, text: bytes | None) -> list[Edit]:
    """Edits that put `value` in the place of an element's value: `text` on its line, or lines of its own."""
    old, mark = element.value, element.mark
    blocked = bool(old.items) and not old.flow
    same_line = b"\n" not in source[mark : old.start]
    if text is None:
        return _opened(source, style, element, value, blocked, same_line)
    if not blocked:
        empty = old.start == old.end
        return [Edit.insert(mark, b" " + text)] if empty else [Edit(Span(old.start, old.end), text)]
    end = tail(source, old.start, old.end)
    if same_line:
        return [Edit(Span(old.start, end), text)]
    return [Edit.insert(mark, b" " + text), Edit.delete(Span(line_end(source, mark), end))]


def _opened(
    source: bytes, style: YamlStyle, element: YamlElement, value: Any, blocked: bool, same_line: bool
) -> list[Edit]:
    old, mark = element.value, element.mark
    start = column(source, element.start)
    if element.key is None:
        indent, text = start + 2, style.lines(value, start + 2)
    else:
        indent = start + (style.unit if isinstance(value, dict) else style.dash)
        text = style.lines(value, indent)
    below = style.newline + b" " * indent + style.newline.join(text)
    end = tail(source, old.start, old.end) if blocked else line_end(source, old.end)
    if blocked and not same_line:
        return [Edit(Span(line_end(source, mark), end), below)]
    stop = end if blocked else max(mark, old.end)
    if element.key is None and not source[stop:end].strip():
        return [Edit(Span(mark, end), b" " + style.newline.join(text))]
    return [Edit.delete(Span(mark, stop)), Edit.insert(end, below)]


def lines_between(source: bytes, end: int, start: int) -> list[bytes]:
    """The comment lines between the line that ends at `end` and the one that holds `start`."""
    lines = source[end : line_start(source, start)].split(b"\n")[1:]
    return [line for line in lines if line.strip()]


def added_below(source: bytes, style: YamlStyle, at: int, text: list[bytes]) -> Edit:
    """The edit that puts lines at `at`, a line's start or the end of the file, where nothing was."""
    written = style.newline.join(text)
    if at == line_start(source, at):
        return Edit.insert(at, written + style.newline)
    return Edit.insert(at, style.newline + written)


def whole(source: bytes, style: YamlStyle, node: YamlNode, text: list[bytes]) -> Edit:
    """The edit that puts lines in the place of the outermost value."""
    return Edit(Span(node.start, tail(source, node.start, node.end)), style.newline.join(text))


def _comments_above(source: bytes, above: list[tuple[bool, int]]) -> list[int]:
    """Where the comment lines directly above start, nearest first; none where they are the file's own, at its top."""
    comments = [start for _, start in takewhile(lambda line: not line[0], above)]
    return comments if comments and source[line_start(source, 0) : comments[-1]].strip() else []


def _blank_between(source: bytes, elements: list[YamlElement], index: int) -> bool:
    """Whether a blank line stands between the elements where one is put in: the last two, or all, of them."""
    gaps = [
        any(blank for _, blank, _ in lines_below(source, tail(source, one.start, one.end))) for one in elements[:-1]
    ]
    return bool(gaps) and (gaps[-1] if index == len(elements) else all(gaps))


def _lines_deleted(source: bytes, start: int, end: int) -> Edit:
    """The edit that takes lines away, with the line end before them, or after them at the top of the file."""
    before = start - 1 if start and source[start - 1 : start] == b"\n" else start
    if before == start:
        following = source.find(b"\n", end) + 1
        return Edit.delete(Span(start, following or len(source)))
    before -= source[before - 1 : before] == b"\r"
    return Edit.delete(Span(before, end))
