"""Move modules, to another folder or another package, and keep every reference true.

Nobody's references change but those that must: a moved module's own where they no longer lead where they led,
and its importers', unless a shim takes care of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from migrator.errors import Location, RefusedError
from migrator.refactor.configuration.connection import Advice
from migrator.refactor.configuration.consumer import connect
from migrator.refactor.configuration.entry_point import add_entry_point, is_offered
from migrator.refactor.dependencies.forced_versions import forced_versions
from migrator.refactor.dependencies.needed import Undeclared, declare, is_test, needs
from migrator.refactor.repoint import Target, repoint
from migrator.refactor.shim import behind
from migrator.refactor.style import Style
from migrator.syntax import is_importer, is_source
from migrator.text import Edit
from migrator.tree import Overlay
from migrator.workspace import Edge, Package, Project, Resolved

Symbol = tuple[str, str]
"""A module's path and a name it exports; `*` for the module as a whole."""


@dataclass(frozen=True, slots=True)
class Relocation:
    """What is to move.

    `moves` maps old path to new. `symbols` says where a name goes that parts from its module: (old path, name) to
    (new path, new name). With `importers` the modules that stay are pointed at the new places. With `shims` old
    paths stay as re-exports: those that modules which stay name, or all.
    """

    moves: Mapping[str, str]
    symbols: Mapping[Symbol, Symbol] = field(default_factory=dict)
    importers: bool = True
    shims: Literal["none", "named", "all"] = "none"


@dataclass(frozen=True, slots=True)
class Relocated:
    """What came of it.

    `edits` are still to apply, by path as it now is; `references` is how many they rewrite; `undeclared` is what no
    manifest declares; `advice` says what is left for a person to write.
    """

    edits: Mapping[str, list[Edit]]
    references: int
    undeclared: tuple[Undeclared, ...]
    advice: tuple[Advice, ...] = ()


def relocate(project: Project, tree: Overlay, relocation: Relocation) -> Relocated:
    """Move the files on `tree`, bring manifests and entry points along, and answer the edits that are left to apply.

    Raises RefusedError where moved code would need something that its new package can't import.
    """
    for old, new in relocation.moves.items():
        tree.move(old, new)
    return _Relocating(project, tree, relocation).finish()


class _Relocating:
    def __init__(self, project: Project, tree: Overlay, relocation: Relocation) -> None:
        self.project = project
        self.tree = tree
        self.relocation = relocation
        self.moves = relocation.moves
        self.advice: set[Advice] = set()
        self._connected: set[tuple[str, str]] = set()

    def finish(self) -> Relocated:
        edges = list(self._edges())
        self._connect_packages(edges)
        undeclared = self._declare_needs()
        self._connect_shims()
        after = self.project.over(self.tree)
        edits: dict[str, list[Edit]] = {}
        references = 0
        for edge in edges:
            made = self._edits(edge, after)
            references += bool(made)
            if made:
                edits.setdefault(self._now(edge.importer), []).extend(made)
        self._write_shims(after)
        return Relocated(edits, references, tuple(undeclared), tuple(sorted(self.advice, key=str)))

    def _edges(self) -> Iterator[Edge]:
        """The references that may have to change: those of moved modules, and those to them."""
        graph = self.project.graph
        for path in self.moves:
            yield from graph.edges_from(path)
        if self.relocation.importers:
            for path in self.moves:
                yield from (edge for edge in graph.edges_to(path) if edge.importer not in self.moves)

    def _now(self, path: str) -> str:
        return self.moves.get(path, path)

    def _destination(self, importer: str, target: str, name: str) -> Symbol:
        """Where `name` of the module `target` is to be found afterwards, by a module that was at `importer`."""
        parted = self.relocation.symbols.get((target, name))
        if parted is not None:
            return parted
        if target in self.moves:
            return self.moves[target], name
        if self._owner(importer) == self._owner(self._now(importer)) or self._owner(importer) != self._owner(target):
            return target, name
        # Who leaves the package imports what its old neighbour passes on from where that has it.
        return behind(self.project, target, name) or (target, name)

    def _destinations(self, edge: Edge) -> set[str]:
        if edge.target is None:
            return set()
        names = [name.imported for name in edge.reference.names] or ["*"]
        return {self._destination(edge.importer, edge.target, name)[0] for name in names}

    def _connect_packages(self, edges: Iterable[Edge]) -> None:
        """Declare, and open entry points for, everything that a reference now crosses a package border to."""
        for edge in edges:
            importer = self._now(edge.importer)
            if edge.target not in self.moves and edge.reference.package in self._owner(edge.importer).manifest.ranges:
                continue  # It is named as a package, and comes to be declared as one.
            for path in sorted(self._destinations(edge)):
                target = self._owner(path)
                if target != self._owner(importer) and edge.reference.package != target.name:
                    self._connect(importer, path)

    def _connect(self, importer: str, path: str) -> None:
        target = self._owner(path)
        now = self.project.over(self.tree)
        named = now.resolver.specifier_for(path, importer, like=target.name or "") is not None
        if not named or not is_offered(now, now.workspace.owner(path) or target, path):
            self.advice.update(add_entry_point(self.project, self.tree, target.folder, path))
        self._connect_once(self._owner(importer), target)

    def _connect_once(self, consumer: Package, target: Package) -> None:
        pair = (consumer.folder, target.folder)
        if pair not in self._connected:
            self._connected.add(pair)
            self.advice.update(connect(self.tree, self.project.workspace, consumer, target))

    def _owner(self, path: str) -> Package:
        owner = self.project.workspace.owner(path)
        if owner is None:
            raise RefusedError(f"{path} belongs to no package", hint="a package.json above it is missing")
        return owner

    def _declare_needs(self) -> list[Undeclared]:
        """Each package that modules come to declares what they import, with the ranges of the one they leave."""
        undeclared: list[Undeclared] = []
        journeys: dict[tuple[str, str], list[str]] = {}
        for old, new in self.moves.items():
            if is_importer(old) and self._owner(old) != self._owner(new):
                journeys.setdefault((self._owner(old).folder, self._owner(new).folder), []).append(old)
        packages = {package.folder: package for package in self.project.workspace.packages}
        if self.project.workspace.root is not None:
            packages.setdefault("", self.project.workspace.root)
        for (origin, target), modules in sorted(journeys.items()):
            needed = needs(self.project, modules)
            undeclared += declare(self.tree, self.project.workspace, target, needed, packages[origin])
            self.advice.update(forced_versions(self.project.workspace, packages[origin], packages[target], needed))
            for name in sorted(needed):
                member = self.project.workspace.by_name(name)
                if member is not None and member.folder not in ("", target):
                    self._connect_once(packages[target], member)
        return undeclared

    def _edits(self, edge: Edge, after: Project) -> list[Edit]:
        if edge.target is None:
            return []
        target, reference = edge.target, edge.reference
        importer = self._now(edge.importer)

        def target_of(name: str) -> Target:
            path, new_name = self._destination(edge.importer, target, name)
            if new_name == name and after.resolver.resolve(reference.specifier, importer) == Resolved(path):
                return Target(reference.specifier, name)
            specifier = after.resolver.specifier_for(path, importer, like=reference.specifier)
            if specifier is None:
                raise self._unreachable(edge, path)
            return Target(specifier, new_name)

        return repoint(self.project.module(edge.importer), reference, target_of)

    def _unreachable(self, edge: Edge, path: str) -> RefusedError:
        line, column = self.project.module(edge.importer).position(edge.reference.span.start)
        home = self._owner(self._now(edge.importer))
        return RefusedError(
            f"{edge.reference.specifier!r} is {path}, which {home.name or home.folder} can't import",
            hint="move that module too, or let a workspace package offer it",
            location=Location(edge.importer, line, column),
        )

    def _connect_shims(self) -> None:
        for old, targets in self._shimmed().items():
            for path in targets:
                if self._owner(path) != self._owner(old):
                    self._connect(old, path)

    def _shimmed(self) -> dict[str, list[str]]:
        """Old path -> the modules its shim re-exports, its image last."""
        shimmed: dict[str, list[str]] = {}
        for old, new in self.moves.items() if self.relocation.shims != "none" else ():
            named = any(importer not in self.moves for importer in self.project.graph.importers(old))
            if is_source(old) and not is_test(old) and (named or self.relocation.shims == "all"):
                parted = {path for (module, _), (path, _) in self.relocation.symbols.items() if module == old}
                # What parted comes first: the module itself may go on passing it on, but that is not where it is.
                shimmed[old] = [*sorted(parted - {new}), new]
        return shimmed

    def _write_shims(self, after: Project) -> None:
        for old, targets in self._shimmed().items():
            style = Style.of(self.project.module(old))
            lines: list[str] = []
            for path in targets:
                specifier = after.resolver.specifier_for(path, old, like=self._likely(old, path))
                if specifier is None:
                    raise RefusedError(f"{old} can't re-export {path}: no entry point leads there")
                lines += self._reexports(old, path, style, specifier, last=path == targets[-1])
            self.tree.write(old, "".join(style.line(line) for line in lines).encode())

    def _reexports(self, old: str, path: str, style: Style, specifier: str, *, last: bool) -> Iterator[str]:
        """The statements by which the shim at `old` passes on what it had that is now in `path`."""
        quoted = style.quoted(specifier)
        parted = [
            (name, now)
            for (module, name), (there, now) in self.relocation.symbols.items()
            if module == old and there == path
        ]
        for name, now in parted:
            if now == "*":
                yield f"export * as {name} from {quoted}"
            elif now != name:
                yield f"export {style.braced([f'{now} as {name}'])} from {quoted}"
        if last or any(now == name for name, now in parted):
            yield f"export * from {quoted}"
        if last and "default" in self.project.symbols.names(old) and (old, "default") not in self.relocation.symbols:
            yield f"export {style.braced(['default'])} from {quoted}"

    def _likely(self, old: str, path: str) -> str:
        same = self._owner(old) == self._owner(path)
        return "./" if same else self._owner(path).name or ""
