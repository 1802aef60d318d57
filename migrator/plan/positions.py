"""Where in a YAML file a value or a key is."""

from __future__ import annotations

from migrator.errors import Location
from migrator.syntax.yaml.node import YamlNode

Keys = tuple[str | int, ...]
"""What leads to a value in a document: keys of mappings, indexes into sequences."""


def locate(document: YamlNode, file: str, keys: Keys, *, key: bool = False) -> Location:
    """The place of the value at `keys`, or of its key; where it isn't there, of the innermost value around it."""
    place = document
    node = document
    for step in keys:
        found = _child(node, step)
        if found is None:
            break
        place, node = found
    return Location(file, *(place if key else node).position)


def _child(node: YamlNode, step: str | int) -> tuple[YamlNode, YamlNode] | None:
    """The key and the value below `node`; of a sequence's item, the item twice."""
    if isinstance(step, int):
        return (node.elements[step], node.elements[step]) if step < len(node.elements) else None
    return next((pair for pair in node.pairs if pair[0].value == step), None)
