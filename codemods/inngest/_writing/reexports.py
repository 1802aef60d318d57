"""Indexes that pass on what the modules beside them have: a new module is passed on like its neighbours."""

from __future__ import annotations

from collections.abc import Collection

from migrator.api import Edit, Form, HouseStyle, Project, Style


def passing_on(project: Project, house: HouseStyle, index: str, target: str, names: Collection[str]) -> list[Edit]:
    """Edits by which the module `index` re-exports `target`, whole or by `names`, as it does with its last neighbour.

    None where it passes on nothing from beside it, or has the names already.
    """
    module = project.module(index)
    known = project.symbols.names(index)
    lacking = [name for name in names if name.removeprefix("type ") not in known]
    kinds = (Form.REEXPORT, Form.REEXPORT_ALL)
    beside = [
        edge.reference
        for edge in project.graph.edges_from(index)
        if edge.reference.form in kinds and edge.reference.specifier.startswith(".") and edge.target is not None
    ]
    if not beside or not lacking:
        return []
    last, style = beside[-1], Style.of(module)
    specifier = project.resolver.specifier_for(target, index, last.specifier) or house.specifier(project, target, index)
    if last.form is Form.REEXPORT_ALL:
        line = f"export * from {style.quoted(specifier)}"
    else:
        line = f"export {style.braced(lacking)} from {style.quoted(specifier)}"
    return [Edit.insert(last.statement.end, f"{style.newline}{style.line(line).removesuffix(style.newline)}".encode())]
