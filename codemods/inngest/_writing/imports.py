"""Imports that a module lacks, added the way it has its others."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator

from migrator.api import Edit, Form, Module, ModuleReference, Node, Project, RefusedError, Style, insert_behind


class Imports:
    """What one module is to import, in addition to what it does."""

    def __init__(self, project: Project, module: Module) -> None:
        self.project = project
        self.module = module
        self.style = Style.of(module)
        self._wanted: dict[tuple[str, str | None], list[str]] = {}

    def take(self, name: str, specifier: str, target: str | None = None, *, is_type: bool = False) -> None:
        """See to it that `name` is imported from `specifier`, which leads to the module `target` of the repository.

        Raises RefusedError where the module has something else of that name.
        """
        present = self.module.bindings.imports.get(name)
        if present is not None and present[1].imported == name and self._leads(present[0], specifier, target):
            return
        other = self.module.bindings.top_level.get(name)
        if other is not None:
            raise RefusedError(
                f"{self.module.path}:{other.node.position.line} has another {name} than that of {specifier}",
                hint="give it another name first",
            )
        wanted = self._wanted.setdefault((specifier, target), [])
        written = f"type {name}" if is_type else name
        if written not in wanted:
            wanted.append(written)

    def edits(self) -> list[Edit]:
        """Names in the braces of an import from the same module, where there is one; else lines behind the others."""
        edits: list[Edit] = []
        lines = ""
        for (specifier, target), names in self._wanted.items():
            last = next(self._last_names(specifier, target), None)
            if last is None and all(name.startswith("type ") for name in names):
                lines += self.style.taking("import type", [name.removeprefix("type ") for name in names], specifier)
            elif last is None:
                lines += self.style.taking("import", names, specifier)
            else:
                edits += [insert_behind(last, name) for name in names]
        return [*edits, self._behind_the_others(lines)] if lines else edits

    def _leads(self, reference: ModuleReference, specifier: str, target: str | None) -> bool:
        if target is None:
            return reference.specifier == specifier
        return getattr(self.project.resolver.resolve(reference.specifier, self.module.path), "path", None) == target

    def _last_names(self, specifier: str, target: str | None) -> Iterator[Node]:
        """The last name in the braces of each import that takes values from there."""
        for reference in self.module.references:
            if reference.form is Form.IMPORT and not reference.type_only and self._leads(reference, specifier, target):
                statement = self.module.root.child_at(reference.statement.start)
                names = list(statement.descendants("import_specifier")) if statement is not None else []
                yield from names[-1:]

    def _behind_the_others(self, lines: str) -> Edit:
        source, statements = self.module.source, self.module.root.children
        imports = [one.span.end for one in statements if one.kind == "import_statement"]
        heads = [one.span.end for one in statements if one.kind == "hash_bang_line" or _is_directive(one)]
        if not imports and not heads:
            # A byte order mark stays the first thing in the file.
            start = len(BOM_UTF8) if source.startswith(BOM_UTF8) else 0
            return Edit.insert(start, f"{lines}{self.style.newline}".encode())
        ended = source.find(b"\n", (imports or heads)[-1]) + 1
        if not ended:
            return Edit.insert(len(source), f"{self.style.newline}{lines}".encode())
        gap = "" if imports else self.style.newline
        return Edit.insert(ended, f"{gap}{lines}".encode())


def _is_directive(statement: Node) -> bool:
    return statement.kind == "expression_statement" and statement.children[0].kind == "string"
