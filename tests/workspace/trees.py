"""Trees written down as path -> content, for the tests of this folder."""

import json
from collections.abc import Mapping

from migrator.tree import MemoryTree
from migrator.workspace.resolver import Resolver
from migrator.workspace.workspace import Workspace


def tree_of(files: Mapping[str, object]) -> MemoryTree:
    """Strings are file contents as they are; anything else is written as JSON."""
    return MemoryTree(
        {
            path: content.encode() if isinstance(content, str) else json.dumps(content).encode()
            for path, content in files.items()
        }
    )


def resolver_of(files: Mapping[str, object]) -> Resolver:
    tree = tree_of(files)
    return Resolver(tree, Workspace.load(tree))


def empty(*paths: str) -> dict[str, object]:
    return dict.fromkeys(paths, "")
