"""Which folders of a tree are packages of its workspace, and which package manager says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias, get_args

from migrator.syntax.yaml.reader import parse_yaml
from migrator.tree import Tree, directory_of
from migrator.workspace.globs import Glob, compile_glob
from migrator.workspace.manifest import Manifest

PackageManager: TypeAlias = Literal["bun", "pnpm", "npm", "yarn"]

PNPM_WORKSPACE: Final = "pnpm-workspace.yaml"

#: What each package manager leaves at the root, the more telling first: a stale package-lock.json is common.
LOCKFILES: Final[Mapping[str, PackageManager]] = {
    "bun.lock": "bun",
    "bun.lockb": "bun",
    "pnpm-lock.yaml": "pnpm",
    PNPM_WORKSPACE: "pnpm",
    "yarn.lock": "yarn",
    "package-lock.json": "npm",
    "npm-shrinkwrap.json": "npm",
}


@dataclass(frozen=True)
class Package:
    """A folder with a manifest: a member of the workspace, or its root.

    manifest  its package.json
    """

    manifest: Manifest

    @property
    def folder(self) -> str:
        """The package's folder; the empty string for the root."""
        return self.manifest.folder

    @property
    def name(self) -> str | None:
        """The name its manifest gives it."""
        return self.manifest.name


def package_manager(tree: Tree, root: Manifest | None) -> PackageManager:
    """What the root manifest names (`packageManager`, `devEngines`), else what a lockfile tells, else npm."""
    fields = root.value if root else {}
    engines = fields.get("devEngines")
    engine = engines.get("packageManager") if isinstance(engines, dict) else None
    for named in (fields.get("packageManager"), engine.get("name") if isinstance(engine, dict) else None):
        for manager in get_args(PackageManager):
            if isinstance(named, str) and named.partition("@")[0] == manager:
                return manager  # type: ignore[no-any-return]
    return next((manager for file, manager in LOCKFILES.items() if tree.entry(file) is not None), "npm")


def pnpm_settings(tree: Tree) -> Mapping[str, Any]:
    """What pnpm-workspace.yaml says; empty where there is none. Raises YamlSyntaxError."""
    entry = tree.entry(PNPM_WORKSPACE)
    if entry is None or not entry.mode.is_file:
        return {}
    value = parse_yaml(tree.read(PNPM_WORKSPACE), PNPM_WORKSPACE).value
    return value if isinstance(value, dict) else {}


def workspace_globs(manager: PackageManager, root: Manifest | None, pnpm: Mapping[str, Any]) -> tuple[str, ...]:
    """The globs that name members, as written; those that start with `!` exclude.

    They stand in pnpm-workspace.yaml for pnpm, in the manifest's `workspaces` for the others; where the place
    that should have them has none, the other one counts.
    """
    field = root.value.get("workspaces") if root else None
    named = field.get("packages") if isinstance(field, dict) else field
    places = [pnpm.get("packages"), named] if manager == "pnpm" else [named, pnpm.get("packages")]
    for place in places:
        if isinstance(place, list) and place:
            return tuple(glob for glob in place if isinstance(glob, str))
    return ()


def member_folders(paths: Iterable[str], globs: Iterable[str]) -> list[str]:
    """The folders below the root that have a manifest and match; sorted."""
    wanted: list[Glob] = []
    excluded: list[Glob] = []
    for glob in globs:
        plain = glob.removeprefix("!").removeprefix("./").strip("/")
        (excluded if glob.startswith("!") else wanted).append(compile_glob(f"{plain}/package.json"))
        if glob.startswith("!"):
            excluded.append(compile_glob(f"{plain}/**"))
    return sorted(
        directory_of(path)
        for path in paths
        if path.endswith("/package.json")
        and "node_modules/" not in path
        and any(glob.matches(path) for glob in wanted)
        and not any(glob.matches(path) for glob in excluded)
    )
