"""The file that shows which variables there are, without their values: `.env.example`, whatever it is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from migrator.api import Overlay, line_ending

_USUAL: Final = ".env.example"
_NAME = re.compile(
    r"\.env\.(example|sample|template|dist)(\.local)?|\.env\.(local|development|dev)\.(example|sample|template)"
    r"|\.?env[.-](example|sample|template)|(example|sample)\.env"
)
_EMPTY_IN_QUOTES = re.compile(rb"""^\s*\w+=(""|'')\s*$""", re.MULTILINE)
_IN_QUOTES = re.compile(rb"""^\s*\w+=["']""", re.MULTILINE)
_PLAIN = re.compile(rb"""^\s*\w+=[^"'\s]""", re.MULTILINE)


def example_of(tree: Overlay, folder: str) -> str:
    """The path of the file: in `folder`, else at the root, else where it goes in `folder`."""
    for place in dict.fromkeys((folder, "")):
        prefix = f"{place}/" if place else ""
        names = [
            path.removeprefix(prefix)
            for path in tree.paths()
            if path.startswith(prefix) and _NAME.fullmatch(path.removeprefix(prefix))
        ]
        if names:
            return prefix + min(names, key=lambda name: (name != _USUAL, name))
    return f"{folder}/{_USUAL}" if folder else _USUAL


def lacking_in(source: bytes, names: Iterable[str]) -> list[str]:
    """Those of `names` that the file does not have, not even in a comment."""
    return [
        name for name in names if not re.search(rb"^[\s#]*(export\s+)?%s\s*=" % name.encode(), source, re.MULTILINE)
    ]


def with_names(source: bytes, names: Sequence[str], comment: str) -> bytes:
    """The file with empty `names` at its end, below a comment, in the way of its other lines."""
    newline = line_ending(source)
    empty = _EMPTY_IN_QUOTES.search(source)
    quoted = len(_IN_QUOTES.findall(source)) > len(_PLAIN.findall(source))
    value = empty.group(1) if empty is not None else b'""' if quoted else b""
    lines = [f"# {line}".encode() for line in comment.split("\n")] + [name.encode() + b"=" + value for name in names]
    text = newline.join(lines) + newline
    if not source:
        return text
    ended = source if source.endswith(b"\n") else source + newline
    return ended + newline + text
