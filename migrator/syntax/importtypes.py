"""Tells the type `import("x").A` from the call `import("x")`; the grammar reads both as a call."""

from __future__ import annotations

import re

from migrator.syntax.language import RawNode

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


def is_import_type(source: bytes, keyword: RawNode, end: int) -> bool:
    """Whether the `import(...)` that starts with `keyword` and ends at `end` stands where a type stands."""
    node, around = _outermost(keyword)
    if around is None or around.type == "ERROR" or around.type in _COMPARISONS:
        return _reads_like_type(source, keyword.start_byte, end)
    if around.type in _TYPE_KINDS:
        return True
    if around.type in ("as_expression", "satisfies_expression"):
        return around.named_child(0) != node
    return False


def is_misread(keyword: RawNode) -> bool:
    """Whether the import type that starts with `keyword` is part of something that is no type to the grammar.

    `f<import("x").A>()` and `f<typeof import("x")>()` are comparisons to it.
    """
    around = _outermost(keyword)[1]
    return around is None or around.type == "ERROR" or around.type in _COMPARISONS


def _outermost(keyword: RawNode) -> tuple[RawNode, RawNode | None]:
    """The whole of `import("x").a.b` that starts with `keyword`, and the node around it."""
    node = keyword
    while node.parent is not None and (node.parent.start_byte == keyword.start_byte or node.type == "import"):
        if node.parent.type in _TYPE_KINDS or node.parent.type not in (*_KEEPS_GOING, "import"):
            break
        node = node.parent
    return node, node.parent


def _reads_like_type(source: bytes, start: int, end: int) -> bool:
    before = _TYPE_BEFORE.search(source, max(0, start - 40), start)
    return before is not None or _TYPE_AFTER.match(source, end) is not None
