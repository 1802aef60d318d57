"""Give a function its arguments as one object instead of one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from migrator.api import Codemod, Context, Diagnostic, Edit, Node, Use, param, rule, uses_of_export


def _distinct(names: list[str]) -> list[str]:
    wrong = [name for name in names if not name.replace("$", "_").isidentifier()]
    if wrong or not names or len(set(names)) < len(names):
        raise ValueError("expected the arguments' names in order, each once: letters, digits, `_` and `$`")
    return names


class ReshapeCall(Codemod):
    """Turn the arguments of a function's calls into one object: `send(to, body)` into `send({ to, body })`.

    Calls are found through every alias, re-export and namespace, with `new` too. A call with a single object literal
    that has no other keys is taken for one that is done; any other single argument is the first one. Whatever else is
    done with the function is reported: it is handed on, bound, mocked, called with a spread or with more arguments than
    there are names. The function itself stays as it is.
    """

    module: str = param("The module that exports it: a specifier, or a path in the repository.", example="@acme/mail")
    function: str = param("The name it is exported by; a method as `client.send`.", example="send")
    names: Annotated[list[str], rule(_distinct)] = param(
        "What the arguments are called in the object, in order.", example=["to", "body"]
    )

    def apply(self, context: Context) -> None:
        """Reshape each call, and report every other use."""
        for use in uses_of_export(context.project, self.module, self.function):
            why = self._why_not(use)
            if why is None and use.node is not None and use.node.call is not None:
                context.edit(use.module.path, self._reshaped(use.node.call))
            elif why:
                context.report(Diagnostic.at(use.module, use.span.start, "left-as-it-is", "warning", why))

    def _why_not(self, use: Use) -> str | None:
        """Why a use can't be reshaped; empty where it needs nothing, None where it is to be."""
        call = use.node.call if use.node is not None else None
        if use.node is None:
            return f"may use {self.function}: it mocks the module, hands it on whole, or is no script"
        if call is None:
            return f"uses {self.function} without calling it"
        given = call.arguments
        if call.field("arguments") is None or not given:
            return f"calls {self.function} without arguments"
        if any(one.kind == "spread_element" for one in given):
            return f"calls {self.function} with a spread"
        if len(given) > len(self.names):
            return f"calls {self.function} with {len(given)} arguments, and there are {len(self.names)} names"
        literal = given[0] if len(given) == 1 and given[0].kind == "object" else None
        keys = set(_keys(literal)) if literal is not None else set()
        if literal is not None and keys <= set(self.names):
            return ""
        return f"calls {self.function} with an object that may be the new one" if keys & {None, *self.names} else None

    def _reshaped(self, call: Node) -> Iterator[Edit]:
        arguments = call.field("arguments")
        if arguments is None:
            return
        inside = arguments.text[1:-1]
        start, end = arguments.span.start + 1, arguments.span.end - 1
        yield Edit.insert(start, b"{" if inside[:1].isspace() else b"{ ")
        for name, argument in zip(self.names, call.arguments, strict=False):
            if argument.kind != "identifier" or argument.text != name:
                yield Edit.insert(argument.span.start, f"{name}: ".encode())
        yield Edit.insert(end, b"}" if inside[-1:].isspace() else b" }")


def _keys(literal: Node) -> list[str | None]:
    """The keys of an object literal; None for a spread, or where it is computed."""
    keys = [member.field("key") or member.field("name") or member for member in literal.parts]
    return [
        None if key.kind in ("spread_element", "computed_property_name") else key.string_value or key.text
        for key in keys
    ]
