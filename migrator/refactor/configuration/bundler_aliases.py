"""`resolve.alias` of Vite and Vitest: packages by name, each pointed at its sources.

Both forms that Vite documents: an object, and an array of `{ find, replacement }`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.refactor.configuration.connection import Advice, Connection, behind, pairs_of
from migrator.refactor.configuration.likeness import Likeness
from migrator.refactor.configuration.literal import insert_behind
from migrator.refactor.configuration.name_lists import regular_expression
from migrator.syntax import Module, Node
from migrator.text import apply_edits
from migrator.workspace import Package

_CONFIG = re.compile(
    r"(vite|vitest|astro|tsup|electron\.vite)(\.[\w-]+)?\.config\.[cm]?[jt]s|vitest\.(setup|workspace)\.[jt]s"
)
_INDEX = re.compile(r"/index\.[cm]?tsx?(?=[\"'`])")


def alias(connection: Connection) -> list[Advice]:
    """Give the target an alias where other packages of the workspace have one by name."""
    folders = dict.fromkeys((connection.consumer.folder, ""))
    paths = [path for folder in folders for path in connection.files(_CONFIG, folder)]
    return [one for path in paths for one in _in_file(connection, path)]


def _in_file(connection: Connection, path: str) -> Iterator[Advice]:
    module = Module(path, connection.tree.read(path))
    edits = []
    for pair in pairs_of(module, "alias"):
        value = behind(pair.field("value"))
        entries = [one for one in value.children if one.kind in ("pair", "object")] if value is not None else []
        found = {entry: finds for entry in entries if (finds := _find(entry)) is not None}
        if any(_covers(finds, connection.name) for finds in found.values()):
            continue
        alike = [(entry, one) for entry, finds in found.items() if (one := _sibling(connection, finds)) is not None]
        if not alike:
            continue
        entry, sibling = alike[-1]
        written = Likeness(sibling, connection.target, connection.consumer.folder).rewritten(entry.text)
        if written is None:
            yield Advice(
                f"{path} has aliases of packages, and {connection.name} needs one",
                path,
                entry.position.line,
                f'"{connection.name}": the sources in {connection.target.folder}/src',
            )
            continue
        # A string is the start of a specifier for Vite, and an index has nothing below it.
        edits.append(insert_behind(entry, _INDEX.sub("", written) if _find_is_text(entry) else written))
    if edits:
        connection.tree.write(path, apply_edits(module.source, edits))


def _find(entry: Node) -> Node | None:
    """What an alias is for: the key of a pair, or `find` of an object."""
    if entry.kind == "pair":
        return entry.field("key")
    members = [one for one in entry.children if one.kind == "pair"]
    keys = {key.string_value or key.text: one.field("value") for one in members if (key := one.field("key"))}
    return keys.get("find") if "replacement" in keys else None


def _find_is_text(entry: Node) -> bool:
    finds = _find(entry)
    return finds is not None and finds.kind == "string"


def _covers(finds: Node, name: str) -> bool:
    if finds.kind == "regex":
        pattern = regular_expression(finds)
        return pattern is not None and (pattern.search(name) is not None or pattern.search(f"{name}/x") is not None)
    return (finds.string_value or finds.text) in (name, name.rpartition("/")[0] or name)


def _sibling(connection: Connection, finds: Node) -> Package | None:
    """The package of the workspace that an alias is for as a whole."""
    text = (finds.string_value or finds.text).replace("\\/", "/").strip("/^$")
    return connection.others.get(text)
