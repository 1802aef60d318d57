"""What a module's bytes say of it, whatever its path and its tree: found once, and kept as plain tuples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple, TypeAlias

from migrator.syntax.export import Export
from migrator.syntax.references.packed import Packed, pack
from migrator.syntax.references.reference import ModuleReference
from migrator.text import Span

PackedExport: TypeAlias = tuple[Any, ...]
"""Of an Export start and end of the span, which of the references it is (-1: none), and its other fields in order."""

_FIELDS = tuple(one.name for one in fields(Export) if one.name not in ("span", "reference"))


class Facts(NamedTuple):
    """The references of a module, what of it nobody vouches for (start and end of each span), and how it begins.

    Up to the offset `header` there is nothing but references, directives and comments, as far as that is known.
    `directives` is None where only the syntax tree tells them.
    """

    references: tuple[Packed, ...] = ()
    unvouched: tuple[tuple[int, int], ...] = ()
    header: int = 0
    directives: tuple[str, ...] | None = None

    @classmethod
    def of(cls, references: Sequence[ModuleReference], unvouched: Sequence[Span]) -> Facts:
        """What a syntax tree told."""
        return cls(tuple(map(pack, references)), tuple((span.start, span.end) for span in unvouched))


def pack_exports(exports: Sequence[Export], references: Sequence[ModuleReference]) -> tuple[PackedExport, ...]:
    """`exports` of a module that has these references."""
    places = {reference.span: place for place, reference in enumerate(references)}
    return tuple(
        (
            *(one.span.start, one.span.end, places[one.reference.span] if one.reference is not None else -1),
            *(getattr(one, field) for field in _FIELDS),
        )
        for one in exports
    )


def unpack_exports(packed: Sequence[PackedExport], references: Sequence[ModuleReference]) -> tuple[Export, ...]:
    """The exports of a module that has these references."""
    return tuple(
        Export(
            span=Span(start, end),
            reference=references[place] if place >= 0 else None,
            **dict(zip(_FIELDS, rest, strict=True)),
        )
        for start, end, place, *rest in packed
    )


@dataclass(slots=True)
class Known:
    """What is known of some bytes that are read in one language; None is what nobody has asked for yet.

    `unfit` says why they are no source, and is empty where they are one. `mentions` says of words whether they are in
    them.
    """

    unfit: str | None = None
    facts: Facts | None = None
    exports: tuple[PackedExport, ...] | None = None
    mentions: dict[bytes, bool] = field(default_factory=dict)

    @property
    def extent(self) -> tuple[int, ...]:
        """How much of it is known."""
        return self.unfit is not None, self.facts is not None, self.exports is not None, len(self.mentions)

    @property
    def plain(self) -> tuple[Any, ...]:
        """The same, of nothing but tuples, dictionaries, strings, bytes, numbers, True, False and None."""
        facts = self.facts
        references = tuple(map(tuple, facts.references)) if facts is not None else None
        return (self.unfit, references, facts[1:] if facts is not None else (), self.exports, self.mentions)

    @classmethod
    def of(cls, plain: tuple[Any, ...]) -> Known:
        """What `plain` was made of."""
        unfit, references, others, exports, mentions = plain
        facts = None if references is None else Facts(tuple(map(Packed._make, references)), *others)
        return cls(unfit, facts, exports, mentions)
