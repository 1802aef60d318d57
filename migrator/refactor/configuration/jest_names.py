"""Jest's `moduleNameMapper`: regular expression -> path, in package.json or a configuration of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from migrator.refactor.configuration.connection import Advice, Connection, behind, pairs_of
from migrator.refactor.configuration.likeness import Likeness
from migrator.refactor.configuration.literal import insert_behind
from migrator.syntax import JsonDocument, Module, Node
from migrator.text import apply_edits
from migrator.workspace import Package

_CODE = re.compile(r"jest\.([\w-]+\.)?config\.[cm]?[jt]s")
_JSON = re.compile(r"jest\.([\w-]+\.)?config\.json|package\.json")
_KEY = "moduleNameMapper"


def map_names(connection: Connection) -> list[Advice]:
    """Map the target's name where other packages of the workspace have an entry by name."""
    advice: list[Advice] = []
    for folder in dict.fromkeys((connection.consumer.folder, "")):
        for path in connection.files(_JSON, folder):
            advice += _in_json(connection, path)
        for path in connection.files(_CODE, folder):
            advice += _in_code(connection, path)
    return advice


def _in_json(connection: Connection, path: str) -> Iterator[Advice]:
    document = JsonDocument.parse(connection.tree.read(path), path)
    keys = ("jest", _KEY) if path.endswith("package.json") else (_KEY,)
    mapped = document.get(*keys)
    if not isinstance(mapped, dict):
        return
    entries = {key: value for key, value in mapped.items() if isinstance(value, str)}
    model = _model(connection, entries)
    if model is None:
        return
    for key in model:
        likeness = Likeness(_sibling(connection, key), connection.target, connection.consumer.folder)
        new_key, new_value = likeness.rewritten(key), likeness.rewritten(entries[key])
        if new_key is None or new_value is None:
            yield _advice(connection, path, document.position(*keys, key).line)
            return
        document = document.with_value((*keys, new_key), new_value)
    connection.tree.write(path, document.source)


def _in_code(connection: Connection, path: str) -> Iterator[Advice]:
    module = Module(path, connection.tree.read(path))
    for pair in pairs_of(module, _KEY):
        value = behind(pair.field("value"))
        members = [one for one in value.children if one.kind == "pair"] if value is not None else []
        entries: dict[str, Node] = {}
        for member in members:
            key = member.field("key")
            if key is not None:
                entries[key.string_value or key.text] = member
        model = _model(connection, {key: member.text for key, member in entries.items()})
        if model is None:
            continue
        texts = []
        for name in model:
            likeness = Likeness(_sibling(connection, name), connection.target, connection.consumer.folder)
            texts.append(likeness.rewritten(entries[name].text))
        edits = [insert_behind(entries[model[-1]], text) for text in texts if text is not None]
        if len(edits) < len(texts):
            yield _advice(connection, path, entries[model[-1]].position.line)
        else:
            connection.tree.write(path, apply_edits(module.source, edits))
        return


def _model(connection: Connection, entries: Mapping[str, str]) -> list[str] | None:
    """The keys of the last package that has entries by name; None where there is none, or nothing is missing."""
    if any(_matches(key, connection.name) or _matches(key, f"{connection.name}/client") for key in entries):
        return None
    of_packages = [key for key in entries if _named(connection, key)]
    return [key for key in of_packages if _named(connection, key) == _named(connection, of_packages[-1])] or None


def _named(connection: Connection, key: str) -> str:
    """The name of the package that an entry is for as a whole, with or without its subpaths."""
    plain = re.sub(r"/?\((\.\*|\.\+|/\.\*)\)\??$", "", key.replace("\\/", "/").strip("^$"))
    return plain if plain in connection.others else ""


def _sibling(connection: Connection, key: str) -> Package:
    return connection.others[_named(connection, key)]


def _matches(key: str, name: str) -> bool:
    try:
        return re.search(key.replace("\\/", "/"), name) is not None
    except re.error:
        return False


def _advice(connection: Connection, path: str, line: int) -> Advice:
    write = f'"^{connection.name}(.*)$": "<rootDir>/…/{connection.target.folder}/src$1"'
    return Advice(f"{path} maps packages by name, and {connection.name} needs an entry", path, line, write)
