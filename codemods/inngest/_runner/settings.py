"""Settings as plain values, read from a configuration's text without running any of it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Final

from migrator.api import JsonDocument, MigratorError, Node, Project, exported_object

from .._reading.constants import constant, value_of
from .._reading.event_names import bare

UNKNOWN: Final = object()
"""Stands for whatever only running the configuration could tell."""
REST: Final = "..."
"""The key under which an object has UNKNOWN, where something unknown is spread into it."""
_DEPTH: Final = 12
_HERE: Final = {"__dirname": ".", "import.meta.dirname": "."}
_CONSTANTS: Final = {"true": True, "false": False}


def settings_of(project: Project, path: str) -> object:
    """What the configuration at `path` exports: strings, lists and mappings; UNKNOWN where that can't be told.

    Seen through: constants and modules of the repository, `defineConfig(x)` and other calls with one object,
    `mergeConfig(a, b)`, spreads, functions that return one thing, paths that start at `__dirname`.
    """
    if path.endswith(".json"):
        try:
            return JsonDocument.parse(project.tree.read(path), path).value
        except MigratorError:
            return UNKNOWN
    there = project.symbols.declaration(path, "default")
    module = project.module(there.path if there is not None and there.path is not None else path)
    value = value_of(module, there.name if there is not None else "default") or _assigned(module.root)
    found = _value(project, value, _DEPTH) if value is not None else UNKNOWN
    if found is not UNKNOWN or b"mergeConfig" in module.source:
        return found
    written = exported_object(module)
    return _value(project, written, _DEPTH) if written is not None else UNKNOWN


def _assigned(program: Node) -> Node | None:
    """The value of `module.exports = value`."""
    for assignment in program.descendants("assignment_expression"):
        left = assignment.field("left")
        if left is not None and left.text == "module.exports":
            return assignment.field("right")
    return None


def _value(project: Project, node: Node, depth: int) -> object:
    node = bare(node)
    if depth == 0:
        return UNKNOWN
    if node.string_value is not None:
        return node.string_value
    if node.text in _HERE or node.kind in _CONSTANTS:
        return _HERE.get(node.text) or _CONSTANTS[node.kind]
    match node.kind:
        case "object":
            return _object(project, node, depth)
        case "array":
            return list(_items(project, node, depth))
        case "regex":
            pattern = node.field("pattern")
            return pattern.text if pattern is not None else UNKNOWN
        case "identifier" | "shorthand_property_identifier":
            there = constant(project, node)
            return _value(project, there, depth - 1) if there is not None and there != node else UNKNOWN
        case "await_expression":
            return _value(project, node.children[0], depth - 1)
        case "call_expression":
            return _called(project, node, depth)
    return UNKNOWN


def _object(project: Project, node: Node, depth: int) -> dict[str, object]:
    found: dict[str, object] = {}
    for member in node.children:
        key, value = member.field("key"), member.field("value")
        if member.kind == "shorthand_property_identifier":
            found[member.text] = _value(project, member, depth)
        elif member.kind == "pair" and key is not None and value is not None and key.kind != "computed_property_name":
            found[key.string_value or key.text] = _value(project, value, depth)
        elif member.kind == "spread_element":
            spread = _value(project, member.children[0], depth)
            found |= spread if isinstance(spread, dict) else {REST: UNKNOWN}
        elif member.kind == "method_definition" and (name := member.field("name")) is not None:
            found[name.text] = UNKNOWN
        elif member.kind != "comment":
            found[REST] = UNKNOWN
    return found


def _items(project: Project, node: Node, depth: int) -> Iterator[object]:
    for item in node.children:
        if item.kind == "spread_element":
            inner = item.children[0]
            # What a runner leaves out by default is nothing that a function could lie in.
            spread = [] if inner.text == "configDefaults.exclude" else _value(project, inner, depth)
            yield from spread if isinstance(spread, list) else [UNKNOWN]
        elif item.kind != "comment":
            yield _value(project, item, depth)


def _called(project: Project, call: Node, depth: int) -> object:
    """What a call gives, as far as it passes on what it is given."""
    callee, arguments = call.field("function"), call.field("arguments")
    given = [one for one in arguments.children if one.kind != "comment"] if arguments is not None else []
    name = callee.text.rpartition(".")[2] if callee is not None else ""
    values = [_value(project, one, depth - 1) for one in given]
    if callee is not None and not given:
        return _value(project, callee, depth - 1)
    if name in ("resolve", "join"):
        parts = [one for one in values if isinstance(one, str)]
        return posixpath.join(*parts) if len(parts) == len(values) and parts[0] == "." else UNKNOWN
    if name == "require" and isinstance(values[0], str):
        there = getattr(project.resolver.resolve(values[0], call.module.path), "path", None)
        return settings_of(project, there) if isinstance(there, str) else UNKNOWN
    if name == "mergeConfig":
        return merged(*values) if len(values) == 2 else UNKNOWN
    return values[0] if len(values) == 1 and isinstance(values[0], dict) else UNKNOWN


def merged(first: object, second: object) -> object:
    """As Vite's `mergeConfig`: lists are joined, mappings merged, anything else of the second counts."""
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        return {
            **first,
            **{key: merged(first[key], value) if key in first else value for key, value in second.items()},
        }
    if isinstance(first, list) and isinstance(second, list):
        return [*first, *second]
    if isinstance(first, list) or isinstance(second, list) or isinstance(first, Mapping) or first is UNKNOWN:
        return UNKNOWN
    return second
