"""TypeScript's `paths` for packages: `"@acme/db": ["../../packages/db/src"]`, in an app's tsconfig or a base of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from migrator.errors import MigratorError
from migrator.refactor.configuration.connection import Advice, Connection
from migrator.syntax import JsonDocument
from migrator.tree import directory_of, join, relative
from migrator.workspace import Package, Resolver, Workspace

CONFIG = re.compile(r"[tj]sconfig(\.[\w-]+)*\.json")
"""The names of tsconfigs."""

_PATHS = ("compilerOptions", "paths")


def map_paths(connection: Connection) -> list[Advice]:
    """Map the target as other packages of the workspace are mapped, in each file that maps some by name."""
    for path in _files(connection):
        try:
            document = JsonDocument.parse(connection.tree.read(path), path)
        except MigratorError:
            continue
        mapped = document.get(*_PATHS)
        if not isinstance(mapped, dict) or connection.name in mapped or f"{connection.name}/*" in mapped:
            continue
        base = _base(connection, document, path)
        for key, targets in _alike(connection, mapped, base).items():
            document = document.with_value((*_PATHS, key), targets)
        connection.tree.write(path, document.source)
    return []


def _files(connection: Connection) -> Iterator[str]:
    """The consumer's tsconfigs and what they extend, as far as it is in the tree."""
    own = list(connection.files(CONFIG))
    resolver = Resolver(connection.tree, Workspace.load(connection.tree, connection.workspace))
    folder = connection.consumer.folder
    config = resolver.config(f"{folder}/src/index.ts" if folder else "src/index.ts")
    yield from dict.fromkeys((*own, *(config.chain if config is not None else ())))


def _base(connection: Connection, document: JsonDocument, path: str) -> str:
    """The folder that `paths` of this file are relative to."""
    written = document.get("compilerOptions", "baseUrl")
    return (join(directory_of(path), written) if isinstance(written, str) else None) or directory_of(path)


def _alike(connection: Connection, mapped: Mapping[str, object], base: str) -> dict[str, list[str]]:
    """The target's entries, like those of the last package that has any; empty where none has."""
    found: dict[str, list[str]] = {}
    model = ""
    for key, targets in mapped.items():
        name, star = (key.removesuffix("/*"), "/*") if key.endswith("/*") else (key, "")
        sibling = connection.others.get(name)
        if sibling is None or not isinstance(targets, list):
            continue
        places = [_place(connection, sibling, place, base) for place in targets]
        if not places or None in places:
            continue
        found = found if name == model else {}
        model = name
        found[connection.name + star] = [place for place in places if place is not None]
    return found


def _place(connection: Connection, sibling: Package, place: object, base: str) -> str | None:
    """`place`, a path of the sibling's, as the same path of the target; None where it is no path of the sibling's."""
    full = join(base, place) if isinstance(place, str) else None
    if full is None or not isinstance(place, str) or not f"{full}/".startswith(f"{sibling.folder}/"):
        return None
    inner = full.removeprefix(sibling.folder).lstrip("/")
    first = inner.partition("/")[0]
    built = f'"./{first}/'.encode() in connection.manifest(connection.target).source
    if first != "src" and not built:
        # The sibling keeps its sources, or what is built of them, where the target has none.
        inner = "src/*" if inner.endswith("*") else "src/index.ts"
    path = relative(f"{connection.target.folder}/{inner}", base)
    return f"./{path}" if place.startswith("./") and not path.startswith(".") else path
