"""The JSON files of a tree, each parsed once however many trees hold the same bytes."""

from __future__ import annotations

from typing import Any

from migrator.syntax.json.document import JsonDocument
from migrator.tree import Tree


class JsonFiles:
    """Reads JSON with comments from one tree. A successor made by `over` shares what was parsed already."""

    def __init__(self, tree: Tree, parsed: dict[tuple[str, str], JsonDocument] | None = None) -> None:
        self.tree = tree
        self._parsed: dict[tuple[str, str], JsonDocument] = {} if parsed is None else parsed

    def over(self, tree: Tree) -> JsonFiles:
        """The same for another tree."""
        return JsonFiles(tree, self._parsed)

    def document(self, path: str) -> JsonDocument | None:
        """The parsed file; None where the tree has no plain file of that path. Raises JsonSyntaxError."""
        entry = self.tree.entry(path)
        if entry is None or not entry.mode.is_file:
            return None
        key = (path, entry.identity)
        known = self._parsed.get(key)
        if known is None:
            known = self._parsed[key] = JsonDocument.parse(self.tree.read(path), path)
        return known

    def mapping(self, path: str) -> dict[str, Any] | None:
        """The object in the file; None where there is no such file or it holds no object. Raises JsonSyntaxError."""
        document = self.document(path)
        return document.value if document is not None and isinstance(document.value, dict) else None
