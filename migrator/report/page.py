"""Lines of styled pieces, and how they reach a terminal or a pipe."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from migrator.text import harmless

WIDTH = 80
"""Columns that every terminal has."""

WIDEST = 120
"""Columns beyond which lines are no longer read with ease."""


class Piece(NamedTuple):
    """Text in one style, named as rich names styles; the empty style is plain."""

    text: str
    style: str = ""


Line = tuple[Piece, ...]


def line(*pieces: str | Piece) -> Line:
    """One line of the page."""
    return tuple(Piece(piece) if isinstance(piece, str) else piece for piece in pieces)


def wrapped(text: str, first: str, style: str = "", *, width: int = WIDTH) -> list[Line]:
    """`text` after `first`, broken between words to fit `width`, further lines indented as far as `first` is long."""
    room = max(width - len(first), 30)
    rows = textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False) or [""]
    indents = [first, *[" " * len(first)] * (len(rows) - 1)]
    return [line(indent, Piece(row, style)) for indent, row in zip(indents, rows, strict=True)]


def listed(names: Sequence[str], room: int) -> str:
    """As many names as fit into `room` columns, and how many more there are."""
    for count in range(len(names), 0, -1):
        more = f" and {len(names) - count} more" if count < len(names) else ""
        text = ", ".join(names[:count]) + more
        if len(text) <= room:
            return text
    return f"{len(names)} of them" if len(names) != 1 else "".join(names)


def render(lines: Iterable[Line], *, colour: bool) -> str:
    """The page as text, every line ended. What could steer a terminal, or turn text around, is shown escaped."""
    paint = _paint if colour else _plain
    return "".join("".join(map(paint, pieces)).rstrip(" ") + "\n" for pieces in lines)


def _plain(piece: Piece) -> str:
    return harmless(piece.text, one_line=True)


def _paint(piece: Piece) -> str:
    if not piece.style:
        return _plain(piece)
    from rich.color import ColorSystem
    from rich.style import Style

    return Style.parse(piece.style).render(_plain(piece), color_system=ColorSystem.STANDARD)
