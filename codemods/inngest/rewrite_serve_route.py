"""Let the serve route serve the package's functions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, count

from migrator.api import (
    Context,
    Edge,
    Edit,
    ImportedName,
    Node,
    RepositoryPath,
    Style,
    braces_without,
    param,
    through,
    with_line_end,
)

from ._package.detection import InngestCodemod
from ._package.old_folder import OldFolder
from ._package.through import repoint_edges
from ._reading.anatomy import anatomy_of
from ._reading.extent import ALONG, Along
from ._reading.lists import listed, whole_namespace
from ._reading.served import ServeCall, serve_call

_LIST = "functions"


class RewriteServeRoute(InngestCodemod):
    """Import what the serve route serves from the package.

    A list of functions that the route writes out gives way to the package's `functions` where that is the same
    list. All else in the route stays as it is: what wraps the handler, `maxDuration`, comments.
    """

    source: RepositoryPath = param("The folder inside the app that held Inngest.", example="apps/web/src/inngest")
    package: RepositoryPath = param("The package's folder.", example="packages/inngest")
    along: Along = ALONG

    def apply(self, context: Context) -> None:
        """Rewrite each module that calls `serve`."""
        project = context.project
        folder = OldFolder(project, self.source, self.package, self.along)
        old = {*folder.shims, *folder.kept}
        calls = [serve_call(project, call) for call in anatomy_of(project).serves]
        for path in sorted({call.path for call in calls}):
            edges = [edge for edge in project.graph.edges_from(path) if edge.target in old]
            own = [call for call in calls if call.path == path]
            # Without an import of the old folder there is none that the list's could take the place of.
            listed_out = own[0] if len(own) == 1 and own[0].is_written_out and edges else None
            index = self._functions_index(context)
            if listed_out is not None and index is not None and self._is_the_list(context, listed_out, index):
                edges = self._take_list(context, listed_out, edges, index)
            repoint_edges(context, folder, edges)

    def _functions_index(self, context: Context) -> str | None:
        prefix = f"{self.package}/src/functions/index."
        return next((path for path in context.project.sources if path.startswith(prefix)), None)

    def _is_the_list(self, context: Context, call: ServeCall, index: str) -> bool:
        there = listed(context.project, index, _LIST)
        if there is None or call.value is None:
            return False
        whole = whole_namespace(context.project, call.value)
        if whole is not None and (whole == index or through(context.project, whole, "*") == (index, "*")):
            # The list was made of this very namespace, which by now has more in it: the list itself, for one.
            return True
        if call.functions is None:
            return False
        return [(one.path, one.name) for one in there] == [(one.path, one.name) for one in call.functions]

    def _take_list(self, context: Context, call: ServeCall, edges: list[Edge], index: str) -> list[Edge]:
        """Put the package's list in the place of the route's, and drop imports that only the route's needed."""
        value, module = call.value, context.module(call.path)
        if value is None:
            return edges
        specifier = context.project.resolver.specifier_for(index, call.path, like=self._package_name(context))
        if specifier is None:
            return edges
        taken = {name for name in module.bindings.top_level if not _only_within(value, name)}
        local = next(
            name for name in chain((_LIST, "inngestFunctions"), _numbered("inngestFunctions")) if name not in taken
        )
        pair = value.parent
        if pair is not None and pair.kind == "pair" and local == _LIST:
            context.edit(call.path, [Edit(pair.span, _LIST.encode())])
        else:
            context.edit(call.path, [Edit(value.span, local.encode())])
        return self._replace_imports(context, edges, value, specifier, local)

    def _replace_imports(
        self, context: Context, edges: list[Edge], value: Node, specifier: str, local: str
    ) -> list[Edge]:
        """The import of the list takes the place of the first import that goes; the others just go."""
        module = value.module
        name = _LIST if local == _LIST else f"{_LIST} as {local}"
        braces = Style.of(module).braced([name])
        left: list[Edge] = []
        written = False
        for edge in edges:
            reference = edge.reference
            gone = [given for given in reference.names if _only_within(value, given.local)]
            quote = reference.quote.decode()
            end = ";" if reference.statement.of(module.source).rstrip().endswith(b";") else ""
            line = f"import {braces} from {quote}{specifier}{quote}{end}".encode()
            if not gone:
                left.append(edge)
            elif len(gone) == len(reference.names):
                span = with_line_end(module.source, reference.statement) if written else reference.statement
                context.edit(value.module.path, [Edit(span, b"" if written else line)])
                written = True
            else:
                context.edit(value.module.path, braces_without(module, reference, gone, {}))
                left.append(_without(edge, gone))
        if not written and edges:
            start = edges[0].reference.statement.start
            reference = edges[0].reference
            quote = reference.quote.decode()
            end = ";" if reference.statement.of(module.source).rstrip().endswith(b";") else ""
            newline = "\r\n" if b"\r\n" in module.source else "\n"
            line = f"import {braces} from {quote}{specifier}{quote}{end}{newline}".encode()
            context.edit(value.module.path, [Edit.insert(start, line)])
        return left

    def _package_name(self, context: Context) -> str:
        owner = context.project.workspace.owner(self.package + "/package.json")
        return owner.name if owner is not None and owner.name else self.package


def _numbered(name: str) -> Iterator[str]:
    return (f"{name}{number}" for number in count(2))


def _only_within(value: Node, local: str) -> bool:
    """Whether every use of an imported name lies inside the list that goes."""
    bindings = value.module.bindings
    binding = bindings.top_level.get(local)
    if binding is None:
        return False
    uses = bindings.uses(binding)
    return bool(uses) and all(use.span in value.span for use in uses)


def _without(edge: Edge, gone: list[ImportedName]) -> Edge:
    names = tuple(name for name in edge.reference.names if name not in gone)
    return replace(edge, reference=replace(edge.reference, names=names))
