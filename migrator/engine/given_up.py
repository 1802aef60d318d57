"""What a module passed on, and gave up because nobody takes it from there any more."""

from __future__ import annotations

from migrator.engine.lineage import Lineage
from migrator.refactor.taken import is_taken
from migrator.syntax import Form, ImportedName
from migrator.workspace import Declaration, Edge, Project


def is_given_up(
    before: Project, after: Project, edge: Edge, declared: tuple[str, str], now: str, lineage: Lineage
) -> bool:
    """Whether a module, now at the path `now`, only passed on what `edge` brings of `declared`, and stopped doing so.

    True where nobody takes it there: who did is looked at on their own. False for what the module uses itself.
    """
    names = _passed_on(before, edge, declared)
    shown, earlier = after.symbols.names(now), before.symbols.names(edge.importer)
    for name in names:
        there, known = shown.get(name), earlier.get(name)
        if there is None and is_taken(after, now, name):
            return False
        # Another statement may go on passing it on.
        if there is not None and (known is None or not _is_image(known, there, lineage)):
            return False
    return bool(names)


def _is_image(known: Declaration, there: Declaration, lineage: Lineage) -> bool:
    paths = (known.path,) if known.path is None else lineage.images(known.path)
    name = known.name if known.path is None else lineage.name(known.path, known.name)
    return there.path in paths and (there.name, there.external) == (name, known.external)


def _passed_on(project: Project, edge: Edge, declared: tuple[str, str]) -> frozenset[str]:
    """The exports of `declared` that a module has through an edge; empty where it does more with it."""
    reference, module = edge.reference, project.module(edge.importer)
    if reference.form is Form.REEXPORT_ALL and not reference.names:
        own = {export.name for export in module.exports}
        there = project.symbols.names(edge.target) if edge.target is not None else {}
        return frozenset(one for one in there if one != "default" and one not in own)
    given = [one for one in reference.names if _declared(project, edge, one) == declared]
    if reference.form in (Form.REEXPORT, Form.REEXPORT_ALL):
        return frozenset(one.local for one in given)
    return frozenset().union(*(_exported_again(project, edge, one) for one in given))


def _declared(project: Project, edge: Edge, name: ImportedName) -> tuple[str | None, str] | None:
    declaration = project.symbols.declaration(edge.target, name.imported) if edge.target is not None else None
    return (declaration.path, declaration.name) if declaration is not None else None


def _exported_again(project: Project, edge: Edge, name: ImportedName) -> frozenset[str]:
    """The exports of an imported name, if all its uses are exports."""
    module = project.module(edge.importer)
    binding = module.bindings.top_level.get(name.local) if edge.reference.form is Form.IMPORT else None
    exports = [one for one in module.exports if one.reference is None and one.local == name.local]
    uses = module.bindings.uses(binding) if binding is not None else ()
    if not uses or not all(any(use.span in export.span for export in exports) for use in uses):
        return frozenset()
    return frozenset(export.name for export in exports)
