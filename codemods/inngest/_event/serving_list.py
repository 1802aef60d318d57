"""A function added to the list that is served, and to the index that passes the functions on."""

from __future__ import annotations

from migrator.api import (
    Context,
    Diagnostic,
    Form,
    Node,
    RefusedError,
    Style,
    add_entry_point,
    append_element,
    left_to_do,
)

from .._reading.constants import declared
from .._reading.lists import evaluate
from .._reading.serving import each_of, owner_of
from .._writing.imports import Imports
from .._writing.insertion import at_the_end
from .._writing.reexports import passing_on
from .app import EventApp
from .function_ids import Identified
from .served_array import ServedArrays


class ServingList:
    """The list that the routes serve of one client. Raises RefusedError where routes serve different lists."""

    def __init__(self, context: Context, app: EventApp, route: str) -> None:
        self.context = context
        self.project = context.project
        self.app = app
        self.arrays = ServedArrays(self.project, app.client_path, route)

    def add(self, function: Identified) -> None:
        """Add a function, where it is not listed yet; where nobody can tell what is served, say what to add."""
        name = self._exported(function)
        places = self.arrays.places
        if any(self._has(array, (function.path, name)) for array in self.arrays.arrays.values()):
            return
        if len(places) > 1:
            raise RefusedError(
                f"several lists of functions are served with this client: {each_of(places)}",
                hint="name the route that is meant, as in `-p route=...`",
            )
        if not places:
            self._say_what_to_add(function, name)
            return
        if self.arrays.namespaces:
            self._export(self.arrays.namespaces[0], function, name)
            return
        array = next(iter(self.arrays.arrays.values()))
        listing = array.module.path
        index = self._index(listing)
        source = function.path
        if index is not None and self._pass_on(index, function, name) and index != listing:
            source = index
        if listing != function.path:
            imports = Imports(self.project, array.module)
            imports.take(name, self._specifier(source, listing), source)
            self.context.edit(listing, imports.edits())
        self.context.edit(listing, [append_element(array, name)])

    def _exported(self, function: Identified) -> str:
        """The name by which the function's module exports it. Raises RefusedError where that is none."""
        for name in self.app.anatomy.exported_functions(function.path):
            value = self.project.symbols.declaration(function.path, name)
            local = value.local if value is not None else None
            around = function.call.parent
            given = around.field("name") if around is not None else None
            if name != "default" and given is not None and given.text == (local or name):
                return name
        raise RefusedError(f"{function.path} exports the function {function.id!r} under no name", hint="export it")

    def _has(self, array: Node, function: tuple[str, str]) -> bool:
        """Whether an array has a function, by path and name, be it among others that can't be told."""
        known = {(one.path, one.name) for one in evaluate(self.project, array, frozenset()) or ()}
        return function in known or any(declared(self.project, one) == function for one in array.children)

    def _say_what_to_add(self, function: Identified, name: str) -> None:
        route = self.arrays.unclear[0] if self.arrays.unclear else None
        what = f"what {route} serves can't be told from the text" if route else "no route serves this client"
        hint = f"import {name} from {function.path} there, and add it to the functions"
        self.context.report(
            Diagnostic("served-unknown", "warning", f"{what}; {function.id} is not served", route, hint=hint)
        )

    def _index(self, listing: str) -> str | None:
        """The module that passes functions on to the one that lists them, or that module itself if it does so."""
        graph = self.project.graph
        for path in (listing, *graph.targets(listing)):
            for edge in graph.edges_from(path):
                is_reexport = edge.reference.form in (Form.REEXPORT, Form.REEXPORT_ALL)
                if is_reexport and edge.target in self.app.function_modules:
                    return path
        return None

    def _export(self, namespace: str, function: Identified, name: str) -> None:
        """Export the function from a module of which every export is served."""
        if not self._pass_on(namespace, function, name):
            specifier = self._specifier(function.path, namespace)
            module = self.context.module(namespace)
            line = f'export {{ {name} }} from "{specifier}";'
            self.context.edit(namespace, [at_the_end(module, [line], Style.of(module))])

    def _pass_on(self, index: str, function: Identified, name: str) -> bool:
        """Re-export the function from an index; answers whether it is there."""
        edits = passing_on(self.project, self.app.house, index, function.path, [name])
        self.context.edit(index, edits)
        return bool(edits) or name in self.project.symbols.names(index)

    def _specifier(self, target: str, listing: str) -> str:
        """How the listing module names a function's module: as it does with the others."""
        beside = [
            edge.reference.specifier
            for edge in self.project.graph.edges_from(listing)
            if edge.target is not None and (edge.target == target or edge.target in self.app.function_modules)
        ]
        like = beside[-1] if beside else None
        found = self.project.resolver.specifier_for(target, listing, like) if like is not None else None
        return found or self._usual_specifier(target, listing)

    def _usual_specifier(self, target: str, listing: str) -> str:
        """As the code there names others; a package that does not offer the module comes to do so."""
        house, home = self.app.house, owner_of(self.project, target)
        try:
            return house.specifier(self.project, target, listing)
        except RefusedError:
            if home == owner_of(self.project, listing):
                raise
        for advice in add_entry_point(self.project, self.context.tree, home, target):
            self.context.report(left_to_do(advice))
        return house.specifier(self.project.over(self.context.tree), target, listing)
