"""Divide the modules of an app's Inngest folder that hold what goes to different places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, count
from typing import Literal

from migrator.api import (
    Context,
    Diagnostic,
    Outline,
    Overlay,
    Project,
    RefusedError,
    RepositoryPath,
    Unit,
    apply_edits,
    directory_of,
    missing,
    param,
    split,
)

from ._package.areas import Areas, only_for
from ._package.detection import InngestCodemod
from ._package.layout import Layout
from ._package.settlement import DECISIONS, ON_BLOCKED, Decisions, Settlement
from ._reading.anatomy import function_calls
from ._reading.extent import ALONG, Along

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_CAMEL_CASE = re.compile(r"[a-z0-9]+[A-Z]")

Parts = Mapping[str, Collection[Unit]]


class SplitModules(InngestCodemod):
    """Divide modules by symbol, in the app, so that the steps behind this one can move whole modules.

    A client's module that also declares events or makes functions gives these to modules of their own. A module with
    several functions of which some can't move gives those to a module that stays. Comments go with their statement,
    imports are divided, and nothing is exported that was not, unless both halves need it.
    """

    source: RepositoryPath = param("The folder inside the app that holds Inngest.", example="apps/web/src/inngest")
    package: RepositoryPath = param("The folder of the package they will move to.", example="packages/inngest")
    along: Along = ALONG
    decisions: Decisions = DECISIONS
    on_blocked: Literal["fail", "keep"] = ON_BLOCKED

    def apply(self, context: Context) -> None:
        """Divide the client's module, then modules of functions, until none is left to divide."""
        layout = Layout(context.project, self.source, self.package, self.along)
        if layout.client is not None and layout.client in layout.modules:
            outline = Outline(context.module(layout.client))
            parts = self._areas(layout, outline)
            if parts:
                self._divide_client(context, outline, parts)
        tried: set[str] = set()
        while True:
            project = context.project.over(context.tree)
            settled = self._settled(project)
            path = next((one for one in self._mixed(settled) if one not in tried), None)
            if path is None:
                return
            tried.add(path)
            self._part_functions(context, project, settled, path)

    def _divide_client(self, context: Context, outline: Outline, parts: Parts) -> None:
        try:
            self._divide(context.project, Overlay(context.tree), outline, parts)
        except RefusedError as refusal:
            path = outline.module.path
            context.report(Diagnostic("not-divided", "warning", f"this module stays whole: {refusal}", path))
            return
        self._divide(context.project, context.tree, outline, parts)

    def _settled(self, project: Project) -> Settlement:
        return Settlement(Layout(project, self.source, self.package, self.along), self.decisions, self.on_blocked)

    def _areas(self, layout: Layout, outline: Outline) -> Parts:
        path = outline.module.path
        if any(call.module.path == path for call in layout.anatomy.serves):
            return {}
        areas = Areas(layout.anatomy, outline)
        ending = path.rpartition(".")[2]
        events, functions = areas.events, areas.functions
        named = {"events": events, "functions": functions}
        return {
            _free(layout.project, directory_of(path), layout.stems_for_part(path, area), ending): units
            for area, units in named.items()
            if units
        }

    def _divide(self, project: Project, tree: Overlay, outline: Outline, parts: Parts) -> None:
        for path, edits in split(project, tree, outline, parts, repoint_importers=True).items():
            tree.write(path, apply_edits(project.tree.read(path), edits))

    def _mixed(self, settled: Settlement) -> Iterator[str]:
        """The modules that stay, and make more than one function or something besides."""
        for path in settled.staying:
            if settled.layout.anatomy.makes_functions(path) and self.decisions.get(path) != "keep":
                yield path

    def _part_functions(self, context: Context, project: Project, settled: Settlement, path: str) -> None:
        """Give what can't move of a module a module of its own, if the rest of it can move then."""
        outline = Outline(project.module(path))
        calls = [call.span for call in function_calls(outline.module)]
        makers = {one for one in outline.units if any(c in s.span for c in calls for s in one.statements)}
        if len(makers) < 2:
            return
        try:
            staying = _held_back(settled, outline, makers)
            if makers <= staying:
                return
            target = _free(
                project, directory_of(path), _names(project, outline, staying, makers), path.rpartition(".")[2]
            )
            trial = Overlay(project.tree)
            self._divide(project, trial, outline, {target: staying})
            if path in self._settled(project.over(trial)).staying:
                raise RefusedError("somebody takes it as a whole, and would load what can't move")
        except RefusedError as refusal:
            context.report(Diagnostic("not-divided", "warning", f"this module stays whole: {refusal}", path))
            return
        self._divide(project, context.tree, outline, {target: staying})


def _held_back(settled: Settlement, outline: Outline, makers: Collection[Unit]) -> frozenset[Unit]:
    """The units that need what stays in the app, those that use them, and what only these need but for `makers`.

    Raises RefusedError where what stays is needed by no unit, or by one that runs as soon as the module is loaded.
    """
    path, project = outline.module.path, settled.layout.project
    closure = settled.closure(frozenset({path, *(one for one in settled.moves if one in project.sources)}))
    kept = {one for one in closure.needs(path) if one not in closure.co_moved} | settled.staying.keys()
    absent = missing(project, path)
    found: set[Unit] = set()
    for edge in project.graph.edges_from(path):
        if edge.target not in kept and not (absent is not None and edge.reference.specifier == absent):
            continue
        locals_ = {name.local for name in edge.reference.names}
        users = {
            unit
            for unit in outline.units
            if unit.uses & locals_ or any(edge.reference.span in one.span for one in unit.statements)
        }
        if not users:
            raise RefusedError(f"it takes {edge.reference.specifier}, whatever is used of it")
        found |= users
    staying = outline.with_users(found)
    if any(not unit.declares and unit not in makers for unit in staying):
        raise RefusedError("what it does when it is loaded needs what stays")
    return staying | only_for(outline, staying, but=makers)


def _names(project: Project, outline: Outline, staying: Collection[Unit], makers: Collection[Unit]) -> list[str]:
    """What the module that stays may be called: like the function that is all it has for others, else by what it is."""
    stem = outline.module.path.rpartition("/")[2].rpartition(".")[0]
    public = {export.local for export in outline.module.exports}
    named = [name for unit in staying for name in unit.declares if name in public]
    made = [name for unit in staying if unit in makers for name in unit.declares]
    alone = len(made) == 1 and named in ([], made)
    return [*([_file_name(project, outline.module.path, made[0])] if alone else []), f"app-{stem}"]


def _file_name(project: Project, path: str, name: str) -> str:
    """What a module with only `name` in it is called beside the module at `path`: `sendMail`, or `send-mail`."""
    beside = (one.rpartition("/")[2] for one in project.sources if directory_of(one) == directory_of(path))
    if any(_CAMEL_CASE.match(one) for one in beside):
        return name
    return _HUMP.sub("-", name).lower().replace("_", "-").strip("-$")


def _free(project: Project, folder: str, stems: Iterable[str], ending: str) -> str:
    """The first module of `folder` that is not there yet, nor a folder of that name."""
    stems = list(stems)
    taken = {path.rpartition(".")[0] for path in project.tree.paths()}
    for stem in chain(stems, (f"{stems[-1]}-{number}" for number in count(2))):
        place = f"{folder}/{stem}" if folder else stem
        if place not in taken and not project.tree.is_folder(place):
            return f"{place}.{ending}"
    raise AssertionError("there is always one more name")
