"""What is left of a divided module, as edits of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from migrator.refactor.division.part import BLANK_LINES, Naming, imports_of_parts
from migrator.refactor.division.plan import Division
from migrator.refactor.division.statements import BYTE_ORDER_MARK, Statement
from migrator.refactor.repoint import narrowed
from migrator.refactor.style import Style
from migrator.syntax import ModuleReference
from migrator.text import Edit, Span


class Remainder:
    """The divided module of a division, without what went to the new ones."""

    def __init__(self, division: Division, naming: Naming) -> None:
        self.division = division
        self.module = division.module
        self._naming = naming

    def edits(self, passed_on: Collection[str] = ()) -> list[Edit]:
        """The edits that make it so; it exports again what the new modules `passed_on` have."""
        keywords = (
            edit for one in self.division.statements(self.module.path) for edit in self.division.export_keyword(one)
        )
        lines = list(self._new_lines(passed_on))
        return [
            *self._deleted({edit.span.start for edit in lines}),
            *self._narrowed_imports(),
            *self._narrowed_lists(),
            *lines,
            *keywords,
        ]

    def _is_gone(self, statement: Statement) -> bool:
        division, path = self.division, self.module.path
        if any(statement in division.statements(part) for part in division.parts):
            return True
        reference = division.outline.import_of(statement)
        if reference is not None:
            return bool(reference.names) and not division.taken(reference, path)
        return statement in division.outline.export_lists and not division.list_of(statement, path)

    def _deleted(self, filled: Collection[int]) -> Iterator[Edit]:
        """Runs of statements that are gone; one blank line stays where there was one, unless lines come there."""
        statements = self.division.outline.statements
        index = 0
        while index < len(statements):
            run = index
            while run < len(statements) and self._is_gone(statements[run]):
                run += 1
            if run > index:
                yield self._without(statements[index:run], filled)
            index = run + 1

    def _without(self, run: Sequence[Statement], filled: Collection[int]) -> Edit:
        source = self.module.source
        start, end = run[0].span.start, run[-1].span.end
        blank = next((text for one in run if (text := self._blank_at(one.span.start))), b"")
        if run[0].starts_in_line(source):
            # The line goes on without them.
            ends_line = source[end - 1 : end] == b"\n"
            return Edit(Span(start, end), Style.of(self.module).newline.encode() if ends_line else b"")
        header = self.division.outline.header.end
        at_top = not source[:start].removeprefix(BYTE_ORDER_MARK)
        if at_top and start not in filled:
            end += len(self._blank_at(end))
        if end < len(source) and source[end - 1 : end] != b"\n":
            end += len(source[end:]) - len(source[end:].lstrip(b" \t"))
        stays = (
            not at_top and end < len(source) and not self._blank_at(end) and not (start in filled and start == header)
        )
        return Edit(Span(start, end), blank if stays else b"")

    def _blank_at(self, offset: int) -> bytes:
        blank = BLANK_LINES.match(self.module.source, offset)
        return blank.group() if blank else b""

    def _narrowed_imports(self) -> Iterator[Edit]:
        for reference in self.division.outline.imports:
            kept = self.division.taken(reference, self.module.path)
            if kept and len(kept) < len(reference.names):
                yield Edit(reference.statement, narrowed(self.module, reference, kept))

    def _narrowed_lists(self) -> Iterator[Edit]:
        for statement in self.division.outline.export_lists:
            text = self.division.list_of(statement, self.module.path)
            if text and text != statement.node.span.of(self.module.source):
                yield Edit(statement.node.span, text)

    def _new_lines(self, passed_on: Collection[str]) -> Iterator[Edit]:
        """The imports of what went away and is used here, and what is exported again, behind the imports."""
        outline, source = self.division.outline, self.module.source
        lines = b"".join(
            (*imports_of_parts(self.division, self.module.path, self._naming), *self._passed_on(passed_on))
        )
        if not lines:
            return
        newline = Style.of(self.module).newline.encode()
        staying = [one for one in outline.statements if not self._is_gone(one)]
        imports = [one for one in staying if outline.import_of(one) is not None]
        if imports:
            at = imports[-1].span.end
            yield Edit.insert(at, (b"" if source[at - 1 : at] == b"\n" else newline) + lines)
            return
        at = outline.header.end
        header = source[:at].removeprefix(BYTE_ORDER_MARK)
        above = self._blank_at(at) if header.endswith(b"\n") else newline if header else b""
        gap = bool(staying) and not self._blank_at(staying[0].span.start)
        yield Edit.insert(at, above + lines + (newline if gap else b""))

    def _passed_on(self, paths: Collection[str]) -> Iterator[bytes]:
        style = Style.of(self.module)
        for path in paths:
            specifier = self._naming.of_module(path, self.module.path)
            yield passing_on(self.division, path, specifier, style)


def passing_on(
    division: Division, path: str, specifier: str, style: Style, *, like: ModuleReference | None = None
) -> bytes:
    """Lines that export again what the new module at `path` has of the exports of the divided one.

    Where they stand beside an `export * from` the divided one, they are `like` that.
    """
    keyword = "export type" if like is not None and like.type_only else "export"
    names = [name for name, home in division.exported.items() if home == path]
    others = [name for name in names if name != "default"]
    types = [name for name in others if division.is_type(name)]
    if others and not any(division.home[name] == path for name in division.shared):
        lines = style.line(f"{keyword} * from {style.quoted(specifier)}")
    else:
        lines = style.taking(keyword, [name for name in others if name not in types], specifier)
        lines += style.taking("export type", types, specifier)
    default = ["default"] if like is None and "default" in names else []
    return (lines + style.taking("export", default, specifier)).encode()
