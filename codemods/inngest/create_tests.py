"""Tests of an app's Inngest: the client, what is registered, the route."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from migrator.api import Context, Diagnostic, Overlay, Project, RefusedError, RepositoryPath, TsConfig, param, relative

from ._runner.runner import runner_of
from ._setup.parameters import SetUpCodemod
from ._setup.parts import SetUp
from ._setup.runner_alias import alias_obstacle, teach
from ._setup.runner_settings import RunnerSettings
from ._setup.sdk_choice import answers_in_band
from ._setup.tests_text import written_tests


class CreateTests(SetUpCodemod):
    """Test an app's Inngest in its own test runner: the client, what is registered, and what the route serves.

    vitest, jest and `bun test` are known; for an app without tests none are written. Where a test imports the client or
    the route already, there is nothing to do. Vitest is told the alias that the code uses, where it does not know it.
    """

    app: RepositoryPath = param("The app's folder.", example="apps/web")

    def apply(self, context: Context) -> None:
        """Write them."""
        found = SetUp(context.project, self.app)
        client, registry, route = found.client, found.registry, found.route
        if client is None or registry is None or route is None:
            return
        parts = (client.client_path, registry.path, route.path)
        tested = {edge.target for path in found.app.tests for edge in context.project.graph.edges_from(path)}
        offered = {export.name for export in context.module(route.path).exports}
        if not tested.isdisjoint(parts) or "PUT" not in offered:
            return
        runner = runner_of(context.project, self.app, suffix="test")
        if runner is None:
            message = "no test runner is known here (vitest, jest, bun test), so no tests are written"
            context.report(Diagnostic("no-tests", "warning", message, found.app.manifest.path))
            return
        settings = RunnerSettings(found.app, runner)
        obstacle, place = settings.obstacle, settings.place(client.folder)
        if obstacle is None and place is None:
            obstacle = f"it can't be told for certain where {runner.name} looks for tests, so none are written"
        if obstacle is None and place is not None:
            path = settings.test_in(place)
            if context.tree.entry(path) is not None:
                raise RefusedError(f"{path} is there, and tests something else", hint="give it another name first")
            trial = Overlay(context.tree)
            trial.write(path, b"")
            after, house = context.project.over(trial), found.app.house
            named = [house.specifier(after, part, path) for part in parts]
            alias = self._alias(found, (*named, *_specifiers(context.project, (*parts, *found.made_functions))))
            obstacle = alias_obstacle(settings, alias) if alias else None
        if obstacle is not None:
            context.report(Diagnostic("no-tests", "warning", obstacle, found.app.manifest.path))
            return
        in_band = answers_in_band(context.project, self.app)
        text = written_tests(client, registry, settings.head, named, in_band=in_band)
        context.tree.write(path, house.written(text))
        line = teach(context, settings, alias, self._place(found, alias)) if alias else None
        if line is not None:
            message = f"its tests import by {alias}, and it is not told what that stands for"
            context.report(Diagnostic("left-to-do", "warning", message, settings.paths[0], hint=f"write `{line}`"))

    def _alias(self, found: SetUp, specifiers: Iterable[str]) -> str:
        """The alias of the tsconfig that some of `specifiers` are written with; empty where none is."""
        config = _config(found)
        alias = found.app.house.alias
        known = config is not None and f"{alias}*" in config.paths
        return alias if known and alias and any(one.startswith(alias) for one in specifiers) else ""

    def _place(self, found: SetUp, alias: str) -> str:
        """The folder that the alias stands for, as seen from the app's."""
        config = _config(found)
        places = config.paths[f"{alias}*"] if config is not None else ()
        inner = relative(places[0].rstrip("*").rstrip("/"), self.app)
        return inner if inner.startswith(".") else f"./{inner}"


def _config(found: SetUp) -> TsConfig | None:
    """The tsconfig that the app's code is governed by."""
    return found.project.resolver.config(found.route_path)


def _specifiers(project: Project, paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        yield from (edge.reference.specifier for edge in project.graph.edges_from(path) if edge.target is not None)
