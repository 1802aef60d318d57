"""Module references as plain tuples: they cost little to make, to hold by the ten thousand, and to keep on disk.

Of most references nobody ever asks more than the specifier. What an import takes stays a piece of text until then.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from migrator.syntax.clauses import braced_names
from migrator.syntax.references.forms import Form
from migrator.syntax.references.reference import ImportedName, ModuleReference, named_package
from migrator.text import Span

PackedName: TypeAlias = tuple[str, str, int, int, bool]
"""Of an ImportedName `imported`, `local`, start and end of the span, `type_only`."""


class Packed(NamedTuple):
    """A ModuleReference. Offsets are bytes of the source.

    `names` are those outside of braces, or all of them; `braces` what stands between and with the braces at offset
    `braced_at`, empty where nothing is left to be read there.
    """

    form: str
    specifier: str
    start: int
    end: int
    statement_start: int
    statement_end: int
    names: tuple[PackedName, ...] = ()
    braces: bytes = b""
    braced_at: int = 0
    type_only: bool = False
    callee: str = ""
    quote: bytes = b'"'

    @property
    def package(self) -> str | None:
        """The package that the specifier names; see `ModuleReference.package`."""
        return named_package(self.specifier, self.callee)

    def reference(self) -> ModuleReference:
        """The reference."""
        names = tuple(
            ImportedName(imported, local, Span(start, end), type_only)
            for imported, local, start, end, type_only in self.names
        )
        if self.braces:
            names += braced_names(self.braces, Span(0, len(self.braces)), self.type_only, self.braced_at)
        return ModuleReference(
            Form(self.form),
            self.specifier,
            Span(self.start, self.end),
            Span(self.statement_start, self.statement_end),
            names,
            self.type_only,
            self.callee,
            self.quote,
        )


def pack(reference: ModuleReference) -> Packed:
    """`reference`, with all its names read."""
    return Packed(
        reference.form.value,
        reference.specifier,
        reference.span.start,
        reference.span.end,
        reference.statement.start,
        reference.statement.end,
        tuple((one.imported, one.local, one.span.start, one.span.end, one.type_only) for one in reference.names),
        type_only=reference.type_only,
        callee=reference.callee,
        quote=reference.quote,
    )
