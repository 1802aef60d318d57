"""One part of a glob, between two slashes, as a regular expression that no name makes slow."""

from __future__ import annotations

import re
from itertools import pairwise, product
from typing import NamedTuple

_EXTENDED = re.compile(r"([@?*+!])\(([^()]*)\)")
_FIXED_ONLY = re.compile(r"[^*?\[{\\]+")
_MOST_SPELLINGS = 1_000
"""How many plain parts one with braces may stand for."""


class _Piece(NamedTuple):
    """A pattern for one stretch of the name; of a `star`, for what must hold where that begins."""

    pattern: str
    star: bool = False


_Spelling = tuple[_Piece, ...]


def part_pattern(part: str, wildcards_only: bool) -> re.Pattern[str] | str:
    """For `fullmatch` on the part of a path; a string where nothing in it stands for anything else.

    Raises ValueError for what has too many meanings, and re.error for a range of characters that is none.
    """
    written = re.sub(r"([@+!](?=\()|[()\[\]{},])", r"\\\1", part) if wildcards_only else part
    if not any(character in written for character in "\\*?[{("):
        return written
    return re.compile("|".join(_pattern(spelling) for spelling in _spellings(written)), re.DOTALL)


def _pattern(spelling: _Spelling) -> str:
    """A star takes as little as it can, and what it took stays: the star behind it can take whatever is left."""
    out = [r"(?!\.)"] if spelling and (spelling[0].star or spelling[0].pattern[:1] in ".[") else []
    stretches: list[str] = []
    for piece in spelling:
        if piece.star:
            stretches.append(f"{piece.pattern}.*?")
        elif stretches:
            stretches[-1] += piece.pattern
        else:
            out.append(piece.pattern)
    return "".join([*out, *(f"(?>{stretch})" for stretch in stretches[:-1]), *stretches[-1:]])


def _spellings(part: str) -> list[_Spelling]:
    """Every plain part that `part` stands for, with its braces and choices written out."""
    found, end = _read(part, 0, in_braces=False)
    assert end == len(part)
    return found


def _read(part: str, at: int, *, in_braces: bool) -> tuple[list[_Spelling], int]:
    """The spellings from `at` up to the end, in braces up to the one that closes them, and the offset there."""
    done: list[_Spelling] = []
    found: list[_Spelling] = [()]
    while at < len(part):
        char = part[at]
        closing = part.find("]", at + 2)
        extended = _EXTENDED.match(part, at)
        if char == "\\" and at + 1 < len(part):
            found, at = _joined(found, [(_Piece(re.escape(part[at + 1])),)]), at + 2
        elif extended:
            found, at = _joined(found, _choices(*extended.groups(), whole=part)), extended.end()
        elif char == "[" and closing != -1:
            inside = part[at + 1 : closing].replace("\\", r"\\").replace("[", r"\[")
            inside = f"^{inside[1:]}" if inside[0] in "!^" else inside
            found, at = _joined(found, [(_Piece(f"[{inside}]"),)]), closing + 1
        elif char == "{" and "}" in part and part.rindex("}") > at:
            inner, end = _read(part, at + 1, in_braces=True)
            found, at = _joined(found, inner), end
        elif in_braces and char in ",}":
            done, found, at = [*done, *found], [()], at + 1
            if char == "}":
                return done, at
        else:
            piece = {"*": _Piece("", star=True), "?": _Piece(".")}.get(char) or _Piece(re.escape(char))
            found, at = _joined(found, [(piece,)]), at + 1
    return [*done, *found], at


def _choices(kind: str, body: str, *, whole: str) -> list[_Spelling]:
    options = body.split("|")
    spellings = [spelling for option in options for spelling in _spellings(option)]
    if kind in "@?":
        return [*spellings, *([()] if kind == "?" else [])]
    if kind == "!":
        return [(_Piece(rf"(?!(?:{'|'.join(map(_pattern, spellings))})\Z)", star=True),)]
    # Whatever is repeated has to be told from what comes next at once.
    plain = all(_FIXED_ONLY.fullmatch(option) for option in options)
    if not plain or "*" in whole.replace("*(", "") or len(_EXTENDED.findall(whole)) > 1 or _any_begins_another(options):
        raise ValueError(f"`{kind}({body})` has too many meanings here")
    return [(_Piece(f"(?:{'|'.join(map(re.escape, options))}){kind}"),)]


def _any_begins_another(options: list[str]) -> bool:
    ordered = sorted(options)
    return any(after.startswith(before) for before, after in pairwise(ordered))


def _joined(found: list[_Spelling], following: list[_Spelling]) -> list[_Spelling]:
    if len(found) * len(following) > _MOST_SPELLINGS:
        raise ValueError(f"it stands for more than {_MOST_SPELLINGS} globs")
    return [(*one, *other) for one, other in product(found, following)]
