"""A name that stands in JSON and in lists of names, replaced where it is the whole string."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from migrator.text import Edit, Span

# What is not closed is passed over to its end: a comment to that of the file, a string to that of the line.
_TOKEN = re.compile(rb'//[^\r\n]*+|/\*.*?(?:\*/|\Z)|"(?:[^"\\\r\n]++|\\.)*+"?+', re.DOTALL)


def renamed_strings(source: bytes, rename: Callable[[str], str | None]) -> list[Edit]:
    """Edits for every string of a JSON document, keys included, that `rename` gives another text for.

    Comments are passed over. A string that is no valid JSON stays as it is.
    """
    edits = []
    for token in _TOKEN.finditer(source):
        if not token.group().startswith(b'"'):
            continue
        try:
            text = json.loads(token.group())
        except ValueError:
            continue
        new = rename(text)
        if new is not None and new != text:
            edits.append(Edit(Span(*token.span()), json.dumps(new, ensure_ascii=False).encode()))
    return edits
