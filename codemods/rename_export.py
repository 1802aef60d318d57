"""Rename what a module exports, wherever it is declared, imported and passed on."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.api import (
    AlreadySaidError,
    Codemod,
    Context,
    Diagnostic,
    Identifier,
    Module,
    RefusedError,
    RepositoryPath,
    named_by,
    obstacle,
    param,
    published_as,
    rename_exports,
    taker_by_place,
    unreadable,
)


class RenameExport(Codemod):
    """Rename an export: its declaration, imports of every form, re-exports, namespaces, mocks.

    Modules that pass it on under its name pass on the new one, also where that is a package's entry point. An
    importer's own name follows; where another declaration or a template is in the way, it stays as an alias.
    """

    module: RepositoryPath = param("The module that exports it.", example="packages/money/src/format.ts")
    old: Identifier = param("The name it is exported by.", example="formatMoney")
    new: Identifier = param("Its new name.", example="formatAmount")

    def apply(self, context: Context) -> None:
        """Rename it where it is named first, and with everybody who takes it."""
        project = context.project
        if project.tree.entry(self.module) is None:
            raise RefusedError(f"there is no module {self.module}")
        origin = named_by(project, self.module, self.old)
        if origin is None:
            if self.new in project.symbols.names(self.module):
                return
            hint = "CommonJS exports and `export =` have no names that could be followed"
            raise RefusedError(f"{self.module} exports no {self.old}", hint=hint)
        module = context.module(origin[0])
        said = list(self._in_the_way(module))
        for diagnostic in said:
            context.report(diagnostic)
        if said:
            raise AlreadySaidError(f"{self.new} is taken in {module.path}")
        taker = taker_by_place(project, module.path)
        if taker is not None:
            context.report(Diagnostic("by-place", "warning", f"{taker} may take {self.old} by its name", module.path))
        renamed = rename_exports(context, {origin: self.new}, {module.path: self._declared(module)})
        for path, _ in renamed:
            offered = published_as(project, path)
            if offered is not None:
                message = f"{offered} is published, and exports {self.new} instead of {self.old} from now on"
                context.report(Diagnostic("published", "info", message, path))

    def _in_the_way(self, module: Module) -> Iterator[Diagnostic]:
        """What keeps the declaration from being called otherwise, where it is exported in place."""
        written_out = [one for one in module.exports if one.name == self.old and not one.listed]
        place = obstacle(module, self.old, self.new) if written_out else None
        if place is not None:
            message = f"{self.new} means something else here"
            yield Diagnostic.at(module, place.span.start, "name-taken", "error", message, "choose another name")
        lost = unreadable(module, self.old, self.new) if written_out else None
        if lost is not None:
            message = f"nobody can tell what {self.old} is here: the grammar can't read this"
            yield Diagnostic.at(module, lost.start, "unreadable", "error", message)

    def _declared(self, module: Module) -> dict[str, str]:
        """What the module itself declares under the old name, and can call by the new one."""
        own = [one for one in module.exports if one.name == self.old and one.local == self.old]
        lost = unreadable(module, self.old, self.new) is not None
        return {self.old: self.new} if own and not lost and obstacle(module, self.old, self.new) is None else {}
