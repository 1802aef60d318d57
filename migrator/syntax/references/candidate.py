"""What the text scanner finds: a place that looks like a module reference."""

from __future__ import annotations

import re
from dataclasses import dataclass

from migrator.syntax.references.forms import Form
from migrator.text import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """What looks like a module reference; it may still lie in a comment or a string.

    start     the first byte of its first keyword
    literal   the specifier with its quotes; of `"./a/" + b` the known part, of a template up to the `$`
    end       behind a statement with its `;`; for all other forms behind the literal
    clause    the match that read a statement, with the groups `type`, `default`, `star`, `namespace`, `braces`
    open      of a call, its opening parenthesis
    chained   a method of another call's result, so that only the tree can tell whose it is
    doubtful  even as code it is no reference to vouch for: only the beginning of the specifier is known, it names a
              file in another way than by importing it, or what it takes of the module can't be read
    """

    form: Form
    start: int
    literal: Span
    end: int
    callee: str = ""
    clause: re.Match[bytes] | None = None
    open: int | None = None
    chained: bool = False
    doubtful: bool = False

    @property
    def specifier(self) -> Span:
        """The bytes between the quotes; of a specifier known in part, the known ones."""
        return Span(self.literal.start + 1, self.literal.end - 1)
