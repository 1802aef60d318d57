"""What must hold after every step, whatever the codemod was.

Everything that was changed parses no worse, and every name that led to a declaration still leads to that
declaration's image under the moves. A codemod that breaks either fails; its changes are not kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from migrator.codemod import Diagnostic
from migrator.engine.dangling import dangling_references
from migrator.engine.lineage import Lineage
from migrator.engine.references import compare_references
from migrator.syntax import ModuleReference, is_importer
from migrator.tree import Change, Mode, Overlay, directory_of, join
from migrator.workspace import Edge, Project, Resolved, Unresolved


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many references were rewritten, and what is wrong."""

    references: int
    diagnostics: tuple[Diagnostic, ...]


def examine(before: Project, after: Project, tree: Overlay, replaced: Collection[str] = ()) -> Verdict:
    """Compare the project before a step with the one after it; `tree` knows what moved.

    `replaced` are modules whose place others take in moved code, by somebody's decision.
    """
    moves = tree.moves
    changes = tree.changes()
    wrong = [
        *_parse_errors(before, after, changes),
        *_dangling(before, after, Lineage.over([changes])),
        *_lost(before, after, changes, replaced),
        *_unreadable(before, after, moves),
        *_computed(before, moves),
        *_computed_in_moved(before, after, moves),
        *_through_links(before, moves),
    ]
    return Verdict(_rewritten(before, after, moves), tuple(wrong))


def _parse_errors(before: Project, after: Project, changes: Sequence[Change]) -> Iterator[Diagnostic]:
    for change in changes:
        if change.after is None or not is_importer(change.path) or change.before == change.after:
            continue
        module = after.module(change.path)
        old = before.module(change.origin or change.path) if change.before is not None else None
        if len(module.errors) > (len(old.errors) if old else 0):
            line, column = module.position(module.errors[-1].start)
            yield Diagnostic(
                "parses-worse", "error", "this file parses worse than before the step", change.path, line, column
            )


def _dangling(before: Project, after: Project, lineage: Lineage) -> Iterator[Diagnostic]:
    for edge in dangling_references(before, after, lineage):
        yield _at(after, edge, "dangling-reference", f"{edge.reference.specifier!r} leads nowhere after the step")


def _unreadable(before: Project, after: Project, moves: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Places that look like references and that the grammar can't read: nobody rewrites them, so none may break."""
    for path in before.importers:
        module = before.module(path)
        for span in module.unvouched:
            specifier = span.of(module.source).decode("utf-8", "replace")
            target = before.resolver.resolve(specifier, path)
            if not isinstance(target, Resolved):
                continue
            now = after.resolver.resolve(specifier, moves.get(path, path))
            if not isinstance(now, Resolved) or now.path != moves.get(target.path, target.path):
                line, column = module.position(span.start)
                yield Diagnostic(
                    "unreadable-reference",
                    "error",
                    f"{specifier!r} names {target.path}, in a form that could not be read and so was not rewritten",
                    path,
                    line,
                    column,
                    hint="write it in a plainer form first, or move that module by hand",
                )


def _computed(before: Project, moves: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Imports that compute their specifier and start in a folder of which something moves: nobody can rewrite them."""
    folders = {folder for old in moves for folder in _folders(old)}
    for path in before.importers if moves else ():
        # What moves itself is looked at more closely.
        module = before.module(path)
        for span in module.unvouched if path not in moves else ():
            text = span.of(module.source).decode("utf-8", "replace")
            known = text.partition("${")[0].rpartition("/")[0]
            if not known or known in (".", ".."):
                continue
            if _folder_named(before, known, path) in folders:
                line, column = module.position(span.start)
                message = f"{text!r} is computed, and may name a module that moved"
                yield Diagnostic("computed-import", "warning", message, path, line, column)


def _computed_in_moved(before: Project, after: Project, moves: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Imports of moved modules with a computed specifier: what these may name has to be at the same place for them."""
    for old, new in moves.items():
        if not is_importer(old):
            continue
        module = before.module(old)
        for span in module.unvouched:
            text = span.of(module.source).decode("utf-8", "replace")
            known, is_computed, _ = text.partition("${")
            known = known.rpartition("/")[0]
            folder = _folder_named(before, known, old) if known else None
            if folder is None or not (is_computed or text.endswith("/")):
                continue
            there = _folder_named(after, known, new)
            named = [path for path in before.tree.paths() if path.startswith(f"{folder}/")]
            if any(moves.get(path, path) != f"{there}{path.removeprefix(folder)}" for path in named):
                line, column = module.position(span.start)
                message = f"{text!r} is computed, and means {folder} only from where this module was"
                hint = "write the imports out, or let the module stay (`keep`)"
                yield Diagnostic("computed-import", "error", message, old, line, column, hint)


def _through_links(before: Project, moves: Mapping[str, str]) -> Iterator[Diagnostic]:
    """References that reach a moved module through a symlinked folder, which is never followed."""
    links = {}
    for path in before.tree.paths():
        entry = before.tree.entry(path) if moves else None
        if entry is not None and entry.mode is Mode.SYMLINK:
            target = join(directory_of(path), before.tree.read(path).decode("utf-8", "replace"))
            if target and any(old.startswith(f"{target}/") for old in moves):
                links[path] = target
    for edge in before.graph.edges if links else ():
        if isinstance(edge.resolution, Unresolved):
            named = _folder_named(before, edge.reference.specifier, edge.importer)
            link = next((link for link in links if named and f"{named}/".startswith(f"{link}/")), None)
            if link is not None:
                message = f"{edge.reference.specifier!r} leads through the symlink {link} to {links[link]}, which moves"
                yield _at(before, edge, "through-a-symlink", message)


def _folders(path: str) -> Iterator[str]:
    while path := directory_of(path):
        yield path


def _folder_named(project: Project, known: str, importer: str) -> str | None:
    """The folder that the constant start of a specifier leads to, directly or by an alias."""
    if known.startswith("."):
        return join(directory_of(importer), known)
    config = project.resolver.config(importer)
    alias = config.alias(known) if config is not None else None
    if config is None or alias is None:
        return None
    places = [place.replace("*", alias.star or "", 1) for place in config.paths[alias.pattern]]
    return next((place for place in places if project.tree.is_folder(place)), places[0] if places else None)


def _lost(
    before: Project, after: Project, changes: Sequence[Change], replaced: Collection[str]
) -> Iterator[Diagnostic]:
    """References that now mean something else than they meant, and names that nobody exports."""
    compared = compare_references(before, after, changes, Lineage.over([changes]), replaced)
    for edge, name in compared.unexported:
        yield _at(after, edge, "unexported-name", f"{edge.reference.specifier!r} has no {name} after the step")
    for lost in compared.lost:
        path, name = lost.declared
        what = path if name == "*" else f"{name} of {path}"
        specifier = lost.edge.reference.specifier
        yield _at(before, lost.edge, "lost-reference", f"{specifier!r} no longer leads to {what} after the step")


def _rewritten(before: Project, after: Project, moves: Mapping[str, str]) -> int:
    """How many references name their module in other words than before."""
    count = 0
    origins = {now: origin for origin, now in moves.items()}
    for path, entry in ((path, after.tree.entry(path)) for path in after.importers):
        origin = origins.get(path, path)
        if before.tree.entry(origin) == entry or before.tree.entry(origin) is None:
            continue
        old = _specifiers(before.module(origin).references)
        new = _specifiers(after.module(path).references)
        count += sum(max(0, number - old.get(specifier, 0)) for specifier, number in new.items())
    return count


def _specifiers(references: tuple[ModuleReference, ...]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for reference in references:
        counted[reference.specifier] = counted.get(reference.specifier, 0) + 1
    return counted


def _at(project: Project, edge: Edge, code: str, message: str) -> Diagnostic:
    line, column = project.module(edge.importer).position(edge.reference.span.start)
    return Diagnostic(code, "error", message, edge.importer, line, column)
