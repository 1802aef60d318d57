"""Peer dependencies: what the packages of a workspace leave to their users, a new one leaves to its users too."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from migrator.tree import directory_of
from migrator.workspace import Package, Workspace


@dataclass(frozen=True, slots=True)
class Peer:
    """The range of a peer and the folder of a package that has it, and whether such packages also develop with it."""

    range_: str
    folder: str
    also_for_development: bool


def as_peer(workspace: Workspace, folder: str, name: str) -> Peer | None:
    """How the package in `folder` should expect `name` of its users; None where most packages beside it bring it."""
    beside = [one for one in workspace.packages if one.folder != folder and _beside(one, folder)]
    expecting = [one for one in beside if name in one.manifest.dependencies("peerDependencies")]
    bringing = [one for one in beside if name in one.manifest.dependencies()]
    # One that has it in both sections is no witness for either.
    peers = [one for one in expecting if one not in bringing]
    if len(peers) <= len([one for one in bringing if one not in expecting]):
        return None
    range_, _ = Counter(one.manifest.dependencies("peerDependencies")[name] for one in peers).most_common(1)[0]
    model = next(one for one in peers if one.manifest.dependencies("peerDependencies")[name] == range_)
    developing = [one for one in peers if name in one.manifest.dependencies("devDependencies")]
    return Peer(range_, model.folder, 2 * len(developing) >= len(peers))


def _beside(package: Package, folder: str) -> bool:
    return directory_of(package.folder) == directory_of(folder)
