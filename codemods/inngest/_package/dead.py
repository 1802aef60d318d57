"""Exports taken out of a module, with the imports that only they needed; all else stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from migrator.api import (
    Edit,
    Export,
    Form,
    ImportedName,
    Module,
    ModuleReference,
    Span,
    braces_without,
    with_line_end,
)

from .old_folder import OldFolder


def without_exports(folder: OldFolder, module: Module, dead: Collection[str], emptied: Collection[str]) -> list[Edit]:
    """Edits that take the exports `dead`, which the module only passes on, out of it.

    An `export *` goes where all that it brings is dead, and where it leads to one of `emptied`, which bring nothing.
    """
    found = _Removal(module)
    for reference in module.references:
        if reference.form is Form.REEXPORT_ALL and not reference.names:
            if _brings_nothing(folder, module, reference, dead, emptied):
                found.statements.append(reference.statement)
        elif reference.form in (Form.REEXPORT, Form.REEXPORT_ALL):
            found.take(reference, [name for name in reference.names if name.local in dead])
    exports = [export for export in module.exports if export.reference is None and export.name in dead]
    for clause in _clauses(module, exports):
        found.take(clause, [name for name in clause.names if name.local in dead])
    for reference in module.references:
        if reference.form is Form.IMPORT:
            found.take(reference, [name for name in reference.names if _only_in(module, name, exports)])
    return found.edits()


class _Removal:
    """What goes from one module: statements, and names inside the braces of others."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.statements: list[Span] = []
        self.names: list[Edit] = []

    def take(self, clause: ModuleReference, gone: Sequence[ImportedName]) -> None:
        """Take names out of a statement, or the statement with the last of them.

        Where a default import would be left beside empty braces, the statement stays as it is.
        """
        brace = self.module.source.find(b"{", clause.statement.start, clause.statement.end)
        braced = [name for name in clause.names if 0 <= brace < name.span.start]
        if gone and len(gone) == len(clause.names):
            self.statements.append(clause.statement)
        elif gone and all(name in braced for name in gone) and len(gone) < len(braced):
            self.names += braces_without(self.module, clause, gone, {})

    def edits(self) -> list[Edit]:
        return [*self.names, *(Edit.delete(span) for span in self._lines())]

    def _lines(self) -> Iterator[Span]:
        """The statements with their line ends; of two blank lines that would meet, one goes too.

        A comment behind a statement stays, where the statement was.
        """
        source = self.module.source
        merged: list[Span] = []
        for statement in sorted(self.statements):
            rest = source[statement.end :]
            span = with_line_end(source, Span(statement.start, len(source) - len(rest.lstrip(b" \t"))))
            if merged and merged[-1].end == span.start:
                span = Span(merged.pop().start, span.end)
            merged.append(span)
        done = 0
        for span in merged:
            before = source[: span.start].removeprefix(b"\xef\xbb\xbf")
            blank_before = not before or before.endswith((b"\n\n", b"\n\r\n"))
            after = with_line_end(source, Span(span.end, span.end))
            if blank_before and after != Span(span.end, span.end):
                span = Span(span.start, after.end)
            elif blank_before and before and span.end == len(source):
                span = Span(max(done, span.start - (2 if before.endswith(b"\r\n") else 1)), span.end)
            done = span.end
            yield span


def _clauses(module: Module, exports: Iterable[Export]) -> Iterator[ModuleReference]:
    """The `export { a, b }` and `export default a` that give `exports`, each read like a re-export from nowhere."""
    statements = [module.root.child_at(export.span.start) for export in exports]
    for statement in dict.fromkeys(one for one in statements if one is not None):
        given = [one for one in module.exports if one.reference is None and one.span in statement.span]
        names = tuple(ImportedName(one.local or one.name, one.name, one.span, one.type_only) for one in given)
        yield ModuleReference(Form.REEXPORT, "", statement.span, statement.span, names)


def _only_in(module: Module, name: ImportedName, exports: Iterable[Export]) -> bool:
    """Whether an import has uses, all of them in `exports`."""
    binding = module.bindings.top_level.get(name.local)
    uses = module.bindings.uses(binding) if binding is not None else ()
    return bool(uses) and all(any(use.span in export.span for export in exports) for use in uses)


def _brings_nothing(
    folder: OldFolder, module: Module, star: ModuleReference, dead: Collection[str], emptied: Collection[str]
) -> bool:
    project = folder.project
    target = getattr(project.resolver.resolve(star.specifier, module.path), "path", None)
    if not isinstance(target, str):
        return False
    if target in emptied:
        return True
    if target not in folder.shims and not target.startswith(f"{folder.package}/"):
        return False
    own = {export.name for export in module.exports} | {"default"}
    shown = project.symbols.names(module.path).keys() - own
    brought = project.symbols.names(target).keys() & shown
    return bool(brought) and brought <= set(dead) and not project.symbols.unlisted(target)
