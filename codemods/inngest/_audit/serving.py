"""What each serve route serves, whatever its framework, told from the text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from migrator.api import Node, Project

from .._reading.anatomy import anatomy_of, is_registration
from .._reading.served import options_of
from .definition import Definition
from .definitions import Definitions
from .expressions import Value
from .listing import Listing
from .syntax import arguments_of


@dataclass(frozen=True, slots=True)
class Serving:
    """One call that serves functions. `complete` tells whether every element of its list is known."""

    call: Node
    framework: str
    functions: tuple[Definition, ...]
    complete: bool


class Serves:
    """The serve calls of a project."""

    def __init__(self, project: Project, definitions: Definitions) -> None:
        self.project = project
        self.definitions = definitions
        self.anatomy = anatomy_of(project)

    @cached_property
    def all(self) -> tuple[Serving, ...]:
        """Every call of `serve`, `connect` and their like, by place."""
        return tuple(self._serving(call) for call in self.anatomy.serves)

    @cached_property
    def served(self) -> frozenset[tuple[str, int]]:
        """The places of the functions that some route serves."""
        decorated = [one for one in self.definitions.all if one.site.kind == "method_definition"]
        found = [one for serving in self.all for one in serving.functions]
        return frozenset((one.path, one.site.span.start) for one in (*found, *decorated))

    @property
    def is_complete(self) -> bool:
        """Whether everything that is served is known."""
        return bool(self.all) and all(serving.complete for serving in self.all)

    def is_served(self, definition: Definition) -> bool | None:
        """Whether a route serves the function; None where a list that can't be told may have it."""
        if (definition.path, definition.site.span.start) in self.served:
            return True
        return False if self.is_complete or not self.all else None

    def _serving(self, call: Node) -> Serving:
        given = self._given(call)
        reading = Listing(self.project, self.definitions)
        if given is not None:
            reading.read(given)
        found = {(one.path, one.site.span.start): one for one in reading.found}
        complete = given is not None and reading.complete
        return Serving(call, self._framework(call), tuple(found.values()), complete)

    def _given(self, call: Node) -> Node | None:
        """The expression of the functions: `functions` of the options, or the second argument as SDK 2 had it."""
        options = options_of(self.project, call)
        expressions = self.definitions.expressions
        given = arguments_of(call)
        if options is None and given:
            last = expressions.value(given[-1])
            named = expressions.member(last, "functions")
            if named is not None:
                return named.node
            return given[1] if len(given) > 1 and last.node.kind != "object" else None
        named = expressions.member(Value(options), "functions") if options is not None else None
        if named is None:
            return None
        return named.node

    def _framework(self, call: Node) -> str:
        """`next` of `inngest/next`; `connect` where a worker connects."""
        callee = arguments_of(call)[0] if is_registration(call) else call.field("function")
        name = callee.field("object") if callee is not None and callee.kind == "member_expression" else callee
        imported = call.module.bindings.imports.get(name.text) if name is not None else None
        if imported is None:
            used = [one for one in call.module.references if one.package == "inngest" and one.subpath]
            return used[0].subpath.strip("/") if used else "unknown"
        reference, given = imported
        if reference.package == "inngest":
            return reference.subpath.strip("/") or given.imported
        path = getattr(self.project.resolver.resolve(reference.specifier, call.module.path), "path", None)
        there = self.project.symbols.declaration(path, given.imported) if isinstance(path, str) else None
        external = there.external if there is not None and there.external else ""
        return external.partition("/")[2] or "unknown"
