"""Write a test of the function that an Inngest event starts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from migrator.api import Context, Diagnostic, Style, is_test

from ._event.app import EventApp
from ._event.codemod import EventCodemod
from ._event.convention import PURPOSE, Purpose
from ._event.file import EventFile
from ._event.function_ids import written
from ._event.nest import decorated_in
from ._event.test import EventTest
from ._runner.place import TestPlaces
from ._runner.runner import runner_of
from ._writing.fields import fields_of
from ._writing.imports import Imports
from ._writing.insertion import at_the_end


class AddEventTest(EventCodemod):
    """Write a test of the function that `add-event-handler` wrote, in the project's own test runner.

    vitest, jest and bun's are known; without one of these there is nothing to do. It goes beside the function where the
    runner certainly looks there, else where the other tests are, laid out as they are; where no such place is known,
    none is written. A test of another function of the same module gets another block. The data that it sends are made
    up for the fields of the schema; where that is not made of what `define-event` writes, the test sends none.
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
        places = TestPlaces(context.project, app.package, runner)
        standing = [path for path in places.all_of(found.path) if context.tree.entry(path) is not None]
        if any(found.id.encode() in context.tree.read(path) for path in (*standing, *_importers(context, found.path))):
            return
        path = next(filter(places.collection.takes, standing), None) or places.of(found.path)
        if path is None:
            context.report(_nowhere(places, found.path))
            return
        imported = test.imports(path, by_alias=_knows_aliases(app, (found.path, *places.tests)))
        if path not in standing:
            imports = "".join(Style().taking("import", names, module) for module, names in imported.items())
            text = f"{runner.preamble}{imports}\n{test.block}"
            context.tree.write(path, app.house.written(text))
        else:
            module = context.module(path)
            taken = Imports(context.project, module)
            for specifier, names in imported.items():
                _take(taken, specifier, names)
            if runner.module:
                _take(taken, runner.module, ("describe", "expect", "it"))
            context.edit(path, [*taken.edits(), at_the_end(module, [test.block.rstrip("\n")], Style.of(module))])


def _importers(context: Context, path: str) -> Iterator[str]:
    """The tests that import the module at `path`."""
    yield from (edge.importer for edge in context.project.graph.edges_to(path) if is_test(edge.importer))


def _knows_aliases(app: EventApp, paths: Iterable[str]) -> bool:
    """Whether something that the runner loads anyway imports by an alias, so that it has to know them."""
    edges = (edge for path in paths for edge in app.project.graph.edges_from(path))
    return any(edge.target in app.own_sources and not edge.reference.specifier.startswith(".") for edge in edges)


def _nowhere(places: TestPlaces, path: str) -> Diagnostic:
    """What is to be said where no place for a test of `path` is known."""
    runner, beside = places.collection.runner.name, next(places.all_of(path))
    reason = f"{runner} does not certainly look at {beside}, and no folder of tests is known that it does look at"
    hint = f"have {runner} look there, or write the test where yours are"
    return Diagnostic(
        "no-test-place", "warning", f"{reason}; so there is no test", places.collection.settings_path or path, hint=hint
    )


def _take(imports: Imports, specifier: str, names: Iterable[str]) -> None:
    for name in names:
        target = getattr(imports.project.resolver.resolve(specifier, imports.module.path), "path", None)
        imports.take(name, specifier, target)
