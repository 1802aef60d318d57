"""One source file, and all that is known of it. Cheap to make: everything is worked out at first use and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING

from migrator.syntax.directives import read_directives
from migrator.syntax.export import Export
from migrator.syntax.exports import exports_of
from migrator.syntax.facts import Facts, Known, pack_exports, unpack_exports
from migrator.syntax.hosts.host import Host, blanked, find_in_host, host_of
from migrator.syntax.language import RawNode, RawTree, UnreadableSourceError, is_host
from migrator.syntax.masking import parse_with_import_types
from migrator.syntax.node import Node, Root
from migrator.syntax.references.finder import find_references
from migrator.syntax.references.header import read_header
from migrator.syntax.references.reference import ModuleReference
from migrator.syntax.references.scanner import candidates
from migrator.syntax.unfit import unfit
from migrator.text import LineIndex, Position, Span

if TYPE_CHECKING:
    from migrator.syntax.scopes.bindings import Bindings


# Parsing the lines up to the last import only pays where they are well less than the whole.
_WORTH_A_CUT = 0.8


class Module:
    """One ES or CommonJS module: `path` in the repository, which decides the grammar, and `source`, never changed.

    Of a host (`.vue`, `.mdx`, ...) this is the script in it, with offsets in the whole file. What the rest of the file
    does with the script's names is not known, so of a host nobody can tell that it doesn't use one.
    """

    def __init__(self, path: str, source: bytes | Callable[[], bytes], known: Known | None = None) -> None:
        self.path = path
        self._read = source
        self.known = known or Known()
        """What was found out about these bytes already, and what is found out now."""

    @cached_property
    def source(self) -> bytes:
        """The bytes of the file."""
        return self._read if isinstance(self._read, bytes) else self._read()

    @property
    def _has_source(self) -> bool:
        return isinstance(self._read, bytes)

    @property
    def grammar(self) -> str:
        """The path whose ending says what the script is written in; that of the module unless it is a host."""
        return self.path if self._host is None else self.path + self._host.ending

    @cached_property
    def script(self) -> bytes:
        """The source; of a host with a blank for each byte that is no script, so that offsets are the same."""
        return self.source if self._host is None else blanked(self.source, self._host.regions)

    @cached_property
    def root(self) -> Node:
        """The whole syntax tree. Parsing never fails; what it could not read is in `errors`."""
        return Root(self._tree.root_node, self)

    def node_at(self, span: Span) -> Node | None:
        """The innermost named node that covers exactly these bytes: a reference's statement, say; None for no node."""
        found = self._tree.root_node.named_descendant_for_byte_range(span.start, span.end)
        return (
            Node(found, self)
            if found is not None and (found.start_byte, found.end_byte) == (span.start, span.end)
            else None
        )

    @cached_property
    def errors(self) -> tuple[Span, ...]:
        """Where the parser was at a loss, in source order: ERROR nodes, and nodes it had to make up (empty spans).

        The grammar also stumbles over some valid TypeScript, so an error is a reason for care, not a verdict.
        """
        return tuple(sorted(_errors(self._tree.root_node)))

    @property
    def specifiers(self) -> tuple[str, ...]:
        """What stands between the quotes of each reference, in source order: all that one needs to pass most by."""
        return tuple(one.specifier for one in self.facts.references)

    @cached_property
    def references(self) -> tuple[ModuleReference, ...]:
        """Every place in this module that names another module, in source order."""
        return tuple(one.reference() for one in self.facts.references)

    @cached_property
    def unvouched(self) -> tuple[Span, ...]:
        """Spans between quotes that may name a module, but that nobody can vouch for; they need a look.

        Specifiers that only the text scanner sees, in a place where the parser was at a loss; those known only in part
        (`import("./locales/" + language)` counts with its `./locales/`); and paths from this file that are not imports:
        `new URL("./worker.ts", import.meta.url)`, `import.meta.glob("./pages/*.tsx")`.
        """
        return tuple(Span(start, end) for start, end in self.facts.unvouched)

    @cached_property
    def exports(self) -> tuple[Export, ...]:
        """What other modules can import from this one by name, and its `export *`, in source order.

        None of a host: what it offers is up to the compiler that makes a module of it.
        """
        if is_host(self.path):
            return ()
        if self.known.exports is None:
            with self._passing_tree():
                self.known.exports = pack_exports(exports_of(self), self.references)
        return unpack_exports(self.known.exports, self.references)

    @cached_property
    def bindings(self) -> Bindings:
        """What each name of this module refers to."""
        from migrator.syntax.scopes.bindings import Bindings

        return Bindings(self)

    @cached_property
    def directives(self) -> tuple[str, ...]:
        """The directives at the top: `use client`, `use server`, `use strict`."""
        if self.facts.directives is not None:
            return self.facts.directives
        found: list[str] = []
        for statement in self.root.children:
            if statement.kind in ("comment", "hash_bang_line"):
                continue
            only = statement.children[0] if statement.kind == "expression_statement" else None
            if only is None or only.kind != "string":
                break
            found.append(only.string_value or "")
        return tuple(found)

    def mentions(self, word: bytes) -> bool:
        """Whether the source has these bytes somewhere. The answer is kept with the facts, so ask for few words."""
        found = self.known.mentions.get(word)
        if found is None:
            # Not kept: whoever asks this asks it of thousands.
            source = self.__dict__.get("source") or (self._read if isinstance(self._read, bytes) else self._read())
            found = self.known.mentions[word] = word in source
        return found

    @cached_property
    def lines(self) -> LineIndex:
        """Where the lines of the source start."""
        return LineIndex(self.source)

    def position(self, offset: int) -> Position:
        """Line and column, from 1, of the byte at `offset`."""
        return self.lines.position(offset)

    @property
    def unfit(self) -> str:
        """Why the file is no module, for a person to read; empty where it is one.

        Whoever asks has the source at hand, so the facts are found out, too.
        """
        if self.known.unfit is None:
            self.known.unfit = unfit(self.source)
            if not self.known.unfit:
                with suppress(UnreadableSourceError):
                    _ = self.facts
        return self.known.unfit

    @property
    def facts(self) -> Facts:
        """The references and what else the bytes alone say, as plain tuples."""
        if self.known.facts is None:
            with self._passing_tree():
                self.known.facts = self._find()
        return self.known.facts

    def _find(self) -> Facts:
        host = self._host
        if host is not None and not host.may_refer:
            return Facts()
        script = self.script
        header = read_header(script) if host is None or not (host.attributes or host.template) else None
        if header is not None and (host is None or not candidates(script, header.end)):
            below = Facts.of(*find_references(self.grammar, script, self._tree_up_to, header.end))
            references = (*header.statements, *below.references)
            return Facts(references, below.unvouched, header.end, read_directives(script))
        found = find_references(self.grammar, script, self._tree_up_to)
        if host is not None:
            return Facts.of(*find_in_host(self.source, host, found))
        return Facts.of(*found)._replace(directives=read_directives(script))

    @contextmanager
    def _passing_tree(self) -> Iterator[None]:
        """Let go again what is only needed once, unless somebody looks at it: a tree is a hundred times the source."""
        stays = "root" in self.__dict__
        yield
        for made in () if stays else ("_tree", "root", "script", "_host", *(() if self._has_source else ("source",))):
            self.__dict__.pop(made, None)

    def _tree_up_to(self, offset: int) -> RawTree:
        """A syntax tree that is right up to `offset`: of the lines up to there where they parse alone, else of all."""
        line_end = self.script.find(b"\n", offset)
        if 0 <= line_end < len(self.script) * _WORTH_A_CUT and "_tree" not in self.__dict__:
            beginning = parse_with_import_types(self.grammar, self.script[: line_end + 1])
            if not beginning.root_node.has_error:
                return beginning
        return self._tree

    @cached_property
    def _tree(self) -> RawTree:
        return parse_with_import_types(self.grammar, self.script)

    @cached_property
    def _host(self) -> Host | None:
        return host_of(self.path, self.source) if is_host(self.path) else None

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
