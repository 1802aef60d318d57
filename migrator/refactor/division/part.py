"""The texts that come of a divided module: its new modules, and what is left of it.

Statements keep every byte, and the comments that are theirs. Each module imports what its statements use: from where
the divided module had it, or from the module that declares it now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from migrator.refactor.division.plan import Division
from migrator.refactor.division.statements import Statement, for_every_part, for_next_line
from migrator.refactor.repoint import narrowed
from migrator.refactor.style import Style
from migrator.syntax import Form, ModuleReference
from migrator.text import Edit, Span, apply_edits

BLANK_LINES = re.compile(rb"(?:[ \t]*\r?\n)*")

_MARKERS = ("server-only", "client-only")


class Naming(Protocol):
    """How modules name each other."""

    def of_module(self, target: str, importer: str) -> str:
        """The specifier for one of the modules in another."""

    def of_reference(self, reference: ModuleReference, importer: str) -> str:
        """The specifier that a reference of the divided module has in one of the modules."""


def imports_of_parts(division: Division, path: str, naming: Naming) -> Iterator[bytes]:
    """The lines by which the module at `path` takes what it needs of the others."""
    style = Style.of(division.module)
    for home, names in division.needed(path).items():
        specifier = naming.of_module(home, path)
        types = [name for name in names if division.are_types(path, [name])]
        values = [name for name in names if name not in types]
        for keyword, some in (("import", values), ("import type", types)):
            yield style.taking(keyword, [division.imported(name) for name in some], specifier).encode()


class Part:
    """One new module of a division."""

    def __init__(self, division: Division, path: str, naming: Naming) -> None:
        self.division = division
        self.path = path
        self._naming = naming
        self._source = division.module.source
        self._newline = Style.of(division.module).newline.encode()

    @property
    def text(self) -> bytes:
        """The whole module."""
        own = without_blank_lines(b"".join(self._own_imports()))
        head = b"".join((*self._for_tools(), own, *imports_of_parts(self.division, self.path, self._naming)))
        texts = (head, self._body(), b"".join(self._listed()))
        return self._newline.join(without_blank_lines(text) for text in texts if text)

    def _for_tools(self) -> Iterator[bytes]:
        for node in for_every_part(self.division.module):
            blank = BLANK_LINES.match(self._source, node.span.end)
            lines = blank.group().count(b"\n") if blank else 1
            yield node.span.of(self._source) + self._newline * max(1, lines)

    def _own_imports(self) -> Iterator[bytes]:
        """The imports of the divided module, as far as this one uses them."""
        division = self.division
        for reference in division.outline.imports:
            kept = division.taken(reference, self.path)
            if not kept and not (reference.form is Form.SIDE_EFFECT and reference.specifier in _MARKERS):
                continue
            text = narrowed(division.module, reference, kept) if kept else reference.statement.of(self._source)
            specifier = self._naming.of_reference(reference, self.path)
            if specifier != reference.specifier:
                before, _, after = text.rpartition(reference.span.of(self._source))
                text = before + reference.respecify(specifier).replacement + after
            statement = next(one for one in division.outline.statements if division.outline.import_of(one) == reference)
            yield self._commented(statement, text)

    def _commented(self, statement: Statement, text: bytes) -> bytes:
        """The `text` of a part of an import or an export list, with the comments that go with it."""
        above, behind = statement.above.of(self._source), statement.behind.of(self._source)
        if self.division.has_comments(statement, self.path) or for_next_line(above):
            return above + text + (behind if behind.endswith(b"\n") else behind.rstrip() + self._newline)
        blank = BLANK_LINES.match(above)
        return (blank.group() if blank else b"") + text + self._newline

    def _body(self) -> bytes:
        written = b""
        previous = None
        for statement in self.division.statements(self.path):
            text = self._written(statement)
            if previous is None or previous.span.end != statement.span.start:
                # It may have shared a line with another.
                written += self._newline if written and not written.endswith(b"\n") else b""
                text = text.lstrip(b" \t") if statement.starts_in_line(self._source) else text
                if previous is not None and self._is_blank_between(previous, statement):
                    text = self._newline + without_blank_lines(text)
            written += text
            previous = statement
        return without_blank_lines(written) + (self._newline if written and not written.endswith(b"\n") else b"")

    def _is_blank_between(self, before: Statement, after: Statement) -> bool:
        between = (one.span.start for one in self.division.outline.statements if one.span.start >= before.span.end)
        blanks = (BLANK_LINES.match(self._source, start) for start in between if start <= after.span.start)
        return any(blank is not None and blank.group() for blank in blanks)

    def _written(self, statement: Statement) -> bytes:
        start = statement.span.start
        edits = [*self.division.export_keyword(statement), *self._moved_references(statement)]
        shifted = [Edit(Span(one.span.start - start, one.span.end - start), one.replacement) for one in edits]
        return apply_edits(statement.span.of(self._source), shifted)

    def _moved_references(self, statement: Statement) -> Iterator[Edit]:
        for reference in self.division.module.references:
            if reference.span in statement.span:
                specifier = self._naming.of_reference(reference, self.path)
                if specifier != reference.specifier:
                    yield reference.respecify(specifier)

    def _listed(self) -> Iterator[bytes]:
        """The export lists of the divided module, as far as the names are declared here."""
        for statement in self.division.outline.export_lists:
            text = self.division.list_of(statement, self.path)
            if text:
                yield self._commented(statement, text)


def without_blank_lines(text: bytes) -> bytes:
    """`text` without the blank lines it starts with."""
    blank = BLANK_LINES.match(text)
    return text[blank.end() if blank else 0 :]
