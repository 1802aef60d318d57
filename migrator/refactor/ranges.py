"""With which range a package names another: as the repository does, in its own protocol."""

from __future__ import annotations

from collections import Counter

from migrator.tree import join, relative
from migrator.workspace import Package, Workspace

_PATH_PROTOCOLS = ("file:", "link:", "portal:")


def declared(workspace: Workspace, like: Package, name: str) -> tuple[str, str, str] | None:
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
    found = declared(workspace, package, name)
    return rebased(found[1], found[2], package.folder) if found is not None else None


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
