"""Where a name like `require` is not Node's, but a parameter or variable of the module's own."""

from __future__ import annotations

import re

from migrator.syntax.language import RawNode, around
from migrator.text import Span

_FUNCTIONS = frozenset(
    (
        "function_declaration",
        "function_expression",
        "arrow_function",
        "method_definition",
        "generator_function",
        "generator_function_declaration",
        "function_signature",
        "method_signature",
    )
)
_SCOPES = _FUNCTIONS | {"statement_block", "program", "catch_clause", "for_statement", "for_in_statement"}
_PATTERNS = frozenset(
    (
        "required_parameter",
        "optional_parameter",
        "formal_parameters",
        "rest_pattern",
        "array_pattern",
        "object_pattern",
        "assignment_pattern",
        "pair_pattern",
        "object_assignment_pattern",
    )
)
_NAMED = frozenset(("function_declaration", "generator_function_declaration", "class_declaration"))
_IMPORTS = frozenset(("import_clause", "namespace_import", "import_specifier", "import_require_clause"))


def scopes_declaring(name: bytes, source: bytes, root: RawNode) -> list[Span]:
    """The spans in which the plain name `name` is something that `source` declares itself.

    What `createRequire` of `node:module` returns is Node's `require` again and does not count.
    """
    found: list[Span] = []
    for match in re.finditer(rb"(?<![\w$])" + re.escape(name) + rb"(?![\w$])", source):
        node = root.descendant_for_byte_range(*match.span())
        if node is None or node.type not in ("identifier", "shorthand_property_identifier_pattern"):
            continue
        declaration = _declaration(node, source, root)
        if declaration is not None:
            scope = next((outer for outer in around(root, declaration) if outer.type in _SCOPES), root)
            found.append(Span(scope.start_byte, scope.end_byte))
    return found


def _declaration(node: RawNode, source: bytes, root: RawNode) -> RawNode | None:
    """The node in whose scope `node` declares its name; None where `node` is a mere use."""
    child = node
    for outer in around(root, node):
        kind = outer.type
        if kind == "variable_declarator":
            made = b"createRequire" in source[outer.start_byte : outer.end_byte]
            return outer if outer.child_by_field_name("name") == child and not made else None
        if kind == "catch_clause":
            return child if outer.child_by_field_name("parameter") == child else None
        if kind in _IMPORTS:
            return outer
        if kind in _NAMED and outer.child_by_field_name("name") == child:
            return outer
        if kind in _FUNCTIONS:
            parameters = (outer.child_by_field_name("parameter"), outer.child_by_field_name("parameters"))
            return child if child in parameters else None
        default = outer.child_by_field_name("right" if kind.endswith("assignment_pattern") else "value")
        if kind not in _PATTERNS or (child == default and kind != "pair_pattern"):
            return None
        child = outer
    return None
