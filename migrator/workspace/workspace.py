"""The packages of a tree."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from migrator.syntax.json.document import JsonDocument
from migrator.tree import Tree, directory_of
from migrator.workspace.json_files import JsonFiles
from migrator.workspace.manifest import Manifest
from migrator.workspace.packages import (
    LOCKFILES,
    PNPM_WORKSPACE,
    Package,
    PackageManager,
    member_folders,
    package_manager,
    pnpm_settings,
    workspace_globs,
)


class Workspace:
    """The root, the members, and what the package manager's settings say of them. Made by `load`; immutable.

    root      the package at the repository's root; None where no manifest is there
    packages  the members, by folder; the root is none of them, so a repository without a workspace has none
    manager   whose settings count: `bun`, `npm`, `pnpm` or `yarn`
    globs     the globs that say which folders are members
    files     the JSON files of the tree, parsed when they are first asked for
    """

    def __init__(self, files: JsonFiles, root: Manifest | None, pnpm: Mapping[str, Any]) -> None:
        self.files = files
        self.root = Package(root) if root else None
        self.manager: PackageManager = package_manager(files.tree, root)
        self.globs = workspace_globs(self.manager, root, pnpm)
        self._pnpm = pnpm
        self._owners: dict[str, Package | None] = {}
        self.packages = tuple(
            Package(manifest)
            for folder in member_folders(files.tree.paths(), self.globs)
            if (manifest := self.manifest(folder)) is not None
        )

    @classmethod
    def load(cls, tree: Tree, known: Workspace | None = None) -> Workspace:
        """The workspace of `tree`; what `known` has parsed of an earlier tree is not parsed again.

        Raises JsonSyntaxError or YamlSyntaxError, each with its place, where the root's or a member's manifest or
        pnpm-workspace.yaml is malformed: no package manager would install such a workspace either.
        """
        files = known.files.over(tree) if known else JsonFiles(tree)
        document = files.document("package.json")
        return cls(files, Manifest("package.json", document) if document else None, pnpm_settings(tree))

    @property
    def packages_and_root(self) -> tuple[Package, ...]:
        """The members, then the root, where a manifest is there."""
        return (*self.packages, self.root) if self.root else self.packages

    def manifest(self, folder: str) -> Manifest | None:
        """The manifest in `folder`, be it a member or not; None where it has none. Raises JsonSyntaxError."""
        path = f"{folder}/package.json" if folder else "package.json"
        document: JsonDocument | None = self.files.document(path)
        return Manifest(path, document) if document else None

    def by_name(self, name: str) -> Package | None:
        """The member of that name, or the root; the first by folder where a name was given twice."""
        return self._by_name.get(name)

    def owner(self, path: str) -> Package | None:
        """The member whose folder holds `path`, the innermost if they nest, else the root."""
        return self._owner_of_folder(directory_of(path)) if path else self.root

    def _owner_of_folder(self, folder: str) -> Package | None:
        if folder not in self._owners:
            own = self._by_folder.get(folder)
            self._owners[folder] = own or (self._owner_of_folder(directory_of(folder)) if folder else self.root)
        return self._owners[folder]

    @property
    def lockfiles(self) -> tuple[str, ...]:
        """The lockfiles at the root; more than one where a repository changed its package manager."""
        return tuple(file for file in LOCKFILES if file != PNPM_WORKSPACE and self.files.tree.entry(file) is not None)

    @cached_property
    def catalogs(self) -> Mapping[str, Mapping[str, str]]:
        """Catalog name -> package -> range; the unnamed catalog is `default` (pnpm: `catalog:`, bun likewise)."""
        root = self.root.manifest.value if self.root else {}
        workspaces = root.get("workspaces")
        found: dict[str, Mapping[str, str]] = {}
        for place in (self._pnpm, workspaces if isinstance(workspaces, dict) else {}, root):
            named = place.get("catalogs")
            sections = {**(named if isinstance(named, dict) else {}), "default": place.get("catalog")}
            for name, section in sections.items():
                if isinstance(section, dict) and section:
                    found.setdefault(name, section)
        return found

    @property
    def overrides(self) -> Mapping[str, Mapping[str, Any]]:
        """Where versions are forced -> selector -> version: each such field of the root, and of pnpm's settings.

        npm nests selectors, so a version may also be a mapping.
        """
        root = self.root.manifest.value if self.root else {}
        pnpm = root.get("pnpm")
        places = {
            "overrides": root.get("overrides"),
            "resolutions": root.get("resolutions"),
            "pnpm.overrides": pnpm.get("overrides") if isinstance(pnpm, dict) else None,
            "overrides of pnpm-workspace.yaml": self._pnpm.get("overrides"),
        }
        return {place: found for place, found in places.items() if isinstance(found, dict)}

    @cached_property
    def _by_name(self) -> Mapping[str, Package]:
        return {package.name: package for package in reversed(self.packages_and_root) if package.name}

    @cached_property
    def _by_folder(self) -> Mapping[str, Package]:
        return {package.folder: package for package in self.packages}
