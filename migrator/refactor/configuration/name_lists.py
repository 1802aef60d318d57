"""Lists of package names in the configuration of bundlers, extended where they name packages of the workspace."""

from __future__ import annotations

import re
from collections.abc import Collection

from migrator.refactor.configuration.connection import Advice, Connection, behind, pairs_of
from migrator.refactor.configuration.literal import append_element, insert_behind
from migrator.syntax import Module, Node
from migrator.text import Edit, apply_edits


def extend_lists(connection: Connection, path: str, keys: Collection[str], at_least: float = 0) -> list[Advice]:
    """Add the target to each list under one of `keys` that names other packages of the workspace one by one.

    A list that has it, be it by a regular expression or as `true`, stays as it is; so does one that names fewer than
    `at_least` (a share) of the packages that the consumer uses. Answers where it could not be told.
    """
    module = Module(path, connection.tree.read(path))
    edits: list[Edit] = []
    advice: list[Advice] = []
    for pair in pairs_of(module, *keys):
        value = behind(pair.field("value"))
        if value is None or names(value, connection.name):
            continue
        listed = [name for name in connection.others if names(value, name)]
        if not listed or len(set(listed) & connection.used.keys()) < at_least * len(connection.used):
            continue
        edit = _extension(value, connection.name, listed)
        if edit is not None and edit not in edits:
            edits.append(edit)
        elif edit is None:
            key = pair.field("key")
            advice.append(left_to_write(connection, path, pair, key.text if key is not None else ""))
    if edits:
        connection.tree.write(path, apply_edits(module.source, edits))
    return advice


def left_to_write(connection: Connection, path: str, place: Node, key: str) -> Advice:
    """The advice to add the target to the list under `key` by hand."""
    line = place.position.line
    return Advice(f"add {connection.name!r} to `{key}` of {path}", path, line, f'"{connection.name}",')


def names(value: Node, name: str) -> bool:
    """Whether a list (or its one entry, or `true`) holds the package `name`."""
    if value.kind == "true":
        return True
    entries = value.children if value.kind == "array" else (value,)
    return any(_is(entry, name) for entry in entries)


def _is(entry: Node, name: str) -> bool:
    if entry.kind == "spread_element":
        inner = behind(entry.children[0]) if entry.children else None
        return inner is not None and inner.kind == "array" and names(inner, name)
    if entry.kind == "regex":
        pattern = regular_expression(entry)
        return pattern is not None and pattern.search(name) is not None
    return entry.string_value == name


def regular_expression(node: Node) -> re.Pattern[str] | None:
    """A regular expression of JavaScript as one of Python; None for what Python does not know."""
    pattern, flags = node.field("pattern"), node.field("flags")
    try:
        ignore_case = flags is not None and "i" in flags.text
        return re.compile(pattern.text.replace(r"\/", "/"), re.IGNORECASE if ignore_case else 0) if pattern else None
    except re.error:
        return None


def _extension(value: Node, name: str, listed: list[str]) -> Edit | None:
    """The name behind the others, in their quotes; None where only a regular expression or other code names them."""
    if value.kind == "string":
        quote = value.text[0]
        return Edit(value.span, f"[{value.text}, {quote}{name}{quote}]".encode())
    strings = [child for child in value.children if child.kind == "string" and child.string_value in listed]
    if value.kind != "array" or not strings:
        return None
    quote = strings[0].text[0]
    written = [child.string_value or "" for child in value.children if child.kind != "comment"]
    before = [child for child in value.children if child.kind == "string" and (child.string_value or "") < name]
    if len(written) > 2 and written == sorted(written) and before:
        return insert_behind(before[-1], f"{quote}{name}{quote}")
    return append_element(value, f"{quote}{name}{quote}")
