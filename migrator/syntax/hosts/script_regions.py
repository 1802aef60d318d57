"""What is known of a host before its script is read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from migrator.text import Span

# Each begins with a word, which is what a search is quick at.
_CALLS = tuple(re.compile(word + rb"\s*+\(") for word in (b"import", b"require"))


@dataclass(frozen=True, slots=True)
class Host:
    """Where a file has script. All spans are bytes of the file, each kind in order.

    ending      of a source that has the script's language: `.ts`, `.tsx`, `.js`
    regions     what is script
    attributes  the values of `src` of its scripts that name a file here, quotes included
    template    what is neither script nor comment nor shown as text, where it may hold expressions with a call
    """

    ending: str
    regions: tuple[Span, ...] = ()
    attributes: tuple[Span, ...] = ()
    template: tuple[Span, ...] = ()

    @property
    def may_refer(self) -> bool:
        """Whether there is anything in which a module could be named."""
        return bool(self.regions or self.attributes or self.template)


def may_hold_calls(source: bytes) -> bool:
    """Whether something in `source` reads like a call with a module specifier."""
    return any(call.search(source) for call in _CALLS)
