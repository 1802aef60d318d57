"""A list of functions, read from the expression that stands for it."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.api import Node, Project

from .._reading.constants import constant, declared, value_of
from .._reading.lists import whole_namespace
from .definition import Definition
from .definitions import Definitions
from .expressions import Value
from .syntax import FUNCTIONS, arguments_of, name_of_value, pushed_into, results_of

_LISTS = ("array", "spread_element", "as_expression", "satisfies_expression", "parenthesized_expression")
_EITHER = ("ternary_expression", "binary_expression", "await_expression", "non_null_expression")


class Listing:
    """Collects the functions of expressions; `complete` is False once something in them is not known."""

    def __init__(self, project: Project, definitions: Definitions) -> None:
        self.project = project
        self.definitions = definitions
        self.found: list[Definition] = []
        self.complete = True
        self._seen: set[Node] = set()

    def read(self, node: Node) -> None:
        """Take what `node` stands for."""
        if node in self._seen or node.kind == "comment":
            return
        self._seen.add(node)
        made = self.definitions.at(node)
        if made is not None:
            self.found.append(made)
        elif node.kind in _LISTS or node.kind in _EITHER:
            name = name_of_value(node)
            for child in (*self._parts(node), *(pushed_into(name) if name is not None else ())):
                self.read(child)
        elif node.kind in ("identifier", "shorthand_property_identifier", "member_expression"):
            self._read_name(node)
        elif node.kind == "object":
            for _, value in self.definitions.expressions.members(Value(node)):
                self.read(value.node)
        elif node.kind == "call_expression":
            self._read_call(node)
        elif node.kind not in ("false", "null", "undefined"):
            self.complete = False

    def _parts(self, node: Node) -> Iterator[Node]:
        condition = node.field("condition")
        types = (
            {child.span for child in node.children[1:]}
            if node.kind in ("as_expression", "satisfies_expression")
            else ()
        )
        for child in node.children:
            is_left_of_and = node.kind == "binary_expression" and "&&" in node.tokens and child == node.field("left")
            if child != condition and child.span not in types and not is_left_of_and:
                yield child

    def _read_name(self, name: Node) -> None:
        binding = name.module.bindings.resolve(name) if name.kind == "identifier" else None
        # What a variable is set to later is not followed.
        self.complete = self.complete and (binding is None or binding.kind not in ("let", "var"))
        at = self.definitions.expressions.value(name).node
        if at != name and at.kind not in ("identifier", "member_expression"):
            self.read(at)
            return
        there = declared(self.project, name)
        if there is None:
            self.complete = False
            return
        value = value_of(self.project.module(there[0]), there[1]) or constant(self.project, name)
        if value is not None:
            self.read(value)
            return
        named = [one for one in self.definitions.all if one.path == there[0] and one.export == there[1]]
        self.found += named
        self.complete = self.complete and bool(named)

    def _read_call(self, call: Node) -> None:
        """A list that a call gives: the values of a namespace or an object, several joined, what a function returns."""
        whole = whole_namespace(self.project, call)
        if whole is not None:
            self._read_module(whole)
            return
        callee, given = call.field("function"), arguments_of(call)
        if callee is None:
            self.complete = False
        elif callee.text in ("Object.values", "Array.from") and given:
            self.read(given[0])
        elif callee.kind == "member_expression" and (method := callee.field("property")) is not None:
            if method.text in ("concat", "filter", "flat", "flatMap", "map", "slice"):
                held = callee.field("object")
                if held is not None:
                    self.read(held)
                for one in given if method.text == "concat" else ():
                    self.read(one)
                # What `map` makes of each is made where it stands.
                self.found += [one for each in given for one in self.definitions.within(each)]
            else:
                self._read_called(callee)
        else:
            self._read_called(callee)

    def _read_module(self, path: str) -> None:
        for declaration in self.project.symbols.names(path).values():
            if declaration.path is None or declaration.type_only:
                continue
            value = value_of(self.project.module(declaration.path), declaration.name)
            if value is not None:
                # A namespace may well have more than functions.
                complete = self.complete
                self.read(value)
                self.complete = complete
        self.complete = self.complete and not self.project.symbols.unlisted(path)

    def _read_called(self, callee: Node) -> None:
        """What a function of the repository returns, or makes."""
        there = declared(self.project, callee)
        function = _function_at(self.project, *there) if there is not None else None
        if function is None:
            self.complete = False
            return
        made = self.definitions.within(function)
        if made:
            self.found += made
            return
        returned = list(results_of(function))
        for one in returned:
            self.read(one)
        self.complete = self.complete and bool(returned)


def _function_at(project: Project, path: str, name: str) -> Node | None:
    """The function that a module declares as `name`."""
    module = project.module(path)
    value = value_of(module, name)
    if value is not None:
        return value if value.kind in FUNCTIONS else None
    local = next((export.local for export in module.exports if export.name == name and export.local), name)
    binding = module.bindings.top_level.get(local)
    function = binding.node.parent if binding is not None else None
    return function if function is not None and function.kind in FUNCTIONS else None
