"""Makes a module reference of a candidate that is code."""

from __future__ import annotations

from migrator.syntax.clauses import clause_names
from migrator.syntax.importtypes import is_import_type
from migrator.syntax.language import RawNode
from migrator.syntax.literals import unquoted
from migrator.syntax.references.candidate import Candidate
from migrator.syntax.references.evidence import Evidence
from migrator.syntax.references.forms import MOCKERS, Form
from migrator.syntax.references.reference import ImportedName, ModuleReference
from migrator.text import Span


def read_reference(candidate: Candidate, evidence: Evidence) -> ModuleReference | None:
    """The module reference that `candidate` is; None where it only looks like one: `require` is a parameter, say."""
    if candidate.clause is not None:
        return _statement(candidate, evidence.source)
    if candidate.open is not None:
        return _call(candidate, evidence, candidate.open)
    if candidate.form is Form.DECLARE_MODULE:
        return _module_declaration(candidate, evidence)
    return _made(candidate, evidence.source, candidate.form, candidate.end, callee=candidate.callee)


def read_jsdoc_import(candidate: Candidate, evidence: Evidence) -> ModuleReference:
    """The import type in a JSDoc comment of a JavaScript file. It takes the span up to the closing quote."""
    return _made(candidate, evidence.source, Form.IMPORT_TYPE, candidate.literal.end, type_only=True)


def _statement(candidate: Candidate, source: bytes) -> ModuleReference:
    assert candidate.clause is not None
    names = clause_names(source, candidate.clause)
    type_only = candidate.clause["type"] is not None
    return _made(candidate, source, candidate.form, candidate.end, names=names, type_only=type_only)


def _call(candidate: Candidate, evidence: Evidence, parenthesis: int) -> ModuleReference | None:
    form, callee = candidate.form, candidate.callee
    keyword = evidence.leaf(candidate.start)
    if callee == "import" and keyword.start_byte < parenthesis < keyword.end_byte:
        # One name in the tree: the grammar can't read it, and it was masked for that (see `masking`).
        return _made(candidate, evidence.source, Form.IMPORT_TYPE, keyword.end_byte, type_only=True)
    around = evidence.leaf(parenthesis).parent
    intact = (
        around is not None and around.start_byte == parenthesis and not around.child(around.child_count - 1).is_missing
    )
    end = around.end_byte if around is not None and intact else candidate.end
    if callee == "import" and is_import_type(evidence.source, evidence.surroundings, keyword, end):
        return _made(candidate, evidence.source, Form.IMPORT_TYPE, end, type_only=True)
    if form in (Form.REQUIRE, Form.REQUIRE_RESOLVE) and evidence.is_own_require(candidate.start):
        return None
    if candidate.chained:
        mocker = _first_object(keyword, evidence.source)
        method_form = MOCKERS.get(mocker, {}).get(callee)
        if method_form is None:
            return None
        form, callee = method_form, f"{mocker}.{callee}"
    return _made(candidate, evidence.source, form, end, callee=callee)


def _first_object(method: RawNode, source: bytes) -> str:
    """`jest` of `jest.mock("a").mock`, where `method` is the last `mock`."""
    node: RawNode | None = method.parent
    while node is not None and node.type in ("member_expression", "call_expression", "non_null_expression"):
        node = node.child_by_field_name("object") or node.child_by_field_name("function") or node.named_child(0)
    return "" if node is None else source[node.start_byte : node.end_byte].decode("utf-8", "replace")


def _module_declaration(candidate: Candidate, evidence: Evidence) -> ModuleReference | None:
    declaration = evidence.leaf(candidate.start).parent
    if declaration is None or declaration.type != "module":
        return None
    if declaration.parent is not None and declaration.parent.type == "ambient_declaration":
        declaration = declaration.parent
    return _made(candidate, evidence.source, candidate.form, declaration.end_byte, start=declaration.start_byte)


def _made(
    candidate: Candidate,
    source: bytes,
    form: Form,
    end: int,
    *,
    start: int | None = None,
    names: tuple[ImportedName, ...] = (),
    type_only: bool = False,
    callee: str = "",
) -> ModuleReference:
    statement = Span(candidate.start if start is None else start, max(end, candidate.literal.end))
    inner = candidate.specifier.of(source)
    # A directive is no string literal: a backslash in it is a backslash.
    specifier = inner.decode("utf-8", "surrogateescape") if form is Form.TRIPLE_SLASH else unquoted(inner)
    quote = source[candidate.literal.start : candidate.literal.start + 1]
    return ModuleReference(form, specifier, candidate.specifier, statement, names, type_only, callee, quote)
