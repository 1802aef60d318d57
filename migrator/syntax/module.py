"""One source file, and all that is known of it. Cheap to make: everything is worked out at first use and kept."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from migrator.syntax.export import Export
from migrator.syntax.exports import exports_of
from migrator.syntax.finder import Found, find_references
from migrator.syntax.language import RawNode, RawTree, parse
from migrator.syntax.masking import parse_with_import_types
from migrator.syntax.node import Node
from migrator.syntax.reference import ModuleReference
from migrator.text import LineIndex, Position, Span

if TYPE_CHECKING:
    from migrator.syntax.bindings import Bindings


# Parsing the lines up to the last import only pays where they are well less than the whole.
_WORTH_A_CUT = 0.8


class Module:
    """One ES or CommonJS module: `path` in the repository, which decides the grammar, and `source`, never changed."""

    def __init__(self, path: str, source: bytes) -> None:
        self.path = path
        self.source = source

    @cached_property
    def root(self) -> Node:
        """The whole syntax tree. Parsing never fails; what it could not read is in `errors`."""
        return Node(self._tree.root_node, self)

    @cached_property
    def errors(self) -> tuple[Span, ...]:
        """Where the parser was at a loss, in source order: ERROR nodes, and nodes it had to make up (empty spans).

        The grammar also stumbles over some valid TypeScript, so an error is a reason for care, not a verdict.
        """
        return tuple(sorted(_errors(self._tree.root_node)))

    @property
    def references(self) -> tuple[ModuleReference, ...]:
        """Every place in this module that names another module, in source order."""
        return self._found.references

    @property
    def unvouched(self) -> tuple[Span, ...]:
        """Spans between quotes that may name a module, but that nobody can vouch for; they need a look.

        Specifiers that only the text scanner sees, in a place where the parser was at a loss; those known only in part
        (`import("./locales/" + language)` counts with its `./locales/`); and paths from this file that are not imports:
        `new URL("./worker.ts", import.meta.url)`, `import.meta.glob("./pages/*.tsx")`.
        """
        return self._found.unvouched

    @cached_property
    def exports(self) -> tuple[Export, ...]:
        """What other modules can import from this one by name, and its `export *`, in source order."""
        return exports_of(self)

    @cached_property
    def bindings(self) -> Bindings:
        """What each name of this module refers to."""
        from migrator.syntax.bindings import Bindings

        return Bindings(self)

    @cached_property
    def directives(self) -> tuple[str, ...]:
        """The directives at the top: `use client`, `use server`, `use strict`."""
        found: list[str] = []
        for statement in self.root.children:
            if statement.kind in ("comment", "hash_bang_line"):
                continue
            only = statement.children[0] if statement.kind == "expression_statement" else None
            if only is None or only.kind != "string":
                break
            found.append(only.string_value or "")
        return tuple(found)

    @cached_property
    def lines(self) -> LineIndex:
        """Where the lines of the source start."""
        return LineIndex(self.source)

    def position(self, offset: int) -> Position:
        """Line and column, from 1, of the byte at `offset`."""
        return self.lines.position(offset)

    @cached_property
    def _found(self) -> Found:
        return find_references(self.path, self.source, self._tree_up_to)

    def _tree_up_to(self, offset: int) -> RawTree:
        """A syntax tree that is right up to `offset`: of the lines up to there where they parse alone, else of all."""
        line_end = self.source.find(b"\n", offset)
        if 0 <= line_end < len(self.source) * _WORTH_A_CUT and "_tree" not in self.__dict__:
            header = parse(self.path, self.source[: line_end + 1])
            if not header.root_node.has_error:
                return header
        return self._tree

    @cached_property
    def _tree(self) -> RawTree:
        return parse_with_import_types(self.path, self.source)

    def __repr__(self) -> str:
        return f"<Module {self.path}>"


def _errors(root: RawNode) -> list[Span]:
    found: list[Span] = []
    waiting = [root] if root.has_error else []
    while waiting:
        node = waiting.pop()
        if node.is_missing or node.type == "ERROR":
            found.append(Span(node.start_byte, node.end_byte))
        waiting += [child for child in node.children if child.has_error or child.is_missing]
    return found
