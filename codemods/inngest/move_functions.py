"""Move an app's Inngest functions into a package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from migrator.api import (
    Context,
    Diagnostic,
    Edit,
    Form,
    Project,
    Relocation,
    RepositoryPath,
    add_entry_point,
    braces_without,
    left_to_do,
    move_modules,
    param,
    with_line_end,
)

from ._package.detection import InngestCodemod
from ._package.layout import Layout
from ._package.settlement import DECISIONS, ON_BLOCKED, Decisions, Settlement
from ._reading.anatomy import anatomy_of
from ._reading.extent import ALONG, Along
from ._reading.lists import Served
from ._reading.served import ServeCall, serve_call, written_list
from ._writing.barrels import PackageModules, moved_style
from ._writing.registry import Registry

Symbol = tuple[str, str]


class MoveFunctions(InngestCodemod):
    """Move everything that is left in an app's Inngest folder: functions, what they need, tests beside them.

    The package's `src/functions/index` exports every function by name, and `functions`, the array of exactly what
    the app's serve route serves, in its order. Its `src/index` exports client, events and types, never a function.
    Shims stay at old paths that something names until `rewrite-producers` removes them.
    """

    source: RepositoryPath = param("The folder inside the app that holds Inngest.", example="apps/web/src/inngest")
    package: RepositoryPath = param("The package's folder.", example="packages/inngest")
    along: Along = ALONG
    decisions: Decisions = DECISIONS
    on_blocked: Literal["fail", "keep"] = ON_BLOCKED
    shims: Literal["remove", "keep"] = param("Whether every old path is to stay as a re-export.", default="remove")

    def apply(self, context: Context) -> None:
        """Move the files, then write what the package's two indexes lack."""
        layout = Layout(context.project, self.source, self.package, self.along)
        style, like = moved_style(context, layout.modules, layout.app)
        settled = Settlement(layout, self.decisions, self.on_blocked)
        layout = settled.layout
        index = settled.moves.get(layout.registry or "", f"{self.package}/src/functions/index.ts")
        self._move(context, settled, index)
        modules = PackageModules(context, self.package, style, like)
        entries = [self._write_functions(context, layout, modules, settled.moves, index)]
        shown = [path for stem in ("client", "events/index", "types") if (path := modules.find(stem))]
        functions = [name for path in shown for name in anatomy_of(modules.after).exported_functions(path)]
        root = modules.find("index") or f"{self.package}/src/index.ts"
        entries += [modules.write_barrel(root, shown, defaults=True, without=functions), *shown[:2]]
        for path in entries:
            if path is not None:
                for advice in add_entry_point(context.project, context.tree, self.package, path):
                    context.report(left_to_do(advice))

    def _move(self, context: Context, settled: Settlement, index: str) -> None:
        layout, moves = settled.layout, settled.moves
        parted = _parted(layout, index) if layout.barrel in moves else {}
        if index not in moves.values() and context.tree.entry(index) is None:
            # Whatever names a function through a barrel is pointed here, so there must be something to point at.
            context.tree.write(index, b"")
        shims: Literal["all", "named"] = "all" if self.shims == "keep" else "named"
        move_modules(context, Relocation(moves, parted, importers=False, shims=shims), settled.whole)
        if layout.barrel is not None and moves.get(layout.barrel, "").startswith(f"{self.package}/src/index."):
            _drop_functions(context, layout, moves[layout.barrel], parted)

    def _write_functions(
        self, context: Context, layout: Layout, modules: PackageModules, moves: Mapping[str, str], index: str
    ) -> str | None:
        """Write the functions' index and answer its path; None where the package has no functions to list."""
        calls = [
            serve_call(context.project, call)
            for call in anatomy_of(context.project).serves
            if layout.is_of_app(call.module.path)
        ]
        served = _served(context, calls, layout, moves)
        anatomy, inside = anatomy_of(modules.after), f"{self.package}/"
        makers = [one for one in modules.after.sources if one.startswith(inside) and anatomy.makes_functions(one)]
        if not served and not makers and not modules.holds_something(index):
            context.tree.delete(index)
            return None
        if served is None and _taken_whole(context.project, layout):
            return index
        # To the letter only if it is the whole list: what stays in the app can't be named in the package.
        whole = len(calls) == 1 and served is not None and len(served) == len(calls[0].functions or ())
        return Registry(modules).write(served, written_list(calls[0], modules.style.newline) if whole else None)


def _taken_whole(project: Project, layout: Layout) -> bool:
    """Whether somebody takes the functions' index as a namespace: what it exports may then be what is served."""
    edges = project.graph.edges_to(layout.registry) if layout.registry else ()
    return any(name.imported == "*" for edge in edges for name in edge.reference.names)


def _parted(layout: Layout, index: str) -> dict[Symbol, Symbol]:
    """Names that part from the folder's own index, which is either of the package's index or of its functions.

    An index that becomes the package's gives up the functions it passes on; one that goes to the functions gives up
    the client and the events, so that who only wants these does not load every function.
    """
    barrel = layout.barrel
    if barrel is None:
        return {}
    project = layout.project
    area = f"{layout.package}/src/functions/"
    stays_with_functions = layout.targets[barrel].startswith(area)
    listed = project.symbols.names(layout.registry) if layout.registry else {}
    parted: dict[Symbol, Symbol] = {}
    for name, declaration in project.symbols.names(barrel).items():
        there = layout.targets.get(declaration.path or "", declaration.path or "")
        if declaration.path is None or declaration.path == barrel or not there.startswith(layout.package + "/"):
            continue
        if there.startswith(area) == stays_with_functions:
            continue
        # The functions' index has each function under its own name; any other name leads to where the function is.
        function = declaration.name in layout.anatomy.exported_functions(declaration.path)
        own_name = function and name == declaration.name != "default"
        there_too = name in listed and listed[name].binding == declaration.binding
        shown = not stays_with_functions and (own_name or there_too)
        parted[barrel, name] = (index, name) if shown else (there, declaration.name)
    return parted


def _drop_functions(context: Context, layout: Layout, barrel: str, parted: dict[Symbol, Symbol]) -> None:
    """Take the re-exports of functions out of the barrel that becomes the package's index."""
    old = context.tree.origin(barrel) or barrel
    module = context.module(old)
    for edge in context.project.graph.edges_from(old):
        if edge.reference.form not in (Form.REEXPORT, Form.REEXPORT_ALL):
            continue
        there = layout.targets.get(edge.target or "", "")
        gone = [name for name in edge.reference.names if (old, name.local) in parted]
        if len(gone) == len(edge.reference.names) and (gone or there.startswith(f"{layout.package}/src/functions/")):
            context.replace(barrel, Edit.delete(with_line_end(module.source, edge.reference.statement)))
        elif gone:
            context.edit(barrel, braces_without(module, edge.reference, gone, {}))


def _served(
    context: Context, calls: Sequence[ServeCall], layout: Layout, moves: Mapping[str, str]
) -> tuple[Served, ...] | None:
    """What the app serves, as it is found after the moves.

    Functions that stay in the app are left out. None, with the reason as a diagnostic, unless all routes serve the
    same functions.
    """
    lists = {call.functions for call in calls}
    problem = None
    if not calls:
        problem = "no serve route was found, so nothing says which functions are served"
    elif None in lists:
        unclear = next(call for call in calls if call.functions is None)
        problem = f"what {unclear.path} serves can't be told from the text, so it keeps its own list"
    elif len(lists) > 1:
        problem = "several routes serve different functions, so each keeps its own list"
    found = [replace(one, path=moves.get(one.path, one.path)) for one in next(iter(lists), None) or ()]
    if problem is not None:
        context.report(Diagnostic("served-unknown", "warning", problem, path=calls[0].path if calls else None))
        return None
    # What stays in the app is listed by the route itself, beside these.
    for path in dict.fromkeys(one.path for one in found if layout.is_of_app(one.path)):
        if path not in layout.targets:
            message = (
                "a function of this module is served; the module stays in the app, and the route goes on serving it"
            )
            context.report(Diagnostic("served-from-app", "info", message, path, hint="`along` takes it to the package"))
    return tuple(one for one in found if one.path.startswith(layout.package + "/"))
