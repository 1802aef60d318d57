"""What a package must declare, derived from what its modules import."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from migrator.syntax import JsonDocument
from migrator.tree import Overlay, join, relative
from migrator.workspace import DEPENDENCY_KINDS, Builtin, External, Package, Project, Resolved, Workspace

_NODE_GLOBALS = re.compile(rb"\b(process|Buffer|__dirname|__filename|NodeJS|setImmediate)\b")
_TEST = re.compile(r"(^|/)(__tests__|__mocks__|tests?)/|\.(test|spec|bench|test-d)\.[cm]?[jt]sx?$")
_PATH_PROTOCOLS = ("file:", "link:", "portal:")


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
        if _NODE_GLOBALS.search(project.module(path).source):
            found.setdefault("@types/node", (Use.AS_TYPES, path))
    return found


def _package_named(project: Project, resolution: object, bare: str | None, home: Package | None) -> str | None:
    if isinstance(resolution, External):
        return resolution.package
    if isinstance(resolution, Builtin):
        return "@types/bun" if resolution.name.startswith("bun") else "@types/node"
    if isinstance(resolution, Resolved) and bare is not None:
        owner = project.workspace.owner(resolution.path)
        return owner.name if owner is not None and owner != home and owner.name == bare else None
    return None


def declare(
    tree: Overlay, workspace: Workspace, package: str, needed: Mapping[str, tuple[Use, str]], like: Package
) -> list[Undeclared]:
    """Declare `needed` in the manifest of the package folder `package`, with the ranges that `like` has.

    A dependency that is there already stays as it is. Types packages (`@types/x`) come along where `like` has
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
        if name == own_name or any(document.get(kind, name) is not None for kind in DEPENDENCY_KINDS):
            continue
        declared = _declared(workspace, like, name)
        member = workspace.by_name(name)
        if declared is None and member is not None:
            declared = ("dependencies", workspace_range(workspace, package, member), package)
        if declared is None:
            if not name.startswith("@types/"):
                missing.append(Undeclared(name, importer))
            continue
        kind, range_, folder = declared
        added.setdefault(_kind(kind, use, name), {})[name] = rebased(range_, folder, package)
    tree.write(path, with_ranges(document, added).source)
    return missing


def with_ranges(document: JsonDocument, added: Mapping[str, Mapping[str, str]]) -> JsonDocument:
    """Each section with what is added; one that is new, or too short to have an order, comes out sorted.

    A new `dependencies` stands before the sections for development, as every package manager writes it.
    """
    for kind, ranges in added.items():
        section = document.get(kind) or {}
        if len(section) < 2:
            behind = (
                {} if section else {name: document.get(name) for name in DEPENDENCY_KINDS[1:] if document.get(name)}
            )
            for name in behind if kind == DEPENDENCY_KINDS[0] else ():
                document = document.without((name,))
            document = document.with_value((kind,), dict(sorted({**section, **ranges}.items())))
            for name, value in behind.items():
                document = document.with_value((name,), value)
            continue
        for name, range_ in ranges.items():
            document = document.with_value((kind, name), range_)
    return document


def _with_types(
    needed: Mapping[str, tuple[Use, str]], like: Package, workspace: Workspace
) -> dict[str, tuple[Use, str]]:
    everything = dict(needed)
    for name, (_, importer) in needed.items():
        types = "@types/" + name.removeprefix("@").replace("/", "__")
        if not name.startswith("@types/") and _declared(workspace, like, types):
            everything.setdefault(types, (Use.AS_TYPES, importer))
    return everything


def _declared(workspace: Workspace, like: Package, name: str) -> tuple[str, str, str] | None:
    """Kind, range and declaring folder of `name`: as `like` has it, else the root, else most of the other packages."""
    for package in (like, workspace.root):
        found = package.manifest.ranges.get(name) if package else None
        if package is not None and found is not None:
            return (*found, package.folder)
    others = [
        (*package.manifest.ranges[name], package.folder)
        for package in workspace.packages
        if name in package.manifest.ranges
    ]
    if not others:
        return None
    common = Counter(range_ for _, range_, _ in others).most_common(1)[0][0]
    return next(other for other in others if other[1] == common)


def usual_range(workspace: Workspace, package: Package, name: str) -> str | None:
    """The range with which `package` would depend on `name`: a member in the repository's protocol, any other as the
    root or most packages have it; None where nobody has it."""
    member = workspace.by_name(name)
    if member is not None:
        return workspace_range(workspace, package.folder, member)
    declared = _declared(workspace, package, name)
    return rebased(declared[1], declared[2], package.folder) if declared is not None else None


def _kind(kind: str, use: Use, name: str) -> str:
    if use is Use.IN_TESTS or name.startswith("@types/"):
        return "devDependencies"
    if use is Use.AS_TYPES and kind == "devDependencies":
        return "devDependencies"
    return "dependencies"


def workspace_range(workspace: Workspace, importer: str, target: Package) -> str:
    """The range with which the package folder `importer` names the member `target`, in the repository's own protocol.

    The protocol is the one that most members use for each other; with none to go by, what the package manager's
    own documentation writes: `workspace:*` for bun, pnpm and yarn, `*` for npm, which knows no such protocol.
    """
    members = [*workspace.packages, *([workspace.root] if workspace.root else [])]
    names = {package.name for package in workspace.packages}
    seen = Counter(
        _protocol(range_)
        for package in members
        for name, (_, range_) in package.manifest.ranges.items()
        if name in names
    )
    protocol = seen.most_common(1)[0][0] if seen else "*" if workspace.manager == "npm" else "workspace:*"
    if protocol in _PATH_PROTOCOLS:
        return protocol + relative(target.folder, importer)
    if protocol == "version":
        return target.manifest.version or "*"
    return protocol


def _protocol(range_: str) -> str:
    for prefix in _PATH_PROTOCOLS:
        if range_.startswith(prefix):
            return prefix
    if range_ == "*" or range_.startswith("workspace:"):
        return range_ if range_ in ("*", "workspace:*", "workspace:^", "workspace:~") else "workspace:*"
    return "version"


def rebased(range_: str, origin: str, folder: str) -> str:
    """`range_` of a manifest in `origin`, as the manifest in `folder` must write it: paths are relative."""
    for prefix in _PATH_PROTOCOLS:
        if range_.startswith(prefix):
            target = join(origin, range_.removeprefix(prefix))
            return range_ if target is None else prefix + relative(target, folder)
    return range_
