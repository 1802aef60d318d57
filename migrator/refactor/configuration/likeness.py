"""A line that configuration has for one package, as it has to read for another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.tree import relative
from migrator.workspace import Package


class Likeness:
    """Turns what is written of `sibling` into the same of `target`, seen from the folder `seen_from`."""

    def __init__(self, sibling: Package, target: Package, seen_from: str = "") -> None:
        self.sibling = sibling
        self._forms = [*_names(sibling, target), *_folders(sibling, target, seen_from)]
        self._short = re.compile(rf"(?<![\w-]){re.escape(sibling.folder.rpartition('/')[2])}(?![\w-])")
        self._target = target

    def rewritten(self, text: str) -> str | None:
        """`text` about the target; None where it says nothing of the sibling, or more than name and folder."""
        found = text
        for pattern, new in self._forms:
            # In a replacement only the backslash means more than itself.
            found = pattern.sub(new.replace("\\", r"\\"), found)
        rest = found
        for part in (self._target.name or "", self._target.folder):
            rest = rest.replace(part, "") if part else rest
        return None if found == text or self._short.search(rest) else found


def _names(sibling: Package, target: Package) -> Iterator[tuple[re.Pattern[str], str]]:
    """The name where it is not part of a path, also as a regular expression has it."""
    for slash in ("/", r"\/", r"\\/") if sibling.name and target.name else ():
        old, new = (sibling.name or "").replace("/", slash), (target.name or "").replace("/", slash)
        yield re.compile(rf"(?<![\w@/.-]){re.escape(old)}(?![\w-])"), new


def _folders(sibling: Package, target: Package, seen_from: str) -> Iterator[tuple[re.Pattern[str], str]]:
    """The folder as seen from the root, and from another package."""
    near, there = relative(sibling.folder, seen_from), relative(target.folder, seen_from)
    for old, new in [(sibling.folder, target.folder), *([(near, there)] if near.startswith("../") else [])]:
        yield re.compile(rf"(?<![\w@-]){re.escape(old)}(?![\w-])"), new
