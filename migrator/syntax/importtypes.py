"""Tells the type `import("x").A` from the call `import("x")`; the grammar reads both as a call."""

from __future__ import annotations

import re

from migrator.syntax.language import RawNode
from migrator.syntax.surroundings import Surroundings

_TYPE_KINDS = frozenset(
    (
        "type_annotation",
        "type_arguments",
        "type_query",
        "index_type_query",
        "lookup_type",
        "array_type",
        "tuple_type",
        "optional_type",
        "rest_type",
        "readonly_type",
        "union_type",
        "intersection_type",
        "conditional_type",
        "function_type",
        "constructor_type",
        "parenthesized_type",
        "generic_type",
        "type_alias_declaration",
        "type_predicate",
        "type_predicate_annotation",
        "asserts_annotation",
        "constraint",
        "default_type",
        "extends_type_clause",
        "implements_clause",
        "literal_type",
        "template_type",
        "infer_type",
        "type_parameter",
        "mapped_type_clause",
        "omitting_type_annotation",
        "adding_type_annotation",
        "opting_type_annotation",
    )
)
_KEEPS_GOING = frozenset(("member_expression", "subscript_expression", "non_null_expression", "call_expression"))
_COMPARISONS = frozenset(("unary_expression", "binary_expression"))
_TYPE_BEFORE = re.compile(rb"(?:\b(?:typeof|keyof|readonly|extends|implements|is|infer|as|satisfies)|[^<]<|[|&])\s*\Z")
_TYPE_AFTER = re.compile(rb"\s*\.\s*(?!then\b|catch\b|finally\b)[\w$]+\s*[^\s\w($.]")


def is_import_type(source: bytes, surroundings: Surroundings, keyword: RawNode, end: int) -> bool:
    """Whether the `import(...)` that starts with `keyword` and ends at `end` stands where a type stands."""
    node, outer = _outermost(surroundings, keyword)
    if outer is None or outer.type == "ERROR" or outer.type in _COMPARISONS:
        return _reads_like_type(source, keyword.start_byte, end)
    if outer.type in _TYPE_KINDS:
        return True
    if outer.type in ("as_expression", "satisfies_expression"):
        return outer.named_child(0) != node
    return False


def is_misread(surroundings: Surroundings, keyword: RawNode) -> bool:
    """Whether the import type that starts with `keyword` is part of something that is no type to the grammar.

    `f<import("x").A>()` and `f<typeof import("x")>()` are comparisons to it.
    """
    outer = _outermost(surroundings, keyword)[1]
    return outer is None or outer.type == "ERROR" or outer.type in _COMPARISONS


def _outermost(surroundings: Surroundings, keyword: RawNode) -> tuple[RawNode, RawNode | None]:
    """The whole of `import("x").a.b` that starts with `keyword`, and the node around it."""
    node = keyword
    for outer in surroundings.of(keyword):
        goes_on = outer.start_byte == keyword.start_byte or node.type == "import"
        if not goes_on or outer.type in _TYPE_KINDS or outer.type not in (*_KEEPS_GOING, "import"):
            return node, outer
        node = outer
    return node, None


def _reads_like_type(source: bytes, start: int, end: int) -> bool:
    before = _TYPE_BEFORE.search(source, max(0, start - 40), start)
    return before is not None or _TYPE_AFTER.match(source, end) is not None
