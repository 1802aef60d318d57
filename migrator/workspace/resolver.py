"""From a module specifier to what it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from migrator.tree import Tree, directory_of, join
from migrator.workspace.build_output import BuildOutput
from migrator.workspace.builtin_modules import has_scheme, is_builtin
from migrator.workspace.entry_points import EntryPoints
from migrator.workspace.governing import GoverningConfigs
from migrator.workspace.manifest import ALIASED_RANGE, LOCAL_RANGE, Manifest
from migrator.workspace.module_files import ModuleFiles
from migrator.workspace.reasons import unread_settings, why_missing
from migrator.workspace.resolution import Builtin, External, Resolution, Resolved, Unresolved, is_relative, split_bare
from migrator.workspace.specifier import specifier_for
from migrator.workspace.tsconfig import TsConfig
from migrator.workspace.tsconfig_chain import TsConfigReader
from migrator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from migrator.workspace.spelling import Spellings

# https://github.com/npm/validate-npm-package-name, old names with capitals included.
_PACKAGE_NAME = re.compile(r"(?:@[a-z0-9*~-][a-z0-9*._~-]*/)?[a-z0-9-][a-z0-9._~-]*", re.IGNORECASE)


class Resolver:
    """Resolves specifiers on a tree that has no node_modules; the tree must not change meanwhile.

    The order is TypeScript's: `paths`, `baseUrl`, `imports`, self-reference, then packages, of which those of the
    workspace stand for what an install would link. Construction costs nothing; answers are kept.
    """

    def __init__(self, tree: Tree, workspace: Workspace) -> None:
        self._tree = tree
        self.workspace = workspace
        self._answers: dict[tuple[str, str, str], Resolution] = {}

    @cached_property
    def files(self) -> ModuleFiles:
        """Which file a candidate path stands for."""
        return ModuleFiles(self._tree.paths())

    @cached_property
    def configs(self) -> GoverningConfigs:
        """Which tsconfig governs which module."""
        return GoverningConfigs(self.files, TsConfigReader(self.workspace))

    @cached_property
    def entry_points(self) -> EntryPoints:
        """What folders and packages offer."""
        return EntryPoints(self.workspace, self.files, BuildOutput(self.files, self.configs.reader))

    @cached_property
    def spellings(self) -> Spellings:
        """What specifiers have to say to lead to a file."""
        from migrator.workspace.spelling import Spellings

        return Spellings(self)

    def config(self, importer: str) -> TsConfig | None:
        """The effective tsconfig that governs `importer`, a path that need not exist yet."""
        return self.configs.governing(importer)

    def resolve(self, specifier: str, importer: str) -> Resolution:
        """What `specifier` means in `importer`, a repository path that need not exist yet.

        A query (`./icon.svg?react`) is no part of the file's name unless a file is named so.
        """
        (resolution,) = self.resolve_all([specifier], importer)
        return resolution

    def resolve_all(self, specifiers: Iterable[str], importer: str) -> tuple[Resolution, ...]:
        """What each of `specifiers` means in `importer`; see `resolve`."""
        config, folder = self.config(importer), directory_of(importer)
        settings, scope = config.path if config else "", None
        found = []
        for specifier in specifiers:
            place = folder
            if not is_relative(specifier):
                # Of the importer's folder nothing else matters to such a specifier than the manifests around it.
                place = scope = self.entry_points.scope_folder(folder) if scope is None else scope
            key = settings, place, specifier
            answer = self._answers.get(key)
            if answer is None:
                answer = self._answers[key] = self._answer(specifier, place, config)
            found.append(answer)
        return tuple(found)

    def _answer(self, specifier: str, folder: str, config: TsConfig | None) -> Resolution:
        answer = self._resolve(specifier, folder, config)
        plain = specifier.partition("?")[0]
        if plain != specifier and plain and not isinstance(answer, Resolved):
            return self._resolve(plain, folder, config)
        return answer

    def specifier_for(self, target: str, importer: str, like: str) -> str | None:
        """The best specifier for the file `target` in `importer`, in the manner of the old specifier `like`.

        Relative stays relative, an alias keeps its prefix where that still applies, endings and `/index` are written
        or left out as before. Into another package it is the package's name and a subpath that its entry points
        have. None where no entry point leads to `target`. The answer has been resolved back to `target`, so both
        must be in the tree, or `importer` at least where it is going to be.
        """
        return specifier_for(self, target, importer, like)

    def _resolve(self, specifier: str, folder: str, config: TsConfig | None) -> Resolution:
        if is_relative(specifier):
            return self._relative(specifier, folder, config)
        if config and (found := self._aliased(specifier, config)):
            return Resolved(found)
        if specifier.startswith("/"):
            return Unresolved("an absolute path; what it is relative to is up to the server or bundler")
        if specifier.startswith("#"):
            return self._private(specifier, folder, config)
        if has_scheme(specifier):
            return Builtin(specifier)
        return self._bare(specifier, folder, config)

    def _relative(self, specifier: str, folder: str, config: TsConfig | None) -> Resolution:
        path = join(folder, specifier)
        if path is None:
            return Unresolved("the path leaves the repository")
        folder_only = specifier.rpartition("/")[2] in ("", ".", "..")
        for candidate in (path, *_mirrored(path, config)):
            if found := self.entry_points.load(candidate, folder_only=folder_only):
                return Resolved(found)
        return Unresolved(why_missing(self._tree, self.files, path))

    def _aliased(self, specifier: str, config: TsConfig) -> str | None:
        alias, folder_only = config.alias(specifier), specifier.endswith("/")
        if alias is None:
            base = join(config.base_url, specifier) if config.base_url is not None else None
            return self.entry_points.load(base, folder_only=folder_only) if base else None
        for place in config.paths[alias.pattern]:
            candidate = place.replace("*", alias.star, 1) if alias.star else place
            path = join("", candidate)
            if path and (found := self.entry_points.load(path, folder_only=folder_only)):
                return found
        return None

    def _private(self, specifier: str, folder: str, config: TsConfig | None) -> Resolution:
        manifest = self.entry_points.scope(folder)
        if manifest is None:
            return Unresolved(f"no package.json has imports that {specifier} could be one of")
        if outside := self.entry_points.private_package(manifest, specifier, _conditions(config)):
            return self._bare(outside, manifest.folder, config)
        if found := self.entry_points.private(manifest, specifier, _conditions(config)):
            return Resolved(found)
        return Unresolved(f"the imports of {manifest.path} lead {specifier} to no file{unread_settings(config)}")

    def _bare(self, specifier: str, folder: str, config: TsConfig | None) -> Resolution:
        name, rest = split_bare(specifier)
        if not _PACKAGE_NAME.fullmatch(name):
            return Unresolved(
                f"no tsconfig paths lead {specifier} to a file, and it names no package"
                f" (aliases of a bundler are not read){unread_settings(config)}"
            )
        declaring = next((scope for scope in self._scopes(folder) if name in scope.ranges), None)
        if is_builtin(specifier) and declaring is None:
            return Builtin(specifier)
        manifest = self._package(name, folder, declaring)
        if manifest is None:
            return External(name, rest, declared=declaring is not None)
        subpath = f".{rest.rstrip('/')}"
        if found := self.entry_points.package(manifest, subpath, _conditions(config)):
            return Resolved(found)
        return Unresolved(f"{name} ({manifest.folder}) {self.entry_points.why_not(manifest, subpath)}")

    def _package(self, name: str, folder: str, declaring: Manifest | None) -> Manifest | None:
        """The manifest of the tree that `name` stands for: the importer's own package, a member, a local folder."""
        own = self.entry_points.scope(folder)
        if own and own.name == name and own.exports is not None:
            return own
        range_ = declaring.ranges[name][1] if declaring else ""
        if declaring and (local := LOCAL_RANGE.match(range_)):
            place = join(declaring.folder, local[1])
            return self.entry_points.manifest(place) if place is not None else None
        aliased = ALIASED_RANGE.match(range_)
        package = self.workspace.by_name(aliased[1] if aliased else name)
        return package.manifest if package else None

    def _scopes(self, folder: str) -> Iterator[Manifest]:
        while True:
            if manifest := self.entry_points.manifest(folder):
                yield manifest
            if not folder:
                return
            folder = directory_of(folder)


def _conditions(config: TsConfig | None) -> tuple[str, ...]:
    custom = config.compiler_options.get("customConditions") if config else None
    return tuple(item for item in custom if isinstance(item, str)) if isinstance(custom, list) else ()


def _mirrored(path: str, config: TsConfig | None) -> Iterator[str]:
    """Where `rootDirs` overlay several folders: the same place in each of the others."""
    roots = config.root_dirs if config else ()
    within = [root for root in roots if not root or path.startswith(f"{root}/")]
    if within:
        inner = max(within, key=len)
        for root in roots:
            if root != inner:
                yield f"{root}/{path[len(inner) :].lstrip('/')}".lstrip("/")
