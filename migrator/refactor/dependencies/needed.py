"""What a package must declare, derived from what its modules import."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from migrator.errors import RefusedError
from migrator.refactor.dependencies.peers import as_peer
from migrator.refactor.dependencies.ranges import declared, rebased, workspace_range
from migrator.syntax import JsonDocument
from migrator.tree import Overlay
from migrator.workspace import DEPENDENCY_KINDS, Builtin, External, Package, Project, Resolved, Unresolved, Workspace

_NODE_GLOBALS = re.compile(rb"\b(process|Buffer|__dirname|__filename|NodeJS|setImmediate)\b")
_TEST = re.compile(r"(^|/)(__tests__|__mocks__|tests?)/|\.(test|spec|bench|test-d)\.[cm]?[jt]sx?$")


class Use(IntEnum):
    """How a package is needed; the strongest use decides where it is declared."""

    IN_TESTS = 0
    AS_TYPES = 1
    AT_RUNTIME = 2


@dataclass(frozen=True, slots=True)
class Undeclared:
    """A package that moved code imports and that no manifest declares."""

    name: str
    importer: str


def is_test(path: str) -> bool:
    """Whether only a test runner loads this module, by the names that vitest, jest and bun look for."""
    return bool(_TEST.search(path))


def needs(project: Project, modules: Iterable[str]) -> dict[str, tuple[Use, str]]:
    """Package name -> strongest use and a module that has it, for everything `modules` import from elsewhere."""
    found: dict[str, tuple[Use, str]] = {}
    for path in modules:
        home = project.workspace.owner(path)
        for edge in project.graph.edges_from(path):
            name = _package_named(project, edge.resolution, edge.reference.package, home)
            if name is None:
                continue
            use = Use.AS_TYPES if edge.reference.type_only else Use.AT_RUNTIME
            use = Use.IN_TESTS if is_test(path) else use
            if name not in found or use > found[name][0]:
                found[name] = (use, path)
        if _NODE_GLOBALS.search(project.module(path).script):
            found.setdefault("@types/node", (Use.AS_TYPES, path))
    return found


def _package_named(project: Project, resolution: object, bare: str | None, home: Package | None) -> str | None:
    if isinstance(resolution, External):
        return resolution.package
    if isinstance(resolution, Builtin):
        return "@types/bun" if resolution.name.startswith("bun") else "@types/node"
    if isinstance(resolution, Unresolved) and bare is not None:
        # A member whose entry point is built or generated, and not in the tree.
        member = project.workspace.by_name(bare)
        return member.name if member is not None and member != home else None
    if isinstance(resolution, Resolved) and bare is not None:
        owner = project.workspace.owner(resolution.path)
        if owner is not None and owner != home and owner.name == bare:
            return bare
    # A folder that is no member of the workspace can be depended on all the same: `file:`, `link:`.
    return bare if bare is not None and home is not None and bare in home.manifest.ranges else None


def declare(
    tree: Overlay, workspace: Workspace, package: str, needed: Mapping[str, tuple[Use, str]], like: Package
) -> list[Undeclared]:
    """Declare `needed` in the manifest of the package folder `package`, with the ranges that `like` has.

    A dependency that is there already stays as it is. What the packages beside this one leave to their users, as a
    peer, this one does too. Types packages (`@types/x`) come along where `like` has
    them. Answers what is declared nowhere; a `@types` package for the runtime is then simply left out.
    """
    path = f"{package}/package.json" if package else "package.json"
    document = JsonDocument.parse(tree.read(path), path)
    own_name = document.get("name")
    missing: list[Undeclared] = []
    added: dict[str, dict[str, str]] = {}
    for name, (use, importer) in sorted(_with_types(needed, like, workspace).items()):
        if name == "@types/node" and document.get("devDependencies", "@types/bun") is not None:
            continue  # they come with the types of Node
        known = declared(workspace, like, name)
        present = next((kind for kind in DEPENDENCY_KINDS if document.get(kind, name) is not None), None)
        if present == "devDependencies" and use is Use.AT_RUNTIME and known is not None:
            promoted = known[0] == "dependencies" and document.get("peerDependencies", name) is None
            if promoted and name not in like.manifest.dependencies("devDependencies"):
                # What so far only tests had imported.
                added.setdefault("dependencies", {})[name] = document.get(present, name)
                document = document.without((present, name))
                document = document if document.get(present) else document.without((present,))
        if name == own_name or present is not None:
            continue
        member = workspace.by_name(name)
        if known is None and member is not None:
            known = ("dependencies", workspace_range(workspace, package, member), package)
        if known is None:
            if not name.startswith("@types/"):
                missing.append(Undeclared(name, importer))
            continue
        kind, range_, folder = known
        kind = _kind(kind, use, name)
        expected = as_peer(workspace, package, name) if kind == "dependencies" else None
        if expected is not None:
            added.setdefault("peerDependencies", {})[name] = rebased(expected.range_, expected.folder, package)
            kind = "devDependencies" if expected.also_for_development else ""
        if kind:
            added.setdefault(kind, {})[name] = rebased(range_, folder, package)
    tree.write(path, with_ranges(document, added).source)
    return missing


def with_ranges(document: JsonDocument, added: Mapping[str, Mapping[str, str]]) -> JsonDocument:
    """Each section with what is added; one that is new, or too short to have an order, comes out sorted.

    A new `dependencies` stands before the sections for development, as every package manager writes it. Raises
    RefusedError where a section is there and holds something else than names and ranges.
    """
    if not isinstance(document.value, dict):
        raise RefusedError(f"{document.path} holds no object", hint="mend it first")
    for kind, ranges in added.items():
        section = document.get(kind) or {}
        if not isinstance(section, dict):
            raise RefusedError(f"{document.path}: {kind!r} is no object with names and ranges", hint="mend it first")
        if len(section) > 1:
            for name, range_ in ranges.items():
                document = document.with_value((kind, name), range_)
            continue
        later = DEPENDENCY_KINDS[1:] if kind == DEPENDENCY_KINDS[0] else ()
        before = next((name for name in document.value if name in later), None)
        document = document.with_value((kind,), dict(sorted({**section, **ranges}.items())), before)
    return document


def _with_types(
    needed: Mapping[str, tuple[Use, str]], like: Package, workspace: Workspace
) -> dict[str, tuple[Use, str]]:
    everything = dict(needed)
    for name, (_, importer) in needed.items():
        types = "@types/" + name.removeprefix("@").replace("/", "__")
        if not name.startswith("@types/") and declared(workspace, like, types):
            everything.setdefault(types, (Use.AS_TYPES, importer))
    return everything


def _kind(kind: str, use: Use, name: str) -> str:
    if use is Use.IN_TESTS or name.startswith("@types/"):
        return "devDependencies"
    if use is Use.AS_TYPES and kind == "devDependencies":
        return "devDependencies"
    return "dependencies"
