"""Write a test of the function that an Inngest event starts."""

from __future__ import annotations

from collections.abc import Iterable

from migrator.api import Context, Diagnostic, Style

from ._event.app import EventApp
from ._event.codemod import EventCodemod
from ._event.convention import PURPOSE, Purpose
from ._event.file import EventFile
from ._event.function_ids import written
from ._event.nest import decorated_in
from ._event.test import EventTest
from ._reading.test_runner import runner_of
from ._writing.fields import fields_of
from ._writing.imports import Imports
from ._writing.insertion import at_the_end


class AddEventTest(EventCodemod):
    """Write a test beside the function that `add-event-handler` wrote, in the project's own test runner.

    vitest, jest and bun's are known; without one of these there is nothing to do. A test of another function that is
    beside it, as that of a controller with several, gets another block. The data that it sends are made up for the
    fields of the schema; where that is not made of what `define-event` writes, the test sends none.
    """

    purpose: Purpose = PURPOSE

    def apply(self, context: Context) -> None:
        """Write it, unless it is there."""
        found = written(context.project, self.names, self.purpose)
        app = EventApp(context.project, self.client)
        controller = next(decorated_in(found.call.module, "Controller"), None)
        runner = runner_of(context.project, app.package, suffix="spec" if controller is not None else "test")
        if runner is None:
            message = f"{app.package or 'the root package'} has no test runner that is known here, so there is no test"
            context.report(Diagnostic("no-test-runner", "info", message, found.path, hint="vitest, jest, bun test"))
            return
        file = EventFile(app, self.names)
        fields = fields_of(file.schema) if file.schema is not None else None
        if fields is None and controller is not None:
            message = f"no example can be told for the schema of {self.names.event}, so there is no test"
            context.report(Diagnostic("no-example", "info", message, file.path))
            return
        test = EventTest(app, file, found, controller, fields, self.purpose)
        stem, _, ending = found.path.rpartition(".")
        path = f"{stem}.{runner.suffix}.{ending}"
        if context.tree.entry(path) is None:
            imports = "".join(Style().taking("import", names, module) for module, names in test.imports(path).items())
            text = f"{runner.preamble}{imports}\n{test.block}"
            context.tree.write(path, app.house.written(text))
        elif found.id.encode() not in context.tree.read(path):
            module = context.module(path)
            taken = Imports(context.project, module)
            for specifier, names in test.imports(path).items():
                _take(taken, specifier, names)
            if runner.module:
                _take(taken, runner.module, ("describe", "expect", "it"))
            context.edit(path, [*taken.edits(), at_the_end(module, [test.block.rstrip("\n")], Style.of(module))])


def _take(imports: Imports, specifier: str, names: Iterable[str]) -> None:
    for name in names:
        target = getattr(imports.project.resolver.resolve(specifier, imports.module.path), "path", None)
        imports.take(name, specifier, target)
