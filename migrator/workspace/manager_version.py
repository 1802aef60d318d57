"""Which version of its package manager a repository asks for."""

from __future__ import annotations

from migrator.workspace.workspace import Workspace


def asked_version(workspace: Workspace) -> str:
    """The version that the root's `packageManager` names, `9.1.0` of `pnpm@9.1.0+sha512.ab`; empty where none does."""
    root = workspace.root
    name, _, version = ((root.manifest.text("packageManager") if root else None) or "").partition("@")
    return version.partition("+")[0] if name == workspace.manager else ""


def is_modern_yarn(workspace: Workspace) -> bool:
    """Whether the repository uses yarn 2 or later, which has little but the name in common with yarn 1."""
    if workspace.manager != "yarn":
        return False
    asked = asked_version(workspace)
    if asked:
        return not asked.startswith("1.")
    tree = workspace.files.tree
    lockfile = tree.read("yarn.lock") if tree.entry("yarn.lock") is not None else b""
    return b"\n__metadata:" in lockfile or tree.entry(".yarnrc.yml") is not None
