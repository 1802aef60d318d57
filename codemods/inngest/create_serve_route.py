"""Serve the app's functions to Inngest."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.api import Context, Edit, Node, RefusedError, RepositoryPath, param

from ._setup.middlewares import in_the_way
from ._setup.parameters import SetUpCodemod
from ._setup.parts import SetUp
from ._writing.imports import Imports
from ._writing.registry import FUNCTIONS

_ROUTE = """\
import {{ serve }} from "inngest/next";

import {{ {client} }} from "{client_specifier}";
import {{ {functions} }} from "{functions_specifier}";

export const {{ GET, POST, PUT }} = serve({{
  client{client_value},
  functions{functions_value},
}});
"""


class CreateServeRoute(SetUpCodemod):
    """Serve an app's functions at `/api/inngest`: the route of Next's app router that Inngest calls.

    A route that serves them already stays as it is; where its list is empty, the app's list takes its place. Each
    middleware that requests of Inngest come through is named with what lets them pass.
    """

    app: RepositoryPath = param("The app's folder.", example="apps/web")

    def apply(self, context: Context) -> None:
        """Write the route."""
        found = SetUp(context.project, self.app)
        for remark in in_the_way(found.app):
            context.report(remark)
        if found.route is not None and not found.serves_nothing:
            return
        client, registry = found.client, found.registry
        if client is None or registry is None:
            raise RefusedError(
                "the app has no Inngest client, or no list of functions",
                hint="the steps `create-client` and `create-functions` come before this one",
            )
        house, path = found.app.house, found.route_path
        if found.route is not None:
            module = context.module(path)
            imports = Imports(context.project, module)
            imports.take(registry.name, house.specifier(context.project, registry.path, path), registry.path)
            context.edit(path, [*imports.edits(), *_listing(found.route.value, registry.name)])
            return
        if context.tree.entry(path) is not None:
            raise RefusedError(
                f"{path} is there, and does not call Inngest's `serve`", hint="move it out of the way first"
            )
        context.tree.write(path, b"")
        after = context.project.over(context.tree)
        name = client.client_name
        text = _ROUTE.format(
            client=name,
            client_specifier=house.specifier(after, client.client_path, path),
            client_value="" if name == "client" else f": {name}",
            functions=registry.name,
            functions_specifier=house.specifier(after, registry.path, path),
            functions_value="" if registry.name == FUNCTIONS else f": {registry.name}",
        )
        context.tree.write(path, house.written(text))


def _listing(value: Node | None, name: str) -> Iterator[Edit]:
    """The edit that puts the list in the place of an empty one; in short where it is called as the option is."""
    pair = value.parent if value is not None else None
    if value is not None and pair is not None:
        yield Edit(pair.span if name == FUNCTIONS else value.span, name.encode())
