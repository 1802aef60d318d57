"""From a file to the specifier that names it: the resolver's inverse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from migrator.tree import directory_of, join
from migrator.workspace.build_output import built_prefix
from migrator.workspace.entry_points import EntryPoints
from migrator.workspace.entry_subpaths import entry_subpaths, private_names
from migrator.workspace.habit import Habit
from migrator.workspace.resolution import Resolution, Resolved, is_relative, split_bare
from migrator.workspace.tsconfig import TsConfig
from migrator.workspace.workspace import Workspace


class Resolves(Protocol):
    """What a specifier is checked with: the resolver."""

    @property
    def workspace(self) -> Workspace:
        """The packages."""

    @property
    def entry_points(self) -> EntryPoints:
        """What they offer."""

    def config(self, importer: str) -> TsConfig | None:
        """The tsconfig that governs `importer`."""

    def resolve(self, specifier: str, importer: str) -> Resolution:
        """What `specifier` means in `importer`."""


def specifier_for(resolver: Resolves, target: str, importer: str, like: str) -> str | None:
    """The specifier for `target` in `importer` that is most like `like`; None where no entry point leads there.

    Whatever is returned has been resolved back to `target`.
    """
    habit = Habit.of(like)
    slash = "/" if habit.slash and not habit.dots else ""
    for specifier in dict.fromkeys(_Candidates(resolver, target, importer, like)):
        for written in dict.fromkeys((specifier + slash + habit.query, specifier + habit.query, specifier)):
            if resolver.resolve(written, importer) == Resolved(target):
                return written
    return None


class _Candidates:
    """Specifiers that may name `target`, the most alike first."""

    def __init__(self, resolver: Resolves, target: str, importer: str, like: str) -> None:
        self._resolver = resolver
        self._target = target
        self._importer = importer
        self._like = like
        self._habit = Habit.of(like)
        self._config = resolver.config(importer)
        self._home = resolver.workspace.owner(importer)
        self._away = resolver.workspace.owner(target)

    def __iter__(self) -> Iterator[str]:
        if is_relative(self._like):
            if self._within_reach or self._reached_over:
                yield from self._habit.relative(self._target, self._importer)
            yield from self._packaged()
            yield from self._named_by_alias()
            return
        if self._like.startswith("#"):
            yield from self._private()
        if self._own_alias:
            yield from self._aliased(self._own_alias)
        if not self._within_reach or self._names_home:
            yield from self._packaged()
            yield from self._named_by_alias()
        if self._config and not self._named_package:
            if self._config.base_url is not None and self._starts_at(self._config.base_url):
                yield from self._based(self._config.base_url)
            if self._own_alias or self._like.startswith("#"):
                yield from self._aliased(*(pattern for pattern in self._config.paths if not pattern.startswith("*")))
        if self._within_reach:
            yield from self._relative()

    @property
    def _own_alias(self) -> str | None:
        """The key of `paths` that `like` was written with."""
        alias = self._config.alias(self._like) if self._config and not self._named_package else None
        if self._config is None or alias is None:
            return None
        places = (place.partition("*")[0] for place in self._config.paths[alias.pattern])
        return alias.pattern if alias.pattern != "*" or any(map(self._starts_at, places)) else None

    def _starts_at(self, folder: str) -> bool:
        """Whether the first part of `like` is a folder or module in `folder`, so that `like` was seen from there."""
        path = join(folder, self._like.partition("/")[0])
        tree = self._resolver.workspace.files.tree
        return bool(path) and (tree.is_folder(path or "") or self._resolver.entry_points.load(path or "") is not None)

    @property
    def _within_reach(self) -> bool:
        """Whether a relative specifier may lead there: not into another package, unless that has no name."""
        nameless = self._away is not None and self._away.name is None
        return self._home is self._away or (nameless and self._away is not self._resolver.workspace.root)

    @property
    def _reached_over(self) -> bool:
        """Whether `like`, read where the importer now is, climbs into the very package the target is in.

        So it is with scripts at the root that import a member's modules, and with configurations of the root that
        members import.
        """
        path = join(directory_of(self._importer), self._like)
        return path is not None and self._resolver.workspace.owner(path) is self._away

    @property
    def _named_package(self) -> bool:
        """Whether `like` names a package rather than an alias: a member, or what a manifest declares."""
        if self._like.startswith("#"):
            return False
        name = split_bare(self._like)[0]
        if self._resolver.workspace.by_name(name) is not None:
            return True
        folder = directory_of(self._importer)
        scope = self._resolver.entry_points.scope(folder)
        declared = scope is not None and name in scope.ranges
        return declared and not isinstance(self._resolver.resolve(self._like, self._importer), Resolved)

    @property
    def _names_home(self) -> bool:
        return self._home is not None and split_bare(self._like)[0] == self._home.name

    def _relative(self) -> Iterator[str]:
        """Relative specifiers where `like` was none; an ES module of Node then needs the ending."""
        habit = replace(self._habit, dots=False)
        if not habit.ending and self._config and _wants_endings(self._config):
            scope = self._resolver.entry_points.scope(directory_of(self._importer))
            if scope is not None and scope.text("type") == "module":
                habit = replace(habit, ending=".js")
        yield from habit.relative(self._target, self._importer)

    def _packaged(self) -> Iterator[str]:
        manifest = self._away.manifest if self._away else None
        importable = self._away is not self._resolver.workspace.root or self._names_home
        if manifest is not None and manifest.name and importable:
            name, subpath = split_bare(self._like)
            built = built_prefix(subpath.lstrip("/")) if name == manifest.name else ""
            for subpath in entry_subpaths(manifest, self._target, self._habit, built):
                yield manifest.name + subpath.removeprefix(".")

    def _named_by_alias(self) -> Iterator[str]:
        """Keys of `paths` that spell the package's name, as repositories have them that build nothing."""
        name = self._away.name if self._away else None
        if name and self._config:
            yield from self._aliased(*(pattern for pattern in self._config.paths if split_bare(pattern)[0] == name))

    def _private(self) -> Iterator[str]:
        manifest = self._resolver.entry_points.scope(directory_of(self._importer))
        if manifest is not None:
            names = list(private_names(manifest, self._target, self._habit))
            before = self._like.partition("/")[0]
            yield from sorted(names, key=lambda name: name.partition("/")[0] != before)

    def _aliased(self, *patterns: str) -> Iterator[str]:
        for path in self._habit.spellings(self._target):
            for pattern, place in ((each, place) for each in patterns for place in self._places(each)):
                before, star, after = place.partition("*")
                if not star and path == place:
                    yield pattern
                elif star and path.startswith(before) and path.endswith(after):
                    yield pattern.replace("*", path[len(before) : len(path) - len(after)])

    def _places(self, pattern: str) -> tuple[str, ...]:
        return self._config.paths.get(pattern, ()) if self._config else ()

    def _based(self, base_url: str) -> Iterator[str]:
        before = f"{base_url}/" if base_url else ""
        for path in self._habit.spellings(self._target):
            if path.startswith(before):
                yield path.removeprefix(before)


def _wants_endings(config: TsConfig) -> bool:
    options = config.compiler_options
    setting = options.get("moduleResolution") or options.get("module")
    return isinstance(setting, str) and setting.lower().startswith("node") and setting.lower() not in ("node", "node10")
