"""Mentions of an old path in prose, and what to say instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.api import Builtin, Edit, External, Project, Resolved, Span, directory_of, join, relative

from ._prose import Prose
from ._whereabouts import Whereabouts

_BEFORE = r"(?<![\w@./\\:~}%$^-])(?:\./)?"
_REST = r"(/(?:[\w.@+~$=%&\[()/-]|\](?!\())*+)?(?![\w@+~$%-]|\.\w)"
_SCHEME = re.compile(r"[A-Za-z][\w+.-]*:")
_IMPORTED = re.compile(r"(?:\b(?:from|import)\s*|\b(?:require|import|mock|module|\w+Actual|\w+Mock)\s*\(\s*)[\"'`]\Z")
# Words of passages that tell how it was.
_BYGONE = re.compile(
    r"\b(formerly|previously|originally|historically|used to|(?:was|were|lived) (?:in|at)|moved?|moving|migrat\w+"
    r"|renamed|relocated|extracted|no longer|not any ?more|legacy|deprecated)\b",
    re.IGNORECASE,
)


class Mentions:
    """Finds what names the old place in one of three ways: from the root, from its package, or by an alias."""

    def __init__(self, project: Project, old: str, new: str) -> None:
        self._project = project
        self._where = Whereabouts(project, old, new)
        self._old = self._where.folder
        app, home = (project.workspace.owner(f"{path}/x") for path in (self._old, new))
        self._app = app.folder if app is not None else ""
        self._home = home.folder if home is not None else ""
        self._name = home.name if home is not None and self._home else None
        self._inner = self._old.removeprefix(f"{self._app}/") if self._app else self._old
        self._aliases = frozenset(self._aliased())
        self._tells_new = re.compile("|".join(self._new_names(new)))
        forms = sorted({self._old, self._inner, *self._aliases} - {""}, key=len, reverse=True) or ["\0"]
        self._pattern = re.compile(rf"{_BEFORE}({'|'.join(re.escape(form) for form in forms)}){_REST}")

    def edits(self, path: str, prose: Prose) -> Iterator[Edit]:
        """The edits of `prose`, which is of the file at `path`; their offsets are those of the file."""
        for start, end in prose.links:
            said = prose.text[start:end]
            yield from self._edit(prose, start, said, self._link(path, said))
        for match in self._pattern.finditer(prose.text):
            if any(start < match.end() and match.start() < end for start, end in prose.links):
                continue
            rest = len(match[0]) - len(match[2] or "")
            # What ends a sentence or closes a bracket is mostly no part of the path.
            for cut in _cuts(match[0], rest):
                instead = self._instead(path, prose, match.start(), match[1], match[0][rest:cut])
                if instead is not None:
                    yield from self._edit(
                        prose, match.start(1), match[0][match.start(1) - match.start() : cut], instead
                    )
                    break

    def _edit(self, prose: Prose, start: int, said: str, instead: str | None) -> Iterator[Edit]:
        if instead is None or prose.is_left(start):
            return
        passage = prose.passage(start)
        if not self._tells_new.search(passage) and not _BYGONE.search(passage):
            span = Span(prose.offset(start), prose.offset(start + len(said)))
            yield Edit(span, instead.encode("utf-8", "surrogateescape"))

    def _instead(self, path: str, prose: Prose, start: int, form: str, rest: str) -> str | None:
        """What to write for `form` and the `rest` behind it; None to leave it. `start` includes a `./`."""
        dotted = prose.text.startswith("./", start) and not form.startswith("./")
        said = form + rest
        end = start + 2 * dotted + len(said)
        inner = rest.removeprefix("/")
        if "/" not in said.rstrip("/") or _is_pattern(prose.text, start, end) or _is_odd(inner):
            return None
        imported = _IMPORTED.search(prose.text[max(0, start - 50) : start]) is not None
        if form in self._aliases and (imported or form not in (self._old, self._inner)):
            return None if dotted else self._specifier(path, said, inner)
        there = None if imported else self._where.path(inner)
        if there is None or (said.endswith("/") and prose.heads_a_drawing(start)):
            return None
        slash = "/" if rest == "/" else ""
        if form == self._old:
            return there + slash if self._is_from_root(path, said) and not (dotted and "/" in path) else None
        is_clear = self._is_from_package(path, said) and not dotted and not prose.is_command(start, end)
        if self._home == self._app:
            there = there.removeprefix(f"{self._app}/")
        return there + slash if is_clear else None

    def _specifier(self, path: str, said: str, inner: str) -> str | None:
        """The package's specifier for what the alias named, unless it still names something where `path` is read."""
        here, project = self._owner(path), self._project
        target = self._where.module(inner)
        if target is None or self._name is None or here not in (self._app, self._home, ""):
            return None
        readers = [path, f"{self._old}/x.ts"]
        if here != self._app:
            # Outside the app nothing says whose alias is meant, so no other package may know it either.
            readers += [f"{one.folder}/{inside}x.ts" for one in project.workspace.packages for inside in ("", "src/")]
        for reader in readers:
            found = project.resolver.resolve(said, reader)
            if isinstance(found, (Resolved, Builtin)) or (isinstance(found, External) and found.declared):
                return None
        specifier = project.resolver.specifier_for(target, path, said if self._home == self._app else self._name)
        return specifier if specifier is not None and not specifier.startswith((".", "/")) else None

    def _link(self, path: str, said: str) -> str | None:
        """The target of a link that led below the old folder, from where the document is."""
        plain = said.removeprefix("mdc:")
        lead = said[: len(said) - len(plain.removeprefix("/"))]
        if "%" in said or _SCHEME.match(plain):
            return None
        target = join("" if lead else directory_of(path), plain.removeprefix("/"))
        if target is None or not f"{target}/".startswith(f"{self._old}/"):
            return None
        slash = "/" if said.endswith("/") else ""
        inner = target.removeprefix(self._old).removeprefix("/")
        there = self._where.path(inner + slash if inner else "")
        if there is None:
            return None
        there = there.rstrip("/")
        if not lead:
            lead = "./" if said.startswith("./") else ""
            there = relative(there, directory_of(path))
        return (lead if not there.startswith("../") else "") + there + slash

    def _new_names(self, new: str) -> Iterator[str]:
        yield rf"(?<![\w@-]){re.escape(new)}(?![\w-])"
        if self._name is not None and self._home != self._app:
            # A name without a scope may be any word.
            before = r"(?<![\w./-])" if self._name.startswith("@") else "[\"'`]"
            yield rf"{before}{re.escape(self._name)}(?![\w-])"

    def _is_from_root(self, path: str, said: str) -> bool:
        """Whether a path that starts at the root can't just as well start at the folder of who mentions it."""
        here = self._owner(path)
        return here in ("", self._home) if not self._app else not here or not self._is_there(f"{here}/{said}")

    def _is_from_package(self, path: str, said: str) -> bool:
        """Whether a path that starts at a package is one of the app's: there, or in what came from there."""
        here = self._owner(path)
        return here in (self._app, self._home) and not self._is_there(f"{here}/{said}")

    def _is_there(self, path: str) -> bool:
        tree = self._project.tree
        return tree.entry(path) is not None or tree.is_folder(path.rstrip("/"))

    def _owner(self, path: str) -> str:
        owner = self._project.workspace.owner(path)
        return owner.folder if owner is not None else ""

    def _aliased(self) -> Iterator[str]:
        """What the old folder is called by the tsconfig that governs its place."""
        config = self._project.resolver.config(f"{self._old}/x.ts")
        for pattern, places in config.paths.items() if config is not None else ():
            for place in places:
                start = place.removesuffix("*")
                if pattern.endswith("/*") and not pattern.startswith("/") and f"{self._old}/".startswith(start):
                    yield (pattern.removesuffix("*") + f"{self._old}/".removeprefix(start)).rstrip("/")


def _cuts(said: str, shortest: int) -> Iterator[int]:
    end = len(said)
    yield end
    while end > shortest and not (said[end - 1].isalnum() or said[end - 1] in "_/"):
        end -= 1
        yield end


def _is_odd(inner: str) -> bool:
    return bool(inner) and any(part in ("", ".", "..") for part in inner.removesuffix("/").split("/"))


def _is_pattern(text: str, start: int, end: int) -> bool:
    """Whether what follows makes a pattern or placeholder of it; `folder/**` is no more than the folder."""
    after, in_folder = text[end : end + 3], text[end - 1] == "/"
    stars = after[: len(after) - len(after.lstrip("*"))]
    if stars:
        return not text[:start].endswith(stars) and not (in_folder and stars == "**")
    is_tag = after.startswith(("</", "<br"))
    return after[:1] in ("{", "\\", "$") or (in_folder and after[:1] in tuple("<:?[(") and not is_tag)
