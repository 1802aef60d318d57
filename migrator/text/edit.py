"""One span replaced; and many at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from migrator.errors import MigratorError
from migrator.text.span import Span


class EditConflictError(MigratorError):
    """Two edits claim the same bytes, so neither can be trusted."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """`span` of the original source gives way to `replacement`. Offsets are bytes, never characters.

    Raises TypeError where the replacement is text: only bytes have the offsets that spans count.
    """

    span: Span
    replacement: bytes

    def __post_init__(self) -> None:
        if not isinstance(self.replacement, bytes):
            raise TypeError(
                f"an edit puts bytes in, and what came is {self.replacement!r}; `.encode()` makes bytes of it"
            )

    @classmethod
    def insert(cls, offset: int, text: bytes) -> Edit:
        """Put `text` before the byte at `offset`."""
        return cls(Span(offset, offset), text)

    @classmethod
    def delete(cls, span: Span) -> Edit:
        """Take the bytes of `span` away."""
        return cls(span, b"")


def apply_edits(source: bytes, edits: Iterable[Edit]) -> bytes:
    """Apply all edits to `source`; every byte outside their spans stays as it is.

    Edits refer to the original source and may come in any order. Insertions at one offset keep the order in
    which they were given. The same edit given twice counts once, unless it is an insertion.
    Raises EditConflictError where two edits overlap or one lies outside the source.
    """
    ordered: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        if ordered and len(edit.span) and edit == ordered[-1]:
            continue
        if ordered and ordered[-1].span.end > edit.span.start:
            raise EditConflictError(
                f"two edits overlap at bytes {edit.span.start} to {ordered[-1].span.end}",
                hint="this is a fault of the codemod that made them",
            )
        ordered.append(edit)
    if ordered and ordered[-1].span.end > len(source):
        raise EditConflictError(f"an edit ends at byte {ordered[-1].span.end} of {len(source)}")
    pieces: list[bytes] = []
    done = 0
    for edit in ordered:
        pieces += (source[done : edit.span.start], edit.replacement)
        done = edit.span.end
    pieces.append(source[done:])
    return b"".join(pieces)
