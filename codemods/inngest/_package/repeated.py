"""Statements that take a module whole, repeated for each module that its names are in now."""

from __future__ import annotations

from migrator.api import Context, Edge, Edit, Form, Span, apply_edits, is_automock, reexports

from .old_folder import OldFolder


def repeat(context: Context, folder: OldFolder, edge: Edge) -> bool:
    """Repeat the statement of `edge` where that means the same; answers whether it does.

    It does for a mock without a factory. Where nothing is left of the old module it does for a side effect and for
    `export *` as well; a module that stays goes on being named, beside the others.
    """
    reference, module = edge.reference, context.module(edge.importer)
    stays = edge.target in folder.kept
    again = is_automock(module, reference) or (not stays and reference.form in (Form.SIDE_EFFECT, Form.REEXPORT_ALL))
    if reference.names or not again:
        return False
    specifiers = [_specifier(context, folder, edge, path) for path in _targets(context, folder, edge)]
    text, start = reference.statement.of(module.source), reference.statement.start
    end = b"" if text.endswith(b";") or not module.source.startswith(b";", reference.statement.end) else b";"
    copies = [text] if stays else []
    for specifier in specifiers:
        if specifier is None:
            return False
        change = reference.respecify(specifier)
        shifted = Edit(Span(change.span.start - start, change.span.end - start), change.replacement)
        copies.append(apply_edits(text, [shifted]))
    newline = b"\r\n" if b"\r\n" in module.source else b"\n"
    context.edit(edge.importer, [Edit(reference.statement, (end + newline).join(copies))])
    return True


def _targets(context: Context, folder: OldFolder, edge: Edge) -> list[str]:
    """The modules of the package that the names are in, those left out which the importer mocks already."""
    project, old = context.project, edge.target or ""
    if old not in folder.kept:
        return list(dict.fromkeys(one.target for one in reexports(project, old) if one.target is not None))
    names = project.symbols.names(old)
    places = [place[0] for name, place in folder.passed_on(old).items() if not names[name].type_only]
    mocked = {
        one.target for one in project.graph.edges_from(edge.importer) if one.reference.form is edge.reference.form
    }
    return [path for path in dict.fromkeys(places) if path not in mocked]


def _specifier(context: Context, folder: OldFolder, edge: Edge, path: str) -> str | None:
    return context.project.resolver.specifier_for(path, edge.importer, folder.name)
