"""Where that which an old path names is now, as far as the tree tells for certain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.api import Project, directory_of, is_source

_ENDINGS = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs")
_ENDING = re.compile(r"(\.d)?\.[cm]?[jt]sx?$")
_INDEX = "index"


class Whereabouts:
    """What was below `folder`, and is at `new` now.

    Certain is what exists no more at the old place and at exactly one new place: at the same path below `new` or
    its `src`, or as the index of a folder of that name. The index of the old folder itself is not: what a folder
    exports as a whole may be spread over several modules now.
    """

    def __init__(self, project: Project, old: str, new: str) -> None:
        self._tree = project.tree
        self._new = new
        self._file = old.rpartition("/")[2] if self._is_file(new) else None
        self.folder = old if self._file is None else directory_of(old)
        is_package = project.workspace.manifest(new) is not None and self._tree.is_folder(f"{new}/src")
        self._home = f"{new}/src" if is_package else new

    def path(self, inner: str) -> str | None:
        """The path of what was at `inner` below the folder; a module may be named without its ending, as before."""
        name = inner.rstrip("/")
        if not self._is_gone(name):
            return None
        if self._file is not None:
            return {self._file: self._new, _stem(self._file): _stem(self._new)}.get(inner)
        if not name:
            return self._home + inner
        if _stem(name) == _INDEX:
            return None
        found = list(dict.fromkeys(self._paths(name, folder_only=inner.endswith("/"))))
        return found[0] + inner[len(name) :] if len(found) == 1 else None

    def module(self, inner: str) -> str | None:
        """The module that a specifier ending in `inner` named; the ending may be left out, or be the compiled one."""
        stem = _stem(inner)
        if not self._is_gone(inner) or inner.endswith("/"):
            return None
        if self._file is not None:
            return self._new if stem == _stem(self._file) and is_source(self._new) else None
        found = [path for place in self._places for path in self._modules(f"{place}/{stem}")]
        return found[0] if len(found) == 1 and stem not in ("", _INDEX) else None

    @property
    def _places(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self._new, f"{self._new}/src")))

    def _paths(self, name: str, *, folder_only: bool) -> Iterator[str]:
        ending = name[len(_stem(name)) :]
        for place in self._places:
            path = f"{place}/{name}"
            if not folder_only and self._is_file(path):
                yield path
            elif not folder_only and ending and self._is_file(f"{place}/{_stem(name)}/{_INDEX}{ending}"):
                yield f"{place}/{_stem(name)}/{_INDEX}{ending}"
            elif not ending and (self._tree.is_folder(path) or (not folder_only and any(self._modules(path)))):
                yield path

    def _is_gone(self, name: str) -> bool:
        path = f"{self.folder}/{name}".rstrip("/")
        if name == "" and self._file is not None:
            return False
        is_there = self._tree.entry(path) is not None or self._tree.is_folder(path)
        return not is_there and not any(self._modules(_stem(path)))

    def _modules(self, stem: str) -> Iterator[str]:
        for ending in _ENDINGS:
            yield from (path for path in (stem + ending, f"{stem}/{_INDEX}{ending}") if self._is_file(path))

    def _is_file(self, path: str) -> bool:
        entry = self._tree.entry(path)
        return entry is not None and entry.mode.is_file


def _stem(path: str) -> str:
    return _ENDING.sub("", path)
