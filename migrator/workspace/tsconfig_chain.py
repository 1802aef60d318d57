"""Reads tsconfig files with everything they extend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from migrator.errors import MigratorError
from migrator.tree import directory_of, join
from migrator.workspace.export_maps import exports_table, find, targets
from migrator.workspace.manifest import Manifest
from migrator.workspace.resolution import split_bare
from migrator.workspace.tsconfig import TsConfig
from migrator.workspace.workspace import Workspace

LONGEST_CHAIN = 100
"""How many files may extend each other in a row."""

_CONFIG_DIR = "${configDir}"


@dataclass
class _Chain:
    """What has been merged so far. Paths are resolved against the file that declares them, as TypeScript does."""

    leaf: str
    files: list[str] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def path(self, option: str, value: object) -> str | None:
        """`value`, a path that `option` holds, as a repository path; None where it leaves the repository."""
        return self.joined(self.folders.get(option, ""), value)

    def joined(self, folder: str, value: object) -> str | None:
        if not isinstance(value, str) or value.startswith("/"):
            return None
        if value.startswith(_CONFIG_DIR):
            folder, value = directory_of(self.leaf), value.removeprefix(_CONFIG_DIR).lstrip("/")
        return join(folder, value)

    def take(self, base: _Chain) -> None:
        """Lay the settings of an extended file, and of all that it extends, over what there is."""
        self.files += [path for path in base.files if path not in self.files]
        self.options |= base.options
        self.folders |= base.folders
        self.lists |= base.lists
        self.unknown += [name for name in base.unknown if name not in self.unknown]
        self.problems += [problem for problem in base.problems if problem not in self.problems]

    def option_paths(self, option: str) -> tuple[str, ...]:
        value = self.options.get(option)
        found = (self.path(option, item) for item in (value if isinstance(value, list) else [value]))
        return tuple(path for path in found if path is not None)


class TsConfigReader:
    """Reads the tsconfig files of one workspace; each answer is computed once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._known: dict[str, TsConfig] = {}

    def read(self, path: str) -> TsConfig:
        """The effective settings of the file at `path`, which exists. Malformed JSON ends up in `problems`."""
        known = self._known.get(path)
        if known is None:
            chain = self._merged(path, path, {}, 0)
            known = self._known[path] = _effective(path, chain, self._mapping(path, _Chain(path)))
        return known

    def _merged(self, path: str, leaf: str, merged: dict[str, _Chain], depth: int) -> _Chain:
        """The file at `path` with all that it extends. `merged` has those that are done, or begun: so each is read
        once, however many files extend it, and a circle ends."""
        if path in merged:
            return merged[path]
        chain = _Chain(leaf)
        if depth == LONGEST_CHAIN:
            chain.problems.append(f"{path} is extended through more than {LONGEST_CHAIN} files")
            return chain
        merged[path] = _Chain(leaf, problems=[f"{path} extends itself"])
        value, folder = self._mapping(path, chain), directory_of(path)
        extends = value.get("extends")
        for base in extends if isinstance(extends, list) else [extends]:
            if isinstance(base, str):
                found = self._base(base, folder)
                if found is None:
                    chain.unknown.append(base)
                else:
                    chain.take(self._merged(found, leaf, merged, depth + 1))
        if path not in chain.files:
            chain.files.append(path)
        options = value.get("compilerOptions")
        for option, setting in options.items() if isinstance(options, dict) else ():
            chain.options[option] = setting
            chain.folders[option] = folder
        for name in ("files", "include", "exclude"):
            if isinstance(value.get(name), list):
                found_paths = (chain.joined(folder, item) for item in value[name])
                chain.lists[name] = tuple(item for item in found_paths if item is not None)
        merged[path] = chain
        return chain

    def _mapping(self, path: str, chain: _Chain) -> Mapping[str, Any]:
        try:
            return self._workspace.files.mapping(path) or {}
        except MigratorError as error:
            chain.problems.append(str(error))
            return {}

    def _base(self, extends: str, folder: str) -> str | None:
        """The file that `extends` names, seen from `folder`; None where it is not in the tree."""
        if extends.startswith(("./", "../")) or extends in (".", ".."):
            path = join(folder, extends)
            if path is None or "node_modules/" not in f"{path}/":
                return None if path is None else self._first(path, f"{path}.json", f"{path}/tsconfig.json")
            extends = path.rpartition("node_modules/")[2]
        name, subpath = split_bare(extends)
        package = self._workspace.by_name(name)
        if package is None:
            return None
        return next((found for path in _in_package(package.manifest, subpath) if (found := self._first(path))), None)

    def _first(self, *candidates: str) -> str | None:
        return next((path for path in candidates if self._workspace.files.tree.entry(path) is not None), None)


def _in_package(manifest: Manifest, subpath: str) -> Iterator[str]:
    """Where a package may keep the configuration that `extends` names, the likeliest first."""
    names: list[str] = []
    match = find(exports_table(manifest.exports), f".{subpath}")
    if match:
        names += targets(match, None)
    if subpath:
        names += [f".{subpath}", f".{subpath}.json", f".{subpath}/tsconfig.json"]
    else:
        names += [manifest.text("tsconfig") or "", "tsconfig.json"]
    for name in names:
        path = join(manifest.folder, name)
        if name and path:
            yield path


def _effective(path: str, chain: _Chain, own: Mapping[str, Any]) -> TsConfig:
    base_url = chain.path("baseUrl", chain.options.get("baseUrl"))
    base = base_url if base_url is not None else chain.folders.get("paths", "")
    written = chain.options.get("paths")
    paths: dict[str, tuple[str, ...]] = {}
    for pattern, places in written.items() if isinstance(written, dict) else ():
        found = (chain.joined(base, place) for place in (places if isinstance(places, list) else ()))
        paths[pattern] = tuple(place for place in found if place is not None)
    references = own.get("references")
    listed = references if isinstance(references, list) else ()
    referenced = (item.get("path") for item in listed if isinstance(item, dict))
    return TsConfig(
        path=path,
        chain=tuple(chain.files),
        compiler_options=chain.options,
        base_url=base_url,
        paths=paths,
        root_dirs=chain.option_paths("rootDirs"),
        out_dirs=chain.option_paths("outDir") + chain.option_paths("declarationDir"),
        root_dir=chain.path("rootDir", chain.options.get("rootDir")),
        files=chain.lists.get("files"),
        include=chain.lists.get("include"),
        exclude=chain.lists.get("exclude"),
        references=tuple(at for item in referenced if (at := chain.joined(directory_of(path), item)) is not None),
        unknown_extends=tuple(chain.unknown),
        problems=tuple(chain.problems),
    )
