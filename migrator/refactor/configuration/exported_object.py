"""The object that a configuration module comes to, through the wrappers that are usual around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.refactor.configuration.connection import behind
from migrator.syntax import Module, Node

_WRAPPER = re.compile(r"(?:\w+\.)?(?:with|define|merge|compose|wrap)\w*")
_FUNCTIONS = ("arrow_function", "function_expression", "function_declaration")


def exported_object(module: Module) -> Node | None:
    """The one object literal behind `export default` or `module.exports =`; None where it is not clear which it is.

    Seen through: constants, `satisfies`, calls of `withSomething(config)`, `withSomething(options)(config)` and
    `defineConfig(config)`, `plugins.reduce(apply, config)`, functions that return one thing.
    """
    exported = [found for value in _exported(module) if (found := _object(value, 12)) is not None]
    return exported[0] if len(exported) == 1 else None


def _exported(module: Module) -> Iterator[Node]:
    for statement in module.root.children:
        if statement.kind == "export_statement" and "default" in statement.tokens:
            value = statement.field("value") or statement.field("declaration")
            if value is not None:
                yield value
        assignment = statement.children[0] if statement.kind == "expression_statement" and statement.children else None
        left = assignment.field("left") if assignment is not None else None
        right = assignment.field("right") if assignment is not None else None
        if left is not None and right is not None and left.text in ("module.exports", "exports.default"):
            yield right


def _object(node: Node | None, depth: int) -> Node | None:
    node = behind(node)
    if node is None or not depth:
        return None
    if node.kind == "object":
        return node
    if node.kind == "await_expression":
        return _object(node.children[0], depth - 1)
    if node.kind == "identifier":
        binding = node.module.bindings.resolve(node)
        declared = binding.node.parent if binding is not None and binding.kind == "function" else None
        return _returned(declared, depth) if declared is not None else None
    if node.kind in _FUNCTIONS:
        return _returned(node, depth)
    return _wrapped(node, depth) if node.kind == "call_expression" else None


def _returned(function: Node, depth: int) -> Node | None:
    body = function.field("body")
    if body is None or body.kind != "statement_block":
        return _object(body, depth - 1)
    returns = [
        one
        for one in body.descendants("return_statement")
        if next((around for around in one.ancestors() if around.kind in (*_FUNCTIONS, "method_definition")), None)
        == function
    ]
    found = [_object(one.children[0], depth - 1) if one.children else None for one in returns]
    same = {one.span: one for one in found if one is not None}
    return next(iter(same.values())) if len(same) == 1 and None not in found else None


def _wrapped(call: Node, depth: int) -> Node | None:
    callee, arguments = call.field("function"), call.field("arguments")
    if callee is None or arguments is None:
        return None
    given = [one for one in arguments.children if one.kind != "comment"]
    if callee.text.endswith(".reduce"):
        return _object(given[-1], depth - 1) if len(given) == 2 else None
    maker = callee.field("function") if callee.kind == "call_expression" else callee
    if maker is None or not (_WRAPPER.fullmatch(maker.text) or callee.kind == "call_expression"):
        return None
    return next((found for one in given if (found := _object(one, depth - 1)) is not None), None)
