"""The only door to tree-sitter: which grammar reads a file, parsing, and finding nodes by kind.

Two grammars exist. `tsx` reads JSX but takes a cast like `<T>x` for an element, so it is used only where the
ending of the file says that JSX may come: `.tsx`, `.jsx` and every plain JavaScript file.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import count
from time import monotonic

import tree_sitter_typescript
from tree_sitter import Language, Parser, Query, QueryCursor
from tree_sitter import Node as RawNode
from tree_sitter import Tree as RawTree

from migrator.errors import MigratorError

__all__ = [
    "PARSE_LIMIT",
    "RawNode",
    "RawTree",
    "UnreadableSourceError",
    "around",
    "ending_of",
    "has_jsx",
    "is_host",
    "is_importer",
    "is_javascript",
    "is_kind",
    "is_source",
    "nodes_of_kinds",
    "parse",
]

PARSE_LIMIT = 20
"""Seconds. Two million bytes of code take less than one; bytes made for it would take the parser hours."""
FEWEST_ROUNDS = 2_000
"""How often the parser may tell of its progress, and once more for each byte. For code it does so every 50 bytes."""

_JAVASCRIPT = (".js", ".jsx", ".mjs", ".cjs")
_TYPESCRIPT = (".ts", ".tsx", ".mts", ".cts")
_WITH_JSX = (".tsx", *_JAVASCRIPT)
_HOSTS = (".vue", ".svelte", ".astro", ".mdx")
_ENDINGS = frozenset(_TYPESCRIPT + _JAVASCRIPT + _HOSTS)


class UnreadableSourceError(MigratorError):
    """A source that the parser can't cope with."""


def is_source(path: str) -> bool:
    """Whether `path` is TypeScript or JavaScript by its ending, `.d.ts` included."""
    return path.endswith(_TYPESCRIPT + _JAVASCRIPT)


def is_host(path: str) -> bool:
    """Whether `path` holds script among other things, by its ending: `.vue`, `.svelte`, `.astro`, `.mdx`."""
    return path.endswith(_HOSTS)


def is_importer(path: str) -> bool:
    """Whether the text of `path` may name modules by what its ending says: a source or a host."""
    return path.endswith(_TYPESCRIPT + _JAVASCRIPT + _HOSTS)


def ending_of(path: str) -> str:
    """The ending that makes `path` a source or a host: `.ts`, `.mdx`; empty where it is neither."""
    ending = path[path.rfind(".") :] if "." in path else ""
    return ending if ending in _ENDINGS else ""


def is_javascript(path: str) -> bool:
    """Whether `path` is plain JavaScript by its ending; types live in its JSDoc comments, if anywhere."""
    return path.endswith(_JAVASCRIPT)


def has_jsx(path: str) -> bool:
    """Whether a file with the ending of `path` may hold JSX."""
    return path.endswith(_WITH_JSX)


def parse(path: str, source: bytes) -> RawTree:
    """The syntax tree of `source`, in the grammar that the ending of `path` asks for: see ERROR nodes.

    Raises UnreadableSourceError where the parser comes to no end: a few bytes of broken syntax may lead it in a circle.
    """
    end, rounds = monotonic() + PARSE_LIMIT, count()
    most = FEWEST_ROUNDS + len(source)

    def is_lost(offset: int, has_error: bool) -> bool:
        return next(rounds) > most or monotonic() > end

    try:
        return Parser(_grammar(has_jsx(path))).parse(lambda offset, _: source[offset:], progress_callback=is_lost)
    except ValueError as error:
        raise UnreadableSourceError(
            f"{path} can't be parsed: the parser came to no end",
            hint="its syntax is broken in a way that is hardly ever met; mend it, or give the file another ending",
        ) from error


def around(root: RawNode, node: RawNode) -> Iterator[RawNode]:
    """The nodes around `node`, which lies below `root`, nearest first.

    `RawNode.parent` goes down from the root each time it is asked: from a depth of thousands that takes for ever.
    """
    found: list[RawNode] = []
    outer: RawNode | None = root
    while outer is not None and outer != node:
        found.append(outer)
        outer = outer.child_with_descendant(node)
    return reversed(found)


def is_kind(kind: str) -> bool:
    """Whether nodes of this kind exist in either grammar."""
    return any(_has_kind(jsx, kind) for jsx in (False, True))


def nodes_of_kinds(path: str, root: RawNode, kinds: tuple[str, ...]) -> Iterator[RawNode]:
    """The nodes at or below `root` that are of one of `kinds`, in source order, an outer node before its inner ones.

    A kind that only the other grammar has matches nothing. Raises ValueError for one that neither has.
    """
    query = _query(has_jsx(path), kinds)
    if query is not None:
        found = QueryCursor(query).captures(root).get("node", [])
        # A cursor reports a node when its match is complete, which is not the order of the source.
        yield from sorted(found, key=lambda node: (node.start_byte, -node.end_byte, -node.descendant_count))


@cache
def _grammar(jsx: bool) -> Language:
    return Language(tree_sitter_typescript.language_tsx() if jsx else tree_sitter_typescript.language_typescript())


@cache
def _has_kind(jsx: bool, kind: str) -> bool:
    return kind == "ERROR" or _grammar(jsx).id_for_node_kind(kind, True) is not None


@cache
def _query(jsx: bool, kinds: tuple[str, ...]) -> Query | None:
    for kind in kinds:
        if not is_kind(kind):
            raise ValueError(f"no syntax node is of the kind {kind!r}")
    patterns = " ".join(f"({kind})" for kind in kinds if _has_kind(jsx, kind))
    return Query(_grammar(jsx), f"[{patterns}] @node") if patterns else None
