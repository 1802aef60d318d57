"""Text of unknown origin as markdown that a forge shows as that text, and a document that keeps within a size."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

LIMIT = 65_536
"""Characters that GitHub takes in the text of a pull request, or in a comment. Bytes are counted, to be safe."""

LONGEST = 500
"""Characters of one message that are shown."""

_EVERYTHING = 1_000_000_000
_SHOWN = (_EVERYTHING, 1000, 500, 250, 100, 50, 25, 10, 5, 2, 0)

# Everything that markdown, HTML, a table or the forge (mentions, issues) would take for its own.
_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~@&$]")
# What starts a list or underlines a heading, where it is the first thing of a line.
_START = re.compile(r"[-+=]|\d+(?=[.)])")
# The forge looks for mentions and issues in what markdown has made of it, where nothing is escaped any more.
_PARTED = {"@": "@<!-- -->", "#": "#<!-- -->"}
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+")


def plain(text: str) -> str:
    """`text` on one line, in which neither markdown nor the forge finds anything."""
    line = _BLANK.sub(" ", short(text)).strip()
    start = _START.match(line)
    first = f"&#{ord(line[0])};" if start else ""
    rest = line[1:] if start else line
    return first + _SPECIAL.sub(lambda match: _PARTED.get(match[0], f"&#{ord(match[0])};"), rest)


def code(text: str) -> str:
    """The same as code."""
    return f"<code>{plain(text)}</code>"


def short(text: str) -> str:
    """`text`, or its start with an ellipsis where it is very long."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def fenced(lines: Sequence[str]) -> Iterator[str]:
    """Lines to be copied: a block of code, whatever is in them."""
    ticks = max((len(run) for line in lines for run in re.findall("`+", line)), default=0)
    fence = "`" * max(ticks + 1, 3)
    yield from (fence, *(_BLANK.sub(lambda run: run[0] if not run[0].strip(" ") else " ", one) for one in lines), fence)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table. The cells are markdown already, each on one line."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def unfolding(summary: str, lines: Iterable[str]) -> Iterator[str]:
    """A part that is shown when its summary, which is markdown already, is clicked."""
    yield from (f"<details><summary>{summary}</summary>", "", *lines, "", "</details>")


def fitted(document: Callable[[int], Iterable[str]], limit: int = LIMIT) -> str:
    """The document, with as many entries in each list as let it stay within `limit` bytes.

    `document` gives its lines for a number of entries that a list may show at most, and says in them what it left out.
    """
    text = ""
    for shown in _SHOWN:
        text = "\n".join(document(shown)) + "\n"
        if len(text.encode("utf-8", "backslashreplace")) <= limit:
            return text
    ending = "\n\nThe rest is left out, since it is longer than a forge takes.\n"
    kept = text.encode("utf-8", "backslashreplace")[: limit - len(ending)].decode("utf-8", "ignore")
    return kept.rpartition("\n")[0] + ending
