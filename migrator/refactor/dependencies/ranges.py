"""With which range a package names another: as the repository does, in its own protocol."""

from __future__ import annotations

import re
from collections import Counter

from migrator.tree import join, relative
from migrator.workspace import Package, Workspace

_PATH_PROTOCOLS = ("file:", "link:", "portal:")
_OF_WORKSPACE = re.compile(r"(?P<protocol>workspace:)?(?P<operator>[\^~]|>=)?\d")
_PATCH = re.compile(r"(?P<head>patch:[^#]+#)(?P<path>\.{1,2}/.*)")


def declared(workspace: Workspace, like: Package, name: str) -> tuple[str, str, str] | None:
    """Kind, range and declaring folder of `name`: as `like` has it, else the root, else most of the other packages.

    What only a catalog has is taken from the catalog.
    """
    for package in (like, workspace.root):
        found = package.manifest.ranges.get(name) if package else None
        if package is not None and found is not None:
            return (*found, package.folder)
    others = [
        (*package.manifest.ranges[name], package.folder)
        for package in workspace.packages
        if name in package.manifest.ranges
    ]
    # What a package expects of its users is wider than what it is developed with.
    others = [other for other in others if other[0] != "peerDependencies"] or others
    if not others:
        catalogs = [catalog for catalog, ranges in workspace.catalogs.items() if name in ranges]
        catalog = "" if "default" in catalogs else catalogs[0] if len(catalogs) == 1 else None
        return None if catalog is None else ("dependencies", f"catalog:{catalog}", "")
    common = Counter(range_ for _, range_, _ in others).most_common(1)[0][0]
    return next(other for other in others if other[1] == common)


def usual_range(workspace: Workspace, package: Package, name: str) -> str | None:
    """The range with which `package` would depend on `name`: a member in the repository's protocol, any other as the
    root or most packages have it; None where nobody has it."""
    member = workspace.by_name(name)
    if member is not None:
        return workspace_range(workspace, package.folder, member)
    found = declared(workspace, package, name)
    return rebased(found[1], found[2], package.folder) if found is not None else None


def workspace_range(workspace: Workspace, importer: str, target: Package) -> str:
    """The range with which the package folder `importer` names the member `target`, in the repository's own protocol.

    The protocol is the one that most members use for each other; with none to go by, what the package manager's
    own documentation writes: `workspace:*` for bun, pnpm and yarn, `*` for npm and for yarn 1, which know no such
    protocol.
    """
    members = workspace.packages_and_root
    names = {package.name for package in workspace.packages}
    seen = Counter(
        _protocol(range_)
        for package in members
        for kind in ("dependencies", "devDependencies")
        for name, range_ in package.manifest.dependencies(kind).items()
        if name in names and not range_.startswith("catalog:")
    )
    protocol = seen.most_common(1)[0][0] if seen else _documented(workspace)
    if protocol in _PATH_PROTOCOLS:
        return protocol + relative(target.folder, importer)
    if protocol.endswith("<version>"):
        version = target.manifest.version
        plain = "workspace:*" if protocol.startswith("workspace:") else "*"
        return protocol.replace("<version>", version) if version else plain
    return protocol


def _documented(workspace: Workspace) -> str:
    if workspace.manager == "yarn":
        named = workspace.root.manifest.text("packageManager") if workspace.root else None
        entry = workspace.files.tree.entry("yarn.lock")
        lock = workspace.files.tree.read("yarn.lock")[:200] if entry is not None and entry.mode.is_file else b""
        return "*" if (named or "").startswith("yarn@1.") or (not named and b"lockfile v1" in lock) else "workspace:*"
    return "*" if workspace.manager == "npm" else "workspace:*"


def _protocol(range_: str) -> str:
    """The range with what is a package's own in it, its path or its version, left out or named `<version>`."""
    for prefix in _PATH_PROTOCOLS:
        if range_.startswith(prefix):
            return prefix
    if range_ in ("*", "workspace:*", "workspace:^", "workspace:~"):
        return range_
    versioned = _OF_WORKSPACE.match(range_)
    if versioned is not None:
        return f"{versioned['protocol'] or ''}{versioned['operator'] or ''}<version>"
    return "workspace:*" if range_.startswith("workspace:") else "*"


def rebased(range_: str, origin: str, folder: str) -> str:
    """`range_` of a manifest in `origin`, as the manifest in `folder` must write it: paths are relative."""
    for prefix in (*_PATH_PROTOCOLS, "workspace:"):
        if range_.startswith(prefix if prefix in _PATH_PROTOCOLS else f"{prefix}."):
            target = join(origin, range_.removeprefix(prefix))
            return range_ if target is None else prefix + relative(target, folder)
    patch = _PATCH.match(range_)
    target = join(origin, patch["path"]) if patch is not None else None
    if patch is not None and target is not None:
        path = relative(target, folder)
        return patch["head"] + (path if path.startswith(".") else f"./{path}")
    return range_
