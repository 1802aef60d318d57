"""Which names a mock of a module has, and takes of the original."""

from __future__ import annotations

import re

from migrator.refactor.usage.member import Usage, keys
from migrator.refactor.usage.value import usage_of_value
from migrator.syntax import Node
from migrator.text import Span

_ORIGINAL = re.compile(r"\b(importActual|requireActual|importOriginal)\b")
_FACTORIES = ("arrow_function", "function_expression")
_FUNCTIONS = (*_FACTORIES, "function_declaration", "generator_function", "method_definition")


def usage_of_mock(call: Node) -> Usage:
    """The keys of the object that the factory of a mock returns, and what the factory takes of the original.

    What the object spreads is unknown, unless the factory loads the original: then it is that, and the keys that are
    written out are what is replaced. A mock without a factory replaces whatever there is, and takes nothing.
    """
    factory = _factory(call)
    if factory is None or factory.kind == "object":  # `{ spy: true }`, which is an option
        return Usage()
    made = _returned(factory)
    if made is None:
        return Usage.unknown(factory)
    originals = Usage.of_all(usage_of_value(one, promised=True) for one in _originals(factory))
    return Usage.of_all((keys(made), originals)).apart_from(spread_originals(call))


def spread_originals(call: Node) -> tuple[Span, ...]:
    """Where the object of a mock spreads the original: `...actual`."""
    factory = _factory(call)
    if factory is None or not (_ORIGINAL.search(factory.text) or _originals(factory)):
        return ()
    made = _returned(factory)
    return tuple(one.span for one in made.children if one.kind == "spread_element") if made is not None else ()


def _factory(call: Node) -> Node | None:
    return call.arguments[1] if len(call.arguments) > 1 else None


def _returned(factory: Node) -> Node | None:
    """The object literal that a factory returns; None where it returns anything else, or has several ways out."""
    body = factory.field("body") if factory.kind in _FACTORIES else None
    while body is not None and body.kind == "parenthesized_expression":
        body = body.children[0]
    if body is not None and body.kind == "statement_block":
        own = [one for one in body.descendants("return_statement") if _is_own(factory, one)]
        body = own[0].parts[0] if len(own) == 1 and own[0].parent == body and own[0].parts else None
    return body if body is not None and body.kind == "object" else None


def _is_own(function: Node, inner: Node) -> bool:
    """Whether no other function is between the two."""
    return next(one for one in inner.ancestors() if one.kind in _FUNCTIONS) == function


def _originals(factory: Node) -> list[Node]:
    """The calls of the factory's parameter, by which it loads the original."""
    parameters = factory.field("parameters")
    first = next(iter(parameters.parts), None) if parameters is not None else None
    name = factory.field("parameter") or (first.field("pattern") if first is not None else None)
    binding = factory.module.bindings.resolve(name) if name is not None and name.kind == "identifier" else None
    uses = factory.module.bindings.uses(binding) if binding is not None else ()
    return [use.call for use in uses if use.call is not None]
