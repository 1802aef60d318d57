"""An import or a re-export that takes its names under others; whatever need not change stays."""

from __future__ import annotations

from collections.abc import Mapping

from migrator.refactor.clause import is_braced
from migrator.refactor.style import Style
from migrator.syntax import ImportedName, Module, ModuleReference
from migrator.text import Edit, Span

Taken = tuple[str, str]
"""The name a module exports, and the one that stands for it where it is taken."""


def taken_as(module: Module, reference: ModuleReference, names: Mapping[ImportedName, Taken]) -> list[Edit]:
    """Edits that make the statement take each of `names` as it says there; a default import goes into the braces."""
    edits = []
    for name, taken in names.items():
        written = _written(reference, name, taken)
        if is_braced(module, reference, name) or name.imported == "*":
            edits.append(Edit(name.span, written.encode()))
        elif taken[0] != "default":
            edits += _into_braces(module, reference, name, written)
    return edits


def _into_braces(module: Module, reference: ModuleReference, default: ImportedName, written: str) -> list[Edit]:
    style, source = Style.of(module), module.source
    if len(reference.names) > 1 and any(name.imported == "*" for name in reference.names):
        behind = Span(default.span.start, next(name.span.start for name in reference.names if name.imported == "*"))
        tail = source[reference.span.start - 1 : reference.statement.end].decode()
        typed = "type " if reference.type_only else ""
        line = f"import {typed}{style.braced([written])} from {tail}{style.newline}"
        return [Edit.insert(reference.statement.start, line.encode()), Edit.delete(behind)]
    open_ = source.find(b"{", default.span.end, reference.span.start)
    if open_ < 0:
        return [Edit(default.span, style.braced([written]).encode())]
    inside = source[open_ + 1 : source.find(b"}", open_)]
    blank = inside[: len(inside) - len(inside.lstrip())]
    if not inside.strip():
        return [Edit(Span(default.span.start, open_ + 1 + len(inside)), f"{{{style.gap}{written}{style.gap}".encode())]
    between = blank if b"\n" in blank else b" "
    first = open_ + 1 + len(blank)
    return [Edit.delete(Span(default.span.start, open_)), Edit.insert(first, written.encode() + b"," + between)]


def _written(reference: ModuleReference, name: ImportedName, taken: Taken) -> str:
    imported, local = taken
    typed = "type " if name.type_only and not reference.type_only else ""
    if imported == "*":
        return f"* as {local}"
    return typed + (imported if imported == local else f"{imported} as {local}")
