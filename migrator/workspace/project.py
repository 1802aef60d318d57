"""All that is known of one tree: its modules, packages, imports and symbols."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

from migrator.errors import MigratorError
from migrator.syntax import Known, Module, is_importer, is_source
from migrator.tree import Entry, MissingFileError, Tree, changed_paths
from migrator.workspace.graph import ImportGraph
from migrator.workspace.outgoing import Outgoing
from migrator.workspace.resolver import Resolver
from migrator.workspace.settled import Settled
from migrator.workspace.symbols import Symbols
from migrator.workspace.workspace import Workspace

Made = TypeVar("Made")

Readable: TypeAlias = tuple[tuple[str, ...], tuple[str, ...], Mapping[str, str]]
NOTHING: Readable = ((), (), {})

_NOT_SOURCES = frozenset({"node_modules", ".yarn"})


class Project:
    """What is known of `tree`; everything is worked out at first use and kept.

    `known` says what was found out earlier about the bytes with an identity, at a path that says their language.
    So the tree must not change any more: for what comes of it, ask `over` for a project that shares what it can.
    """

    def __init__(self, tree: Tree, known: Callable[[str, str], Known] = lambda path, identity: Known()) -> None:
        self.tree = tree
        self._known = known
        self._parsed: dict[tuple[str, str], Module] = {}
        self._before: Project | None = None
        self._earlier: Workspace | None = None
        self._looked_through: tuple[Tree, Readable, Mapping[str, Module]] | None = None
        self._graph_before: ImportGraph | None = None
        self._modules: dict[str, Module] = {}
        self._made: dict[tuple[Hashable, ...], Any] = {}
        self._words: set[bytes] = set()

    def over(self, tree: Tree) -> Project:
        """The project of another tree, one that has most files in common with this one.

        Modules with the same path and bytes are shared, and so are the edges of the import graph that must
        still be the same.
        """
        project = Project(tree, self._known)
        project._parsed = self._parsed
        project._words = self._words
        project._before = self
        known = self.__dict__.get("_readable")
        project._graph_before = self.__dict__.get("graph", self._graph_before)
        project._looked_through = (self.tree, known, self._modules) if known is not None else self._looked_through
        project._earlier = self.__dict__.get("workspace", self._earlier)
        return project

    @cached_property
    def workspace(self) -> Workspace:
        """The packages of the tree. Raises JsonSyntaxError or YamlSyntaxError where it is malformed."""
        return Workspace.load(self.tree, self._earlier)

    @cached_property
    def resolver(self) -> Resolver:
        """What specifiers name in this tree."""
        return Resolver(self.tree, self.workspace)

    @cached_property
    def symbols(self) -> Symbols:
        """Where exported names are declared."""
        return Symbols(self.module, self.resolver)

    @cached_property
    def graph(self) -> ImportGraph:
        """Who imports whom, among all sources and hosts."""
        return ImportGraph(self._settled.outgoing, self._graph_before, self._settled.who_may_name)

    def importers_saying(self, names: Iterable[str]) -> frozenset[str]:
        """The importers with a specifier whose last part is one of `names`, with or without an ending; maybe others."""
        return self._settled.saying(frozenset(names)) & self.graph.outgoing.keys()

    @cached_property
    def _settled(self) -> Settled:
        """The edges of the graph, with those that the tree before this one must still have."""
        before = self._settled_before()
        outgoing = before.that_hold(self.tree, self.resolver) if before is not None else {}
        for path in self.importers:
            if path not in outgoing:
                outgoing[path] = Outgoing(self.module(path), self.resolver)
        if before is None:
            return Settled.of(self.tree, self.resolver, outgoing)
        return before.followed_by(self.tree, self.resolver, outgoing)

    def _settled_before(self) -> Settled | None:
        """What is known of the tree that this one came of; None where there is none, or one that can't be read."""
        before, self._before = self._before, None
        with suppress(MigratorError):
            return before._settled if before is not None else None
        return None

    @property
    def sources(self) -> tuple[str, ...]:
        """The TypeScript and JavaScript files of the tree, by path; see `left_out` for those that are none."""
        return self._readable[0]

    @property
    def importers(self) -> tuple[str, ...]:
        """Everything whose text may name modules, by path: the sources, and hosts such as `.vue` and `.mdx` files.

        A host's script is read like a source. All else of it is not: to others it is an asset.
        """
        return self._readable[1]

    @property
    def left_out(self) -> Mapping[str, str]:
        """Files that look like sources or hosts and are not read as such, by path, each with the reason.

        What lies in `node_modules` or `.yarn` belongs to a package manager and isn't even listed here.
        """
        return self._readable[2]

    def look_for(self, *words: bytes) -> None:
        """A hint that `mentioning` will be asked for these: each source is looked through for all of them at once."""
        self._words.update(words)

    def mentioning(self, word: bytes) -> tuple[str, ...]:
        """The sources with these bytes somewhere, by path: a cheap first look, where few can be what is looked for."""
        self.look_for(word)
        return self.once(_mentioning, word)

    def once(self, make: Callable[..., Made], *given: Hashable) -> Made:
        """What `make(project, *given)` gives, made once for this project: the place for what is costly to find out."""
        key = (make, *given)
        if key not in self._made:
            self._made[key] = make(self, *given)
        made: Made = self._made[key]
        return made

    def module(self, path: str) -> Module:
        """The module at `path`, which need not be among `importers`. Raises MissingFileError."""
        module = self._modules.get(path)
        if module is None:
            module = self._modules[path] = self._module_of(path, self._file(path))
        return module

    @cached_property
    def _readable(self) -> Readable:
        """Sources, importers, and what is left out: of the tree before this one, but for the paths that differ."""
        tree, (_, before, left_before), modules = self._looked_through or (None, NOTHING, {})
        fresh = set(self.tree.paths() if tree is None else changed_paths(tree, self.tree))
        self._modules |= {path: module for path, module in modules.items() if path not in fresh}
        left_out = {path: why for path, why in left_before.items() if path not in fresh}
        files: dict[str, Module] = {}
        for path in sorted(fresh):
            entry = self.tree.entry(path) if _is_candidate(path) else None
            if entry is not None and entry.mode.is_file:
                files[path] = self.module(path)
            elif entry is not None:
                left_out[path] = f"a {entry.mode.name.lower()}"
        unread = [path for path, module in files.items() if module.known.facts is None or self._is_unsought(module)]
        if unread:
            self.tree.prefetch(unread)
        for path, module in files.items():
            self._look_through(module)
            if unfit := module.unfit:
                left_out[path] = unfit
        fit = [path for path in files if path not in left_out]
        importers = tuple(sorted([path for path in before if path not in fresh] + fit))
        return tuple(filter(is_source, importers)), importers, left_out

    def _is_unsought(self, module: Module) -> bool:
        """Whether the module has not been looked through for all words."""
        return not self._words <= module.known.mentions.keys()

    def _look_through(self, module: Module) -> None:
        for word in self._words:
            module.mentions(word)

    def _file(self, path: str) -> Entry:
        entry = self.tree.entry(path)
        if entry is None or not entry.mode.is_file:
            raise MissingFileError(f"there is no file {path}")
        return entry

    def _module_of(self, path: str, entry: Entry) -> Module:
        key = (path, entry.identity)
        if key not in self._parsed:
            read = self.tree.read
            self._parsed[key] = Module(path, lambda: read(path), self._known(path, entry.identity))
        return self._parsed[key]


def _is_candidate(path: str) -> bool:
    return is_importer(path) and _NOT_SOURCES.isdisjoint(path.split("/"))


def _mentioning(project: Project, word: bytes) -> tuple[str, ...]:
    modules = [project.module(path) for path in project.sources]
    unknown = [module for module in modules if word not in module.known.mentions]
    if unknown:
        project.tree.prefetch(module.path for module in unknown)
    for module in unknown:
        project._look_through(module)
    return tuple(module.path for module in modules if module.mentions(word))
