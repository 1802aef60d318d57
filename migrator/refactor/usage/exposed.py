"""Under which names, of which modules, an export can be had."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.refactor.renaming.passing_on import Exported, namespaces, passed_on_as
from migrator.syntax import Form
from migrator.workspace import Edge, Project


def exposed(project: Project, module: str, name: str) -> list[Exported]:
    """The exports of the tree that are what `module`, a path or a specifier, exports as `name`."""
    if project.tree.entry(module) is not None:
        found: list[Exported] = [(module, name)]
    else:
        starts = [edge for edge in project.graph.edges if edge.reference.specifier == module]
        found = [(edge.target, name) for edge in starts if edge.target is not None]
        found += [(edge.importer, one) for edge in starts for one in _passed_on(project, edge, name)]
    found = list(dict.fromkeys(one for path, exported in found for one in _alike(project, path, exported)))
    for path, exported in found:
        for edge in project.graph.edges_to(path):
            for one in passed_on_as(project, edge, exported):
                if (edge.importer, one) not in found:
                    found.append((edge.importer, one))
    return found


def exposed_whole(project: Project, module: str, name: str) -> Iterator[tuple[str, str, str]]:
    """The exports that are a module with the export as a whole: path, name, and what the export is called there."""
    for path, exported in exposed(project, module, name):
        for at, whole in namespaces(project, {path}):
            yield at, whole, exported
    if project.tree.entry(module) is None:
        for edge in project.graph.edges:
            if edge.reference.specifier == module and edge.target is None:
                yield from ((edge.importer, whole, name) for whole in passed_on_as(project, edge, "*"))


def _alike(project: Project, path: str, name: str) -> list[Exported]:
    """The export, and the others of the module that are the same under another name."""
    same = project.symbols.names(path) if name in project.symbols.names(path) else {}
    others = [(path, one) for one, declared in same.items() if declared.binding == same[name].binding]
    return [(path, name), *others]


def _passed_on(project: Project, edge: Edge, name: str) -> frozenset[str]:
    """Like `passed_on_as`; of a package from outside nobody knows what `export *` brings, so it brings the name."""
    if edge.target is None and edge.reference.form is Form.REEXPORT_ALL and not edge.reference.names:
        there = project.symbols.declaration(edge.importer, name)
        return frozenset((name,) if there is not None and there.external == edge.reference.specifier else ())
    return passed_on_as(project, edge, name)
