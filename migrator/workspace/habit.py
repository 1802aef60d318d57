"""How a specifier was written, and a path written in the same manner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from migrator.tree import directory_of, relative
from migrator.workspace.module_files import split_ending
from migrator.workspace.resolution import is_relative

#: What a source is called once it is compiled, which is how ES modules of Node name it.
_COMPILED: Final = {
    ".ts": ".js",
    ".tsx": ".js",
    ".d.ts": ".js",
    ".js": ".js",
    ".jsx": ".jsx",
    ".mts": ".mjs",
    ".d.mts": ".mjs",
    ".mjs": ".mjs",
    ".cts": ".cjs",
    ".d.cts": ".cjs",
    ".cjs": ".cjs",
}
_OMITTED: Final = frozenset({".ts", ".tsx", ".d.ts", ".js", ".jsx"})
_AS_COMPILED: Final = frozenset({".js", ".jsx", ".mjs", ".cjs"})


@dataclass(frozen=True, slots=True)
class Habit:
    """What an old specifier shows of its author's taste.

    `ending` is the module ending it had, if any; `index` whether it named an index file; `dots` whether it was
    `.`, `..` or the like; `slash` whether it ended in one; `query` what stood from a `?` on.
    """

    ending: str = ""
    index: bool = False
    dots: bool = False
    slash: bool = False
    query: str = ""

    @classmethod
    def of(cls, specifier: str) -> Habit:
        """The habit that `specifier` shows."""
        plain, mark, rest = specifier.partition("?")
        stem, ending = split_ending(plain)
        last = plain.rstrip("/").rpartition("/")[2]
        return cls(
            ending=ending,
            index="/" in stem and stem.rpartition("/")[2] == "index",
            dots=last in (".", ".."),
            slash=plain.endswith("/"),
            query=mark + rest,
        )

    def spellings(self, path: str) -> Iterator[str]:
        """Ways to write `path`, a repository path, the most alike first; the whole path comes last at the latest."""
        stem, ending = split_ending(path)
        if ending not in _COMPILED:
            yield path
            return
        folder, _, name = stem.rpartition("/")
        for written in self._endings(ending):
            bare = not written and name == "index"
            if bare and not self.index:
                yield folder
            yield stem + written
            if bare and self.index:
                yield folder

    def _endings(self, ending: str) -> Iterator[str]:
        compiled = ".jsx" if ending == ".tsx" and self.ending == ".jsx" else _COMPILED[ending]
        omitted = ("",) if ending in _OMITTED else ()
        if self.ending in _AS_COMPILED:
            order = (compiled, *omitted, ending)
        elif self.ending and self.ending != ".json":
            order = (ending, *omitted, compiled)
        else:
            order = (*omitted, compiled, ending)
        return iter(dict.fromkeys(order))

    def relative(self, path: str, importer: str) -> Iterator[str]:
        """Relative specifiers for `path` in `importer`, the most alike first: always `./x`, never `x`."""
        shy: list[str] = []
        here = directory_of(importer)
        stem = split_ending(path)[0]
        for spelling in self.spellings(path):
            if spelling.startswith(stem):
                # By way of the folder: in a/x.ts `../a` is the module a.ts, where `.` would be the folder a.
                folder, _, name = spelling.rpartition("/")
                written = f"{relative(folder, here)}/{name}"
                yield written if is_relative(written) else f"./{written}"
            elif (written := relative(spelling, here)).rpartition("/")[2] in (".", ".."):
                (yield written + "/" * self.slash) if self.dots else shy.append(written)
            else:
                yield written if is_relative(written) else f"./{written}"
        yield from shy
