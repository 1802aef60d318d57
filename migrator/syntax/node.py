"""A thin read-only view of one syntax node. Offsets are bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from migrator.syntax.language import RawNode, around, nodes_of_kinds
from migrator.syntax.literals import unquoted
from migrator.text import Position, Span

if TYPE_CHECKING:
    from migrator.syntax.module import Module


class Node:
    """One named node of the syntax tree of `module`, in the words of tree-sitter-typescript's grammar.

    Two nodes are equal when they are the same place of the same tree.
    """

    __slots__ = ("_raw", "module")

    def __init__(self, raw: RawNode, module: Module) -> None:
        self._raw = raw
        self.module = module

    @property
    def kind(self) -> str:
        """The grammar's name for this node: `call_expression`, `identifier`, `ERROR`, ..."""
        return self._raw.type

    @property
    def span(self) -> Span:
        """The bytes of the source that this node covers."""
        return Span(self._raw.start_byte, self._raw.end_byte)

    @property
    def text(self) -> str:
        """The source of this node; bytes that are not UTF-8 come as surrogate escapes, so they survive encoding."""
        source = self.module.source[self._raw.start_byte : self._raw.end_byte]
        return source.decode("utf-8", "surrogateescape")

    @property
    def position(self) -> Position:
        """Line and column of the first character, both from 1."""
        return self.module.position(self._raw.start_byte)

    @property
    def parent(self) -> Node | None:
        """The node around this one; None for the root."""
        return self._view(self._raw.parent)

    @property
    def children(self) -> tuple[Node, ...]:
        """The named children, comments included; punctuation and keywords are not nodes here."""
        return tuple(Node(child, self.module) for child in self._raw.named_children)

    @property
    def parts(self) -> tuple[Node, ...]:
        """The named children without the comments between them."""
        return tuple(Node(child, self.module) for child in self._raw.named_children if child.type != "comment")

    @property
    def callee(self) -> Node | None:
        """What a call or a `new` calls; None for every other node.

        Of `await f<T>()` it is `f`, though the grammar takes that for `(await f)<T>()`: see `is_awaited`.
        """
        named = self.field("function") or self.field("constructor")
        return named.parts[0] if named is not None and self.is_awaited else named

    @property
    def is_awaited(self) -> bool:
        """Whether this is a call with type arguments that has its `await` inside: `await f<T>()` is one node."""
        named = self.field("function")
        return named is not None and named.kind == "await_expression" and self.field("type_arguments") is not None

    @property
    def arguments(self) -> tuple[Node, ...]:
        """The arguments of a call or a `new`, without comments; none for every other node and for a tagged template."""
        given = self.field("arguments")
        return given.parts if given is not None and given.kind == "arguments" else ()

    @property
    def call(self) -> Node | None:
        """The call or `new` that calls this very node; None where it is used in another way."""
        around = self.parent
        if around is not None and around.kind == "await_expression" and around.parent is not None:
            around = around.parent
        return around if around is not None and around.callee == self else None

    def child_at(self, offset: int) -> Node | None:
        """The named child that holds the byte at `offset`; None between two."""
        last = self._raw.named_child(self._raw.named_child_count - 1) if self._raw.named_child_count else None
        if last is None or last.end_byte <= offset:
            return None  # tree-sitter's answer would be a node of nothing, which crashes whoever looks at it.
        child = self._raw.first_named_child_for_byte(offset)
        return None if child is None or child.start_byte > offset else Node(child, self.module)

    @property
    def tokens(self) -> tuple[str, ...]:
        """The punctuation and keywords directly in this node, in order: `("async", "=>")`."""
        return tuple(child.type for child in self._raw.children if not child.is_named)

    def field(self, name: str) -> Node | None:
        """The first child in the grammar's field `name`; None where there is none."""
        return self._view(self._raw.child_by_field_name(name))

    def fields(self, name: str) -> tuple[Node, ...]:
        """Every named child in the grammar's field `name`."""
        found = self._raw.children_by_field_name(name)
        return tuple(Node(child, self.module) for child in found if child.is_named)

    def descendants(self, *kinds: str) -> Iterator[Node]:
        """The nodes below this one, in source order and outer before inner; only those of `kinds` where any are given.

        Raises ValueError for a kind that the grammar does not have.
        """
        if kinds:
            for raw in nodes_of_kinds(self.module.grammar, self._raw, kinds):
                if raw.id != self._raw.id:
                    yield Node(raw, self.module)
            return
        waiting = list(reversed(self._raw.named_children))
        while waiting:
            raw = waiting.pop()
            yield Node(raw, self.module)
            waiting += reversed(raw.named_children)

    def ancestors(self) -> Iterator[Node]:
        """The nodes around this one, nearest first."""
        return (Node(raw, self.module) for raw in around(self.module.root._raw, self._raw))

    @property
    def has_error(self) -> bool:
        """Whether the parser was at a loss somewhere in this node."""
        return self._raw.has_error

    @property
    def is_missing(self) -> bool:
        """Whether the parser made this node up, because the grammar wants one here."""
        return self._raw.is_missing

    @property
    def string_value(self) -> str | None:
        """What a string, or a template without substitutions, evaluates to; None for every other node."""
        if self.kind == "string" or (
            self.kind == "template_string"
            and not any(child.type == "template_substitution" for child in self._raw.named_children)
        ):
            return unquoted(self.module.source[self._raw.start_byte + 1 : self._raw.end_byte - 1])
        return None

    def _view(self, raw: RawNode | None) -> Node | None:
        return None if raw is None else Node(raw, self.module)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Node) and self._raw == other._raw

    def __hash__(self) -> int:
        return hash(self._raw)

    def __repr__(self) -> str:
        return f"<{self.kind} {self.module.path}:{self.position.line}:{self.position.column}>"


class Root(Node):
    """The node around all others of a module; what was found below it is kept, since many ask for the same kinds."""

    __slots__ = ("_found",)

    def __init__(self, raw: RawNode, module: Module) -> None:
        super().__init__(raw, module)
        self._found: dict[tuple[str, ...], tuple[Node, ...]] = {}

    def descendants(self, *kinds: str) -> Iterator[Node]:
        """The nodes below this one: see `Node.descendants`."""
        if not kinds:
            return super().descendants()
        if kinds not in self._found:
            self._found[kinds] = tuple(super().descendants(*kinds))
        return iter(self._found[kinds])
