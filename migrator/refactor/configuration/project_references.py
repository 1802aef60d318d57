"""TypeScript's project references: who builds what first, where the packages of a workspace say so one by one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from migrator.errors import MigratorError
from migrator.refactor.configuration.connection import Advice, Connection, files_in
from migrator.refactor.configuration.path_mappings import CONFIG
from migrator.syntax import JsonDocument
from migrator.tree import Overlay, directory_of, join, relative
from migrator.workspace import DEPENDENCY_KINDS, Package, Resolver, Workspace

_KEYS = ("references",)
_FILE = re.compile(r"/[\w.-]+\.json$")


def refer(connection: Connection) -> list[Advice]:
    """Let the consumer refer to the target where it refers to other packages, or where its siblings all do so."""
    advice: list[Advice] = []
    paths = list(connection.files(CONFIG))
    referring = [path for path in paths if _of_packages(connection.tree, path, connection.others.values())]
    if not referring and _siblings_refer(connection):
        referring = [path for path in paths if path.endswith("/tsconfig.json")]
    for path in referring:
        if _add(connection.tree, path, connection.target, connection.others.values()):
            advice += _make_composite(connection)
    return advice


def list_in_solutions(tree: Overlay, workspace: Workspace, target: Package) -> None:
    """List the target in the tsconfigs above it that list other packages: the solution that `tsc --build` starts at."""
    others = [one for one in workspace.packages if one.folder != target.folder]
    folder = target.folder
    while folder:
        folder = directory_of(folder)
        for path in files_in(tree, folder, CONFIG):
            if _of_packages(tree, path, others):
                _add(tree, path, target, others)


def _references(tree: Overlay, path: str) -> Iterator[tuple[str, str]]:
    """Each reference as written, with the folder or file it leads to."""
    try:
        references = JsonDocument.parse(tree.read(path), path).get(*_KEYS)
    except MigratorError:
        return
    for one in references if isinstance(references, list) else ():
        written = one.get("path") if isinstance(one, dict) else None
        full = join(directory_of(path), written) if isinstance(written, str) else None
        if isinstance(written, str) and full is not None:
            yield written, full


def _of_packages(tree: Overlay, path: str, packages: Iterable[Package]) -> list[str]:
    """The references of a tsconfig that lead to packages, as written."""
    folders = {one.folder for one in packages}
    return [written for written, full in _references(tree, path) if _FILE.sub("", full) in folders]


def _siblings_refer(connection: Connection) -> bool:
    """Whether the packages beside the consumer that depend on others refer to them."""
    refers: list[bool] = []
    known = {**connection.others, connection.name: connection.target}
    for one in connection.others.values():
        if directory_of(one.folder) != directory_of(connection.consumer.folder):
            continue
        if any(name in known for kind in DEPENDENCY_KINDS for name in one.manifest.dependencies(kind)):
            packages = [other for other in known.values() if other != one]
            configs = files_in(connection.tree, one.folder, CONFIG)
            refers.append(any(_of_packages(connection.tree, path, packages) for path in configs))
    return bool(refers) and all(refers)


def _add(tree: Overlay, path: str, target: Package, others: Iterable[Package]) -> bool:
    """Add a reference in the form of the others; False where it is there already."""
    if any(_FILE.sub("", full) == target.folder for _, full in _references(tree, path)):
        return False
    written = _of_packages(tree, path, others)
    last = written[-1] if written else ""
    place = relative(target.folder, directory_of(path))
    place = f"./{place}" if last.startswith("./") and not place.startswith(".") else place
    file = _FILE.search(last)
    if file is not None and tree.entry(target.folder + file.group()) is not None:
        place += file.group()
    document = JsonDocument.parse(tree.read(path), path)
    tree.write(path, document.with_item(_KEYS, {"path": place}).source)
    return True


def _make_composite(connection: Connection) -> Iterator[Advice]:
    """TypeScript refers to projects only that are `composite` and emit something (TS6306, TS6310)."""
    path = f"{connection.target.folder}/tsconfig.json"
    if connection.tree.entry(path) is None:
        return
    resolver = Resolver(connection.tree, Workspace.load(connection.tree, connection.workspace))
    config = resolver.config(f"{connection.target.folder}/src/index.ts")
    options = config.compiler_options if config is not None else {}
    if config is None or config.unknown_extends or not _others_are_composite(connection, resolver):
        return
    document = JsonDocument.parse(connection.tree.read(path), path)
    if not options.get("composite"):
        document = document.with_value(("compilerOptions", "composite"), True)
    connection.tree.write(path, document.source)
    if options.get("noEmit"):
        line = document.position("compilerOptions").line
        yield Advice(f"{path} is referred to and must emit something", path, line, '"noEmit": false, "outDir": "dist"')


def _others_are_composite(connection: Connection, resolver: Resolver) -> bool:
    configs = [resolver.config(f"{one.folder}/src/index.ts") for one in connection.used.values()]
    return any(config is not None and config.compiler_options.get("composite") for config in configs)
