"""Names inside the braces of an import or a re-export, taken out or renamed in place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from migrator.syntax import Form, ImportedName, Module, ModuleReference
from migrator.text import Edit, Span

_BLANK_OR_COMMENT = re.compile(rb"(?:\s+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_COMMENTS = re.compile(rb"//[^\n]*\n?|/\*.*?\*/", re.DOTALL)


def is_braced(module: Module, reference: ModuleReference, name: ImportedName) -> bool:
    """Whether `name` stands in braces, rather than as a default import or a namespace before them."""
    if name.imported == "*":
        return False
    alone = name.imported == "default" and reference.form is Form.IMPORT
    return not (alone and name.span.of(module.source).decode() == name.local)


def braces_without(
    module: Module, reference: ModuleReference, gone: Sequence[ImportedName], written: Mapping[ImportedName, str]
) -> list[Edit]:
    """Take the names `gone` out of the braces, and write the others as `written` says where that differs.

    Each name goes with its comma and the blank before it; comments between the names stay.
    """
    source = module.source
    braced = [name for name in reference.names if is_braced(module, reference, name)]
    edits = [
        Edit(name.span, written[name].encode())
        for name in braced
        if name in written and _imported_in(written[name]) != name.imported
    ]
    starts = [source.rfind(b"{", reference.statement.start, braced[0].span.start) + 1] if braced else []
    starts += [_after_comma(source, name.span.end) for name in braced]
    last_kept = max((index for index, name in enumerate(braced) if name not in gone), default=-1)
    open_ended = bool(braced) and source[starts[-1] - 1 : starts[-1]] != b","
    for index, name in enumerate(braced):
        if name not in gone:
            continue
        # Where the list has no trailing comma, the comma of the last name that stays goes instead.
        start = starts[index] - (open_ended and 0 <= last_kept == index - 1)
        comments = b"".join(_COMMENTS.findall(source[starts[index] : name.span.start]))
        if source[starts[index + 1] : starts[index + 1] + 1] in (b"\r", b"\n"):
            comments = comments.rstrip(b"\r\n")
        end = starts[index + 1]
        first_stays = index + 1 < len(braced) and all(one in gone for one in braced[: index + 1])
        if first_stays and braced[index + 1] not in gone and starts[0] == braced[0].span.start:
            # Braces that hug their names go on hugging them.
            end += len(source[end:]) - len(source[end:].lstrip(b" \t"))
        edits.append(Edit(Span(start, end), b" " + comments if comments else b""))
    return edits


def _imported_in(written: str) -> str:
    return written.removeprefix("type ").split(" as ")[0]


def _after_comma(source: bytes, offset: int) -> int:
    """The offset behind the comma that follows a name, or behind the name itself where none does."""
    skipped = _BLANK_OR_COMMENT.match(source, offset)
    after = skipped.end() if skipped else offset
    return after + 1 if source[after : after + 1] == b"," else offset
