"""Give an app its first function, and the list of what is served."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from migrator.api import Context, Diagnostic, Edit, RefusedError, RepositoryPath, param

from ._event.app import EventApp
from ._reading.lists import Served
from ._setup.first_function import first_function
from ._setup.parameters import SetUpCodemod
from ._setup.parts import SetUp
from ._writing.event_constants import HELLO, event_type
from ._writing.imports import Imports
from ._writing.registry import FUNCTIONS, camel, named


class CreateFunctions(SetUpCodemod):
    """Give an app a function to try Inngest with, started by `test/hello.world`, and the list of what is served.

    An app that has functions gets no further one; where it has no list of them, it gets one. Where a route serves
    functions already, there is nothing to do.
    """

    app: RepositoryPath = param("The app's folder.", example="apps/web")

    def apply(self, context: Context) -> None:
        """Write the function, and the list."""
        found = SetUp(context.project, self.app)
        if found.route is not None and not found.serves_nothing:
            return
        if found.client is None:
            raise RefusedError("the app has no Inngest client", hint="the step `create-client` comes before this one")
        served = list(self._made(context, found)) or [self._tried_with(context, found, found.client)]
        names = [one.local for one in served]
        taken = next((one for one in names if names.count(one) > 1), None)
        if taken is not None:
            places = " and ".join(one.path for one in served if one.local == taken)
            raise RefusedError(f"{places} both have a function {taken}", hint="give one of them another name first")
        self._list(context, found, served)

    def _made(self, context: Context, found: SetUp) -> Iterator[Served]:
        """The functions that the app has."""
        for path in found.made_functions:
            names = found.anatomy.exported_functions(path)
            if not names:
                message = "makes a function and exports none by name, so it is not served"
                context.report(Diagnostic("not-exported", "warning", message, path, hint="export it, and list it"))
            for name in names:
                yield Served(
                    path, name, name if name != "default" else camel(path.rpartition("/")[2].partition(".")[0])
                )

    def _tried_with(self, context: Context, found: SetUp, client: EventApp) -> Served:
        """Write the function to try Inngest with."""
        path = f"{found.functions}/test.ts"
        if context.tree.entry(path) is not None:
            raise RefusedError(f"{path} is there, and makes no function", hint="move it out of the way first")
        if found.sdk == 3 and b"schemas" in client.module.source and HELLO.encode() not in client.module.source:
            raise RefusedError(
                f"the events of {client.client_path} have no {HELLO}, which a function to try Inngest with needs",
                hint=f'add "{HELLO}" to them, or write a function of your own first',
            )
        context.tree.write(path, b"")
        house, name = found.app.house, client.client_name
        specifier = house.specifier(context.project.over(context.tree), client.client_path, path)
        text = first_function(found.sdk, name, specifier, event_type(client.module, HELLO))
        context.tree.write(path, house.written(text))
        return Served(path, "helloWorld", "helloWorld")

    def _list(self, context: Context, found: SetUp, served: Sequence[Served]) -> None:
        """Have the list hold `served`; one that holds something is left to whoever wrote it."""
        registry = found.registry
        if registry is not None and registry.functions:
            return
        path = f"{found.functions}/index.ts"
        if registry is not None and registry.value.kind == "array":
            module = context.module(registry.path)
            imports, after = Imports(context.project, module), context.project.over(context.tree)
            for one in served:
                imports.take(one.local, found.app.house.specifier(after, one.path, registry.path), one.path)
            listed = Edit.insert(registry.value.span.start + 1, ", ".join(one.local for one in served).encode())
            context.edit(registry.path, [*imports.edits(), listed])
            return
        if context.tree.entry(path) is not None:
            raise RefusedError(
                f"{path} is there, and exports no array of functions",
                hint=f"write `export const {FUNCTIONS} = [...]` in it, with all that is to be served",
            )
        context.tree.write(path, b"")
        after = context.project.over(context.tree)
        lines = "".join(
            f'import {_binding(one)} from "{found.app.house.specifier(after, one.path, path)}";\n' for one in served
        )
        names = [one.local for one in served]
        line = f"export const {FUNCTIONS} = [{', '.join(names)}];\n"
        if len(line) > 80:
            line = f"export const {FUNCTIONS} = [\n" + "".join(f"  {name},\n" for name in names) + "];\n"
        about = "/** Every function that the route serves; a new one goes in here. */\n"
        context.tree.write(path, found.app.house.written(f"{lines}\n{about}{line}"))


def _binding(function: Served) -> str:
    """What an import has before `from`."""
    return function.local if function.name == "default" else f"{{ {named(function)} }}"
