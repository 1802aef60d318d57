"""JSON values as plain Python: copied, compared, changed, kept in order."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from migrator.syntax.json.parser import JsonNode

Keys = tuple[str | int, ...]
"""The way to a value: one member name or array index (from 0) per level."""


def plain(value: Any) -> Any:
    """A copy of `value` in dicts, lists and scalars. Raises TypeError for what JSON has no form for."""
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("the keys of a JSON object are strings")
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"JSON has no form for {type(value).__name__}")


def same(one: Any, other: Any) -> bool:
    """Equality that tells `true` from 1, and takes one `.nan` of YAML for another."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other or (one != one and other != other))


def changed(value: Any, keys: Keys, new: Any) -> Any:
    """A copy of `value` that has `new` under `keys`; what the edited document has to parse to."""
    if not keys:
        return new
    key, *rest = keys
    if isinstance(key, str):
        members = dict(value or {})
        return {**members, key: changed(members.get(key), tuple(rest), new)}
    items = list(value or [])
    return [*items[:key], changed(items[key] if key < len(items) else None, tuple(rest), new), *items[key + 1 :]]


def names_of(node: JsonNode) -> list[Any]:
    """What an object or array is sorted by: its keys, its items."""
    if node.kind == "object":
        return [element.key for element in node.elements]
    return [element.value.scalar for element in node.elements]


def sorted_place(names: list[Any], name: Any, at_least: int) -> int:
    """Where `name` goes among `names`: its place if they are sorted, by code point or without regard to case."""
    if len(names) >= at_least and all(isinstance(other, str) for other in [*names, name]):
        for order in (str, str.casefold):
            keys = [order(other) for other in names]
            if all(one <= next_one for one, next_one in pairwise(keys)):
                return next((index for index, key in enumerate(keys) if key > order(name)), len(keys))
    return len(names)
