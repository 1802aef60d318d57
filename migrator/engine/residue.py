"""Residue: places that still name an old path, in strings, comments, documents, configuration.

The syntax layer rewrites references. This looks at bytes, so it also finds what the syntax layer may have missed.
Nothing found here is changed: whether it should be is for a person to say.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from migrator.codemod import Mention
from migrator.syntax import is_importer, is_source
from migrator.tree import Mode, Tree, directory_of, join
from migrator.workspace import Project

_LARGEST = 1_000_000
_LOCKFILES = re.compile(r"(^|/)(bun\.lockb?|pnpm-lock\.yaml|yarn\.lock|package-lock\.json|npm-shrinkwrap\.json)$")
_HISTORY = re.compile(
    r"(^|/)(changelog|changes|history)[^/]*$|(^|/)(node_modules|dist|\.next|\.changeset)/", re.IGNORECASE
)
_CONFIGURATION = re.compile(r"(^|/)([^/]*\.config\.[cm]?[jt]s|knip\.jsonc?|[tj]sconfig[^/]*\.json|package\.json)$")
_SOURCE_ENDING = re.compile(r"(\.d)?\.[cm]?[jt]sx?$")


def residue(before: Project, after: Project, moves: Mapping[str, str]) -> Iterator[Mention]:
    """Every line of a text file that names a path which is gone, by path and line."""
    if not moves and set(before.tree.paths()) <= set(after.tree.paths()):
        return
    yield from _unresolved(after, moves)
    named = {home: _Names(names) for home, names in _needles(before, after, moves).items()}
    origins = {new: old for old, new in moves.items()}
    thinned = _Names(_thinned(before, after, moves))
    for path in _looked_through(after.tree):
        entry = after.tree.entry(path)
        if entry is not None and entry.mode is Mode.SYMLINK:
            yield from _broken_link(path, before, after)
        if entry is None or not entry.mode.is_file:
            continue
        if after.tree.size(path) is None:
            yield Mention(path, 1, "", "is not in this clone, so nobody looked whether it names an old path")
            continue
        source = after.tree.read(path)
        if b"\0" in source[:8000]:
            continue
        owner = before.workspace.owner(origins.get(path, path))
        names = named.get(owner.folder if owner is not None else "", named[None])
        why = "names an old path outside a module reference" if is_importer(path) else "names an old path"
        yield from _lines(path, source, names.found_in(source), why)
        if _CONFIGURATION.search(path):
            yield from _lines(path, source, thinned.found_in(source), "names a folder of which something moved")


def _looked_through(tree: Tree) -> list[str]:
    """What may be text and is none that a program writes, by path; its bytes are at hand, where this clone has them."""
    paths = [
        path
        for path in sorted(tree.paths())
        if not _LOCKFILES.search(path) and not _HISTORY.search(path) and (tree.size(path) or 0) <= _LARGEST
    ]
    tree.prefetch(path for path in paths if tree.size(path) is not None)
    return paths


class _Names:
    """Any of some names as a path of its own, or behind `./`."""

    def __init__(self, names: Iterable[bytes]) -> None:
        self._names = tuple(names)
        any_of = b"|".join(re.escape(one) for one in self._names)
        self._pattern = re.compile(rb"(?:(?<![\w@./-])|(?<=[\"'`\s(]\./))(?:%s)(?![\w-])" % any_of)

    def found_in(self, source: bytes) -> Iterator[re.Match[bytes]]:
        """Every place in `source`. Most files have none of the names, and a plain search tells that much faster."""
        return self._pattern.finditer(source) if any(one in source for one in self._names) else iter(())


def _thinned(before: Project, after: Project, moves: Mapping[str, str]) -> set[bytes]:
    """Folders that lost a module and go on: whoever names one in a configuration may miss that module."""
    found: set[str] = set()
    for old in moves:
        folder = directory_of(old)
        owner = before.workspace.owner(old)
        inner = folder.removeprefix(f"{owner.folder}/") if owner is not None and owner.folder else folder
        if is_source(old) and after.tree.is_folder(folder):
            found |= {name for name in (folder, inner) if "/" in name}
    return {name.encode() for name in found}


def _unresolved(after: Project, moves: Mapping[str, str]) -> Iterator[Mention]:
    """References that lead nowhere, and end in the path of a module that moved: by an alias nobody told us of, say."""
    stems = {_SOURCE_ENDING.sub("", old).removesuffix("/index") for old in moves if is_source(old)}
    for importer in sorted(after.importers_saying(posixpath.basename(stem) for stem in stems)):
        for edge in after.graph.outgoing[importer].leading_nowhere():
            tail = edge.reference.specifier.lstrip("@~#./")
            if "/" in tail and any(stem.endswith(f"/{_SOURCE_ENDING.sub('', tail)}") for stem in stems):
                module = after.module(importer)
                line, _ = module.position(edge.reference.span.start)
                text = edge.reference.statement.of(module.source).decode("utf-8", "replace")
                yield Mention(importer, line, text[:200], "leads nowhere, and may name a module that moved")


def _broken_link(path: str, before: Project, after: Project) -> Iterator[Mention]:
    """A symlink that led to a file or folder of the tree, and leads nowhere now."""
    text = after.tree.read(path).decode("utf-8", "replace")
    target = join(directory_of(path), text)
    if target is None or text.startswith("/"):
        return
    was = before.tree.entry(target) is not None or before.tree.is_folder(target)
    if was and after.tree.entry(target) is None and not after.tree.is_folder(target):
        yield Mention(path, 1, text, "a symlink that leads nowhere now")


def _needles(before: Project, after: Project, moves: Mapping[str, str]) -> dict[str | None, list[bytes]]:
    """What old paths may be called: from the root, from their package, and by its alias.

    By the folder of the package that says so. What lies in no package may mean any; None is for all other packages,
    in which `src/x` and `@/x` are modules of their own.
    """
    everywhere: set[str] = set()
    own: dict[str, set[str]] = {}
    for gone in sorted({_outermost_gone(after, old) for old in moves if is_source(old)}):
        owner = before.workspace.owner(f"{gone}/x")
        home = owner.folder if owner is not None else ""
        inner = gone.removeprefix(f"{home}/") if home else gone
        everywhere |= {gone} if "/" in gone else set()
        needles = own.setdefault(home, set())
        needles |= {inner} if "/" in inner else set()
        config = before.resolver.config(f"{directory_of(gone)}/index.ts")
        for pattern, places in config.paths.items() if config is not None else ():
            for place in places:
                start = place.removesuffix("*")
                if pattern.endswith("/*") and gone.startswith(start) and start:
                    needles.add(pattern.removesuffix("*") + gone.removeprefix(start))
    found: dict[str | None, set[str]] = {home: everywhere | names for home, names in own.items()}
    found[""] = everywhere.union(*own.values())
    found[None] = everywhere
    return {home: sorted((needle.encode() for needle in names), key=len, reverse=True) for home, names in found.items()}


def _outermost_gone(after: Project, path: str) -> str:
    """The outermost folder around an old path that is gone altogether; else the path itself, without its ending."""
    gone = _SOURCE_ENDING.sub("", path)
    folder = directory_of(path)
    while folder and not after.tree.is_folder(folder):
        gone, folder = folder, directory_of(folder)
    return gone


def _lines(path: str, source: bytes, found: Iterable[re.Match[bytes]], why: str) -> Iterator[Mention]:
    seen: set[int] = set()
    for match in found:
        start = source.rfind(b"\n", 0, match.start()) + 1
        if start in seen:
            continue
        seen.add(start)
        end = source.find(b"\n", match.end())
        text = source[start : end if end != -1 else len(source)].decode("utf-8", "replace").rstrip("\r")
        yield Mention(
            path, source.count(b"\n", 0, start) + 1, text[:200], f"{why}: {match.group().decode('utf-8', 'replace')}"
        )
