"""References that nobody can rewrite, because they can't be read, are computed, or lead through a symlink."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from migrator.codemod import Diagnostic
from migrator.syntax import is_importer
from migrator.tree import Mode, directory_of, join
from migrator.workspace import Project, Resolved


def out_of_reach(before: Project, after: Project, moves: Mapping[str, str]) -> Iterator[Diagnostic]:
    """What such references have against the `moves`: an error where one breaks, a warning where one may."""
    yield from _unreadable(before, after, moves)
    yield from _computed(before, moves)
    yield from _computed_in_moved(before, after, moves)
    yield from _through_links(before, moves)


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
    for edge in before.graph.unresolved if links else ():
        named = _folder_named(before, edge.reference.specifier, edge.importer)
        link = next((link for link in links if named and f"{named}/".startswith(f"{link}/")), None)
        if link is not None:
            message = f"{edge.reference.specifier!r} leads through the symlink {link} to {links[link]}, which moves"
            line, column = before.module(edge.importer).position(edge.reference.span.start)
            yield Diagnostic("through-a-symlink", "error", message, edge.importer, line, column)


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
