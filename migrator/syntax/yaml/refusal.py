"""What an edit of YAML leaves alone, and says so: a change there would change more, or can't be vouched for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.syntax.yaml.node import YamlNode, YamlTree

_LINE_ENDS = re.compile(b"\r(?!\n)|" + "|".join("\x85\u2028\u2029").encode())


def whole_file(source: bytes, tree: YamlTree) -> tuple[str, int] | None:
    """Why no edit of this file is possible, and the byte that is to blame."""
    if tree.second is not None:
        return "a second document starts here, and which one is meant is not known", tree.second
    if found := _LINE_ENDS.search(source):
        return "git and editors don't take this for a line end, and YAML does", found.start()
    return None


def passed(found: list[YamlNode]) -> tuple[str, YamlNode] | None:
    """Why none of `found`, from the outermost value to the one that changes, can be edited inside."""
    for node in found:
        if node.obstacle:
            return f"it stands in what has {node.obstacle}" if "alias" not in node.obstacle else _alias(node), node
        if node.kind == "mapping" and node.flow and node.pairs and node.start == node.pairs[0][0].start:
            return "it stands in a pair without braces", node
    return None


def container(node: YamlNode, *, adds: bool) -> tuple[str, YamlNode] | None:
    """Why no member of the mapping `node` can be set, added or removed; `adds` for the latter two."""
    for key, _ in node.pairs:
        if key.kind != "scalar" or key.obstacle:
            return "it stands beside a key that is no plain name", key
        if adds and key.value == "<<" and not key.style:
            return "it stands beside a merge key, which may bring it in", key
    return None


def target(node: YamlNode, *, goes: bool) -> tuple[str, YamlNode] | None:
    """Why `node` can't be replaced, or removed where it `goes`."""
    if node.obstacle and not (goes and "anchor" not in node.obstacle):
        return (_alias(node) if "alias" in node.obstacle else f"it has {node.obstacle}"), node
    for inner in _inside(node):
        if "anchor" in inner.obstacle:
            return f"it holds {inner.obstacle}", inner
    return None


def _alias(node: YamlNode) -> str:
    return f"it is {node.obstacle}, which stands for something elsewhere"


def _inside(node: YamlNode) -> Iterator[YamlNode]:
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        if "alias" not in node.obstacle:
            waiting += [*node.elements, *(one for pair in node.pairs for one in pair)]
