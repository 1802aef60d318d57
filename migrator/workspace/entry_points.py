"""What the folders and packages of a tree offer to an importer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from migrator.errors import MigratorError
from migrator.tree import directory_of, join
from migrator.workspace.build_output import BuildOutput
from migrator.workspace.export_maps import CONDITIONS, Match, exports_table, find, targets
from migrator.workspace.manifest import Manifest
from migrator.workspace.module_files import ModuleFiles
from migrator.workspace.workspace import Workspace


class EntryPoints:
    """Turns folders and subpaths of packages into files."""

    def __init__(self, workspace: Workspace, files: ModuleFiles, output: BuildOutput) -> None:
        self._workspace = workspace
        self._files = files
        self._output = output
        self._manifests: dict[str, Manifest | None] = {}
        self._scopes: dict[str, str] = {}

    def manifest(self, folder: str) -> Manifest | None:
        """The manifest in `folder`; None where there is none, or none that can be read."""
        if folder not in self._manifests:
            try:
                self._manifests[folder] = self._workspace.manifest(folder)
            except MigratorError:
                self._manifests[folder] = None
        return self._manifests[folder]

    def scope(self, folder: str) -> Manifest | None:
        """The nearest manifest from `folder` upwards: that of the package which a module there belongs to."""
        return self.manifest(self.scope_folder(folder))

    def scope_folder(self, folder: str) -> str:
        """The nearest folder from `folder` upwards that has a manifest; the root where none has."""
        if folder not in self._scopes:
            here = not folder or self.manifest(folder) is not None
            self._scopes[folder] = folder if here else self.scope_folder(directory_of(folder))
        return self._scopes[folder]

    def load(self, candidate: str, *, folder_only: bool = False) -> str | None:
        """The file for a path as an import names it: a file, else what its folder offers."""
        found = None if folder_only else self._files.file(candidate)
        return found or self._folder(candidate)

    def package(self, manifest: Manifest, subpath: str, conditions: Iterable[str] = ()) -> str | None:
        """The file for `subpath` (`.` or `./x`) of a package; `conditions` come on top of TypeScript's own.

        Where a package has `exports`, nothing else of it can be reached. A target that is missing because it has
        to be built stands for its source.
        """
        if manifest.exports is not None:
            match = find(exports_table(manifest.exports), subpath)
            return self._entry(manifest, match, conditions) if match else None
        if subpath == ".":
            return self._folder(manifest.folder)
        path = join(manifest.folder, subpath)
        if path is None:
            return None
        return self._types_versions(manifest, subpath) or self.load(path) or self._output.source(path, manifest.folder)

    def private(self, manifest: Manifest, specifier: str, conditions: Iterable[str] = ()) -> str | None:
        """The file that the manifest's `imports` have for `specifier` (`#x`)."""
        match = find(manifest.imports, specifier)
        return self._entry(manifest, match, conditions) if match else None

    def private_package(self, manifest: Manifest, specifier: str, conditions: Iterable[str] = ()) -> str | None:
        """The bare specifier that the manifest's `imports` have for `specifier`, where they lead to a package."""
        match = find(manifest.imports, specifier)
        target = next(targets(match, CONDITIONS.union(conditions)), None) if match else None
        return target if target and not target.startswith("./") else None

    def reaches_out(self, manifest: Manifest) -> bool:
        """Whether something that the package offers may lie outside of its folder."""
        entries = [manifest.text(name) or "" for name in _ENTRY_FIELDS]
        versions = json.dumps(manifest.value.get("typesVersions"))
        return ".." in versions or any(".." in entry for entry in entries) or self._output.reaches_out(manifest.folder)

    def why_not(self, manifest: Manifest, subpath: str) -> str:
        """Why `package` finds nothing for `subpath`: the end of a sentence that names the package."""
        if manifest.exports is None:
            fields = [value for name in _ENTRY_FIELDS if (value := manifest.text(name))]
            if subpath != ".":
                return f"has no file for {subpath}"
            return f"leads to {fields[0]}, and neither that nor its source is in the tree" if fields else "has no index"
        table = exports_table(manifest.exports)
        match = find(table, subpath)
        if match is None:
            return f"has no entry {subpath} in its exports ({', '.join(table) or 'none'})"
        leads = next(targets(match, None), None)
        return f"leads to {leads}, and neither that nor its source is in the tree" if leads else f"blocks {subpath}"

    def _entry(self, manifest: Manifest, match: Match, conditions: Iterable[str]) -> str | None:
        for met in (CONDITIONS.union(conditions), None):
            paths = [path for target in targets(match, met) if (path := _inside(manifest.folder, target))]
            for find_file in (self._files.target, lambda path: self._output.source(path, manifest.folder)):
                if found := next(filter(None, map(find_file, paths)), None):
                    return found
            if match.key == "." and any(self._output.is_built(path, manifest.folder) for path in paths):
                return self._source_index(manifest.folder)
        return None

    def _folder(self, folder: str) -> str | None:
        manifest = self.manifest(folder)
        fields = [join(folder, value) for name in _ENTRY_FIELDS if manifest and (value := manifest.text(name))]
        paths = [path for path in fields if path is not None]
        for path in paths:
            if found := self._files.file(path) or self._files.file(f"{path}/index"):
                return found
        for path in paths:
            if found := self._output.source(path, folder):
                return found
        if found := self._files.file(f"{folder}/index" if folder else "index"):
            return found
        return self._source_index(folder) if any(self._output.is_built(path, folder) for path in paths) else None

    def _source_index(self, folder: str) -> str | None:
        # A bundle has any name (dist/acme-ui.js); what it is made of starts at the index all the same.
        return next(self._files.sources(f"{folder}/src/index" if folder else "src/index"), None)

    def _types_versions(self, manifest: Manifest, subpath: str) -> str | None:
        versions = manifest.value.get("typesVersions")
        for table in _applying(versions if isinstance(versions, dict) else {}):
            match = find(table, subpath.removeprefix("./"))
            for target in targets(match, CONDITIONS) if match else ():
                if (path := join(manifest.folder, target)) and (found := self.load(path)):
                    return found
        return None


_ENTRY_FIELDS = ("types", "typings", "main", "module", "source")


def _applying(versions: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    # Ranges for old compilers (`<4.0`) don't apply to any TypeScript in use.
    for range_, table in versions.items():
        if range_.startswith(("*", ">")) and isinstance(table, dict):
            yield table


def _inside(folder: str, target: str) -> str | None:
    return join(folder, target) if target.startswith("./") and ".." not in target.split("/") else None
