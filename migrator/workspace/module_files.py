"""Which file of a tree a candidate path stands for, in TypeScript's order of endings.

The order is that of `tryAddingExtensions` and `loadModuleFromFile` in TypeScript 5.9, for sources and declarations
in one pass, as `moduleResolution: bundler` has it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

_SCRIPT: Final = (".ts", ".tsx", ".d.ts", ".js", ".jsx")
_JSX: Final = (".tsx", ".ts", ".d.ts", ".jsx", ".js")
_MODULE: Final = (".mts", ".d.mts", ".mjs")
_COMMON: Final = (".cts", ".d.cts", ".cjs")

#: What a written ending may stand for: `./x.js` names x.ts where there is one. Longer endings come first.
STANDS_FOR: Final = {
    ".d.ts": _SCRIPT,
    ".d.mts": _MODULE,
    ".d.cts": _COMMON,
    ".ts": _SCRIPT,
    ".js": _SCRIPT,
    ".tsx": _JSX,
    ".jsx": _JSX,
    ".mts": _MODULE,
    ".mjs": _MODULE,
    ".cts": _COMMON,
    ".cjs": _COMMON,
    ".json": (".d.json.ts", ".json"),
}
_TYPESCRIPT: Final = (".ts", ".tsx", ".mts", ".cts")


def split_ending(path: str) -> tuple[str, str]:
    """`path` without the ending of a module, and that ending; the ending is empty where it is no module's."""
    name = path.rpartition("/")[2]
    if "." in name:
        for ending in STANDS_FOR:
            if name.endswith(ending):
                return path[: -len(ending)], ending
    return path, ""


class ModuleFiles:
    """Looks candidates up among the paths of a tree. Names are compared exactly, case included."""

    def __init__(self, paths: Collection[str]) -> None:
        self._paths = paths if isinstance(paths, (set, frozenset, dict)) else frozenset(paths)

        self._folded: dict[str, str] | None = None

    def __contains__(self, path: str) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def named(self, candidate: str) -> str | None:
        """The file for a path that has its ending: the source beside or instead of it, else the file itself."""
        stem, ending = split_ending(candidate)
        for stands_for in STANDS_FOR.get(ending, ()):
            if stem + stands_for in self._paths:
                return stem + stands_for
        return candidate if candidate in self._paths else None

    def file(self, candidate: str) -> str | None:
        """The file for a path that may lack its ending: `x` is x.ts, x.tsx, x.d.ts, x.js, x.jsx, or an asset `x`."""
        stem, ending = split_ending(candidate)
        for stands_for in STANDS_FOR.get(ending, ()):
            if stem + stands_for in self._paths:
                return stem + stands_for
        for added in _SCRIPT:
            if candidate + added in self._paths:
                return candidate + added
        return candidate if candidate in self._paths else None

    def target(self, path: str) -> str | None:
        """The file for what an `exports` or `imports` map names: a TypeScript ending is taken at its word."""
        if path.endswith(_TYPESCRIPT):
            return path if path in self._paths else None
        return self.named(path)

    def other_case(self, candidate: str) -> str | None:
        """A path that differs from `candidate` in case only: found on some disks and missed on others."""
        if self._folded is None:
            self._folded = {path.casefold(): path for path in self._paths}
        names = (candidate + added for added in ("", *_SCRIPT, *(f"/index{ending}" for ending in _SCRIPT)))
        return next((found for name in names if (found := self._folded.get(name.casefold()))), None)

    def sources(self, stem: str) -> Iterator[str]:
        """Every file, of any language, that may be compiled to `stem`.js."""
        for base in (stem, f"{stem}/index"):
            for ending in (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"):
                if base + ending in self._paths:
                    yield base + ending
