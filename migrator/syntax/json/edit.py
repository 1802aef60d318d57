"""Edits that put an element into a JSON document or take one out, and leave the rest as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from migrator.syntax.json.layout import GapLine, attached, gap_before, gap_lines, indent_at
from migrator.syntax.json.parser import JsonNode
from migrator.syntax.json.style import JsonStyle, blanks_before
from migrator.text import Edit, Span


def inserted(
    source: bytes, style: JsonStyle, node: JsonNode, index: int, key: str | None, value: Any, one_line: bool
) -> list[Edit]:
    """Edits that put an element before element `index` of `node`, or at its end.

    `one_line` tells that an empty `node` has to stay on its line, as what is around it does.
    """

    # An object among others that each stand on a line of their own does so, too.
    objects = [one.value for one in node.elements if one.value.kind == "object" and one.value.elements]
    compact = bool(objects) and not any(b"\n" in source[one.start : one.end] for one in objects)
    compact = compact and isinstance(value, dict) and not any(isinstance(one, dict) for one in value.values())
    compact = compact or one_line or b"\n" not in source[node.start : node.end]

    def text(indent: bytes) -> bytes:
        return style.element(key, value, indent, compact)

    if not node.elements:
        return [_filled(source, style, node, key, value, one_line)]
    if index == len(node.elements):
        return _appended(source, style, node, text)
    before = gap_before(source, node, index)
    if len(before) == 1:
        blanks = _separator(source, style, node, max(index, 1))
        line = indent_at(source, node.start)
        if index:
            return [Edit.insert(before[0].start, blanks + text(line) + b",")]
        return [Edit.insert(before[0].first, text(line) + b"," + blanks)]
    if index:
        indent = source[before[-1].start : before[-1].first]
        return [Edit.insert(before[0].end, style.newline + indent + text(indent) + b",")]
    top = before[attached(before)]
    indent = source[top.start : top.first]
    return [Edit.insert(top.first, text(indent) + b"," + style.newline + indent)]


def removed(source: bytes, node: JsonNode, index: int) -> list[Edit]:
    """Edits that take element `index` out of `node`, with its line, its comment on that line, and its comma.

    Comments directly above go along where they can only be meant for this element: where no other element follows
    directly. A blank line that would be left without a purpose goes too.
    """
    before, after = gap_before(source, node, index), gap_before(source, node, index + 1)
    last = index == len(node.elements) - 1
    top = attached(before) if last or len(after) > 2 else len(before) - 1
    if len(node.elements) == 1 and not any(line.comment for line in (*before[: max(top, 0)], *after[1:])):
        return [Edit.delete(Span(node.start + 1, node.end - 1))]
    if not last and len(after) == 1:
        return [Edit.delete(Span(before[-1].first, after[0].first))]
    element = node.elements[index]
    end = after[0].end if len(after) > 1 else max(after[0].last, element.end)
    follows = len(after) == 1 or before[0].comment
    comma = _comma(source, node, index, follows) if last and element.comma is None else []
    if len(before) == 1:
        if comma:
            return [Edit.delete(Span(node.elements[index - 1].end - 1, end))]
        return [Edit.delete(Span(before[0].start, end))]
    if len(after) > 1:
        top, end = _without_hole(before, top, after, end, last=last, first=not index)
    elif before[top - 1].line_comment:  # its line end must stay, or it swallows the bracket
        return [*comma, Edit.delete(Span(before[top].start, end))]
    return [*comma, Edit.delete(Span(before[top - 1].end, end))]


def _without_hole(
    before: list[GapLine], top: int, after: list[GapLine], end: int, *, first: bool, last: bool
) -> tuple[int, int]:
    """Where to start (a line of `before`) and to end, so that blank lines above and below don't come together."""
    blank_after = len(after) > 2 and not after[1].comment
    if blank_after or (last and len(after) == 2):
        while top > 1 and not before[top - 1].comment:
            top -= 1
    if blank_after and top == 1 and first:
        for line in after[1:-1]:
            if line.comment:
                break
            end = line.end
    return top, end


def _comma(source: bytes, node: JsonNode, index: int, follows: bool) -> list[Edit]:
    """The edit that takes away the comma before element `index`, if it has one, with a line that it has to itself.

    `follows` tells that more than a line end will follow it, which a `//` comment above must not swallow.
    """
    if not index:
        return []
    element = node.elements[index - 1]
    lines = gap_lines(source, element.value.end, element.end - 1)
    alone = len(lines) > 1 and not lines[-1].comment and not (follows and lines[-2].line_comment)
    return [Edit.delete(Span(lines[-2].end if alone else element.end - 1, element.end))]


def _appended(source: bytes, style: JsonStyle, node: JsonNode, text: Callable[[bytes], bytes]) -> list[Edit]:
    last = node.elements[-1]
    before, after = gap_before(source, node, len(node.elements) - 1), gap_before(source, node, len(node.elements))
    line = indent_at(source, node.start)
    if len(before) == 1 and not after[0].line_comment:
        blanks = _separator(source, style, node, len(node.elements) - 1)
        if last.comma is None:
            return [Edit.insert(after[0].last, b"," + blanks + text(line))]
        return [Edit.insert(after[0].last, blanks + text(line) + b",")]
    indent = source[before[-1].start : before[-1].first] if len(before) > 1 else line + style.unit
    comma = [Edit.insert(last.value.end, b",")] if last.comma is None else []
    end = after[0].end if len(after) > 1 else after[0].last
    return [*comma, Edit.insert(end, style.newline + indent + text(indent) + (b"" if comma else b","))]


def _filled(source: bytes, style: JsonStyle, node: JsonNode, key: str | None, value: Any, one_line: bool) -> Edit:
    """The edit that gives an empty object or array its first element, after any comment that it holds."""
    lines = gap_before(source, node, 0)
    commented = [line for line in lines if line.comment]
    line = indent_at(source, node.start)
    one_line = one_line or not style.lines
    if not commented:
        whole = style.render([value] if key is None else {key: value}, line, one_line)
        return Edit(Span(node.start, node.end), whole)
    if one_line and not commented[-1].line_comment:
        text = style.separator + style.element(key, value, line, one_line=True) + style.padding
    else:
        inner = line + style.unit
        text = style.newline + inner + style.element(key, value, inner) + style.newline + line
    return Edit(Span(commented[-1].last, node.end - 1), text)


def _separator(source: bytes, style: JsonStyle, node: JsonNode, index: int) -> bytes:
    """What stands between a comma and the next element on the same line."""
    between = blanks_before(source, node, index) if 0 < index < len(node.elements) else None
    return style.separator if between is None else between
