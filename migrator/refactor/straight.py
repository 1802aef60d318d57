"""From a name that is passed on to the module that declares it, as an importer can name that."""

from __future__ import annotations

from migrator.refactor.repoint import Target
from migrator.refactor.taken import wanted_names
from migrator.syntax import Form, is_source
from migrator.workspace import Builtin, Edge, External, Project


def straight_to(project: Project, edge: Edge, name: str) -> Target | None:
    """Where the importer can take `name` from without the module that `edge` leads to; None where nowhere.

    `"*"` asks for all that a reference takes as a whole: that has to be of one module, under the same names. The
    specifier is written like that of the edge. Another package is named by what its `exports` offer, and only if the
    edge leads into it, or comes from where it is passed on.
    """
    if name == "*":
        targets = {one: straight_to(project, edge, one) for one in wanted_names(project, edge) or ()}
        modules = {target.specifier if target and target.name == one else None for one, target in targets.items()}
        specifier = modules.pop() if len(modules) == 1 else None
        return Target(specifier, "*") if specifier is not None else None
    declaration = project.symbols.declaration(edge.target, name) if edge.target is not None else None
    if declaration is None or edge.target is None or declaration.path in (edge.importer, edge.target):
        return None
    home, here = project.workspace.owner(edge.target), project.workspace.owner(edge.importer)
    if declaration.path is None:
        there = declaration.external or "."
        known = project.resolver.resolve(there, edge.importer)
        reachable = isinstance(known, Builtin) or (isinstance(known, External) and known.declared)
        return Target(there, declaration.name) if home is here and reachable else None
    away = project.workspace.owner(declaration.path)
    closed = away is not None and away.manifest.exports is None
    if away is not here and (closed or home not in (here, away)):
        return None
    specifier = project.resolver.specifier_for(declaration.path, edge.importer, edge.reference.specifier)
    return Target(specifier, declaration.name) if specifier is not None else None


def modules_behind(project: Project, path: str) -> list[str]:
    """The modules whose exports the module at `path` passes on when it runs, through however many re-exports."""
    found = [path]
    for at in found:
        for edge in project.graph.edges_from(at):
            passes_on = edge.reference.form in (Form.REEXPORT, Form.REEXPORT_ALL) and not edge.reference.type_only
            if passes_on and edge.target is not None and edge.target not in found and is_source(edge.target):
                found.append(edge.target)
    return found[1:]
