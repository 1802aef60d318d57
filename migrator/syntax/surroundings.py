"""What lies around a node of a syntax tree, asked many times over."""

from __future__ import annotations

from collections.abc import Sequence

from migrator.syntax.language import RawNode, UnreadableSourceError, around

LIMIT = 3_000_000
"""How many nodes, all answers together: with thousands of calls nested in each other they are as many squared."""


class Surroundings:
    """Asks the tree below `root`, that of the file at `path`, what is around its nodes."""

    def __init__(self, path: str, root: RawNode) -> None:
        self._path = path
        self._root = root
        self._given = 0

    def of(self, node: RawNode) -> Sequence[RawNode]:
        """The nodes around `node`, nearest first. Raises UnreadableSourceError where that comes to more than LIMIT."""
        found = list(around(self._root, node))
        self._given += len(found)
        if self._given > LIMIT:
            raise UnreadableSourceError(
                f"{self._path}: thousands of module references are nested in each other, and can't be read",
                hint="nobody wrote such a source; take it away, or give it another ending",
            )
        return found
