"""What is taken of a module that a reference takes as a whole."""

from __future__ import annotations

import re

from migrator.refactor.usage.member import Member, Usage
from migrator.refactor.usage.mock import spread_originals, usage_of_mock
from migrator.refactor.usage.value import usage_of_binding, usage_of_value
from migrator.syntax import Form, Module, ModuleReference, Node, is_host
from migrator.text import Span

# In a comment there are no nodes: `{import("x").Name}` is read from the text.
_MEMBER = re.compile(rb"\s*+\)?\s*+(?:\.\s*(?P<name>[A-Za-z_$][\w$]*)|\[\s*[\"'](?P<quoted>[\w$]+)[\"']\s*\])")
# `vi.importMock("x")` gives the mocked module; the other methods that name a module give nothing of it.
_GIVING_MOCKS = ("importMock", "requireMock", "createMockFromModule", "genMockFromModule")
_PROMISED = ("import", "importMock", "importActual")
_TAKING = frozenset(
    (
        Form.DYNAMIC_IMPORT,
        Form.REQUIRE,
        Form.IMPORT_ACTUAL,
        Form.MOCK,
        Form.IMPORT_TYPE,
        Form.IMPORT,
        Form.IMPORT_EQUALS,
    )
)


def names_taken(module: Module, reference: ModuleReference) -> frozenset[str] | None:
    """The names that a namespace import, a dynamic import, an import type or a mock uses; None where it may be any.

    See `usage_of`. References inside a mock's factory to the module it mocks take what the mock takes.
    """
    usage = usage_of(module, reference)
    if usage.members and not usage.rest:
        return frozenset(member.name for member in usage.members)
    around = next((one for one in _around(module, reference) if one.form is Form.MOCK), None)
    return names_taken(module, around) if around is not None else None


def usage_of(module: Module, reference: ModuleReference) -> Usage:
    """The places at which a reference's module, taken as a whole, is used in `module`.

    A namespace counts with every use, a dynamic import and `require` with what becomes of their result, an import
    type with the name that follows. A mock counts with the keys of the object that its factory returns. What an
    import or a re-export takes by name is not among them: that is in `reference.names`.
    A namespace in a host may be used by what is no script there, so it may be any.
    """
    if reference.form in (Form.IMPORT, Form.IMPORT_EQUALS):
        return _of_namespace(module, reference)
    if reference.form not in _TAKING:
        return Usage()
    node = module.node_at(reference.statement) or _awaited(module, reference)
    if reference.form is Form.IMPORT_TYPE:
        if _around(module, reference):
            return Usage()  # It only says what the call around it gives.
        if node is None or not node.kind.endswith("identifier"):
            return _of_comment(module, reference)
        return usage_of_value(node)
    if node is None or node.kind != "call_expression":
        return Usage((), (reference.span,))
    method = reference.callee.rpartition(".")[2]
    if reference.form is Form.MOCK and method not in _GIVING_MOCKS:
        return usage_of_mock(node)
    promised = method in _PROMISED or reference.callee.startswith("import.")
    mocks = (module.node_at(one.statement) for one in _around(module, reference) if one.form is Form.MOCK)
    spread = (span for mock in mocks if mock is not None for span in spread_originals(mock))
    return usage_of_value(node, promised).apart_from(spread)


def _awaited(module: Module, reference: ModuleReference) -> Node | None:
    """`await f<T>("x")`, which is one node, while the reference begins behind the `await`."""
    end = reference.statement.end
    around = module.root.descendants("call_expression") if reference.form in (Form.IMPORT_ACTUAL, Form.MOCK) else ()
    return next((one for one in around if one.span.end == end and one.is_awaited), None)


def _around(module: Module, reference: ModuleReference) -> list[ModuleReference]:
    """The calls that name the same module and have the reference inside: a mock's factory, a type argument."""
    return [
        one
        for one in module.references
        if one.specifier == reference.specifier
        and one.span != reference.span
        and one.form in (Form.MOCK, Form.IMPORT_ACTUAL, Form.DYNAMIC_IMPORT, Form.REQUIRE)
        and reference.statement in one.statement
    ]


def _of_namespace(module: Module, reference: ModuleReference) -> Usage:
    named = [name for name in reference.names if name.imported == "*"]
    if named and is_host(module.path):
        return Usage((), (reference.span,))
    found = []
    for name in named:
        for binding in module.bindings.named(name.local):
            found.append(usage_of_binding(binding, binding.node))
    return Usage.of_all(found)


def _of_comment(module: Module, reference: ModuleReference) -> Usage:
    following = _MEMBER.match(module.source, reference.statement.end)
    if following is None or following.lastgroup is None:
        return Usage((), (reference.span,))
    name = following[following.lastgroup].decode()
    return Usage((Member(name, Span(*following.span(following.lastgroup))),))
