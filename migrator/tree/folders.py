"""The folders that paths imply, kept true while paths come and go."""

from __future__ import annotations

from collections.abc import Iterable

from migrator.tree.paths import directory_of


class Folders:
    """Which folders there are: those that some path lies below, and the root.

    Each folder knows how many files and folders lie directly in it, so that one path more or less costs as many steps
    as it has parts, however many others there are.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._directly_inside: dict[str, int] = {"": 0}
        for path in paths:
            self.add(path)

    def __contains__(self, folder: str) -> bool:
        return folder in self._directly_inside

    def add(self, path: str) -> None:
        """A path comes that was not there."""
        while path:
            path = directory_of(path)
            known = self._directly_inside.get(path)
            self._directly_inside[path] = (known or 0) + 1
            if known is not None:
                return

    def remove(self, path: str) -> None:
        """A path goes that was there."""
        while path:
            path = directory_of(path)
            self._directly_inside[path] -= 1
            if self._directly_inside[path] or not path:
                return
            del self._directly_inside[path]
