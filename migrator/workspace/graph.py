"""Who imports whom: every module reference of a tree with what it resolves to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from migrator.syntax import Form, ModuleReference
from migrator.workspace.cycles import strongly_connected
from migrator.workspace.resolution import Resolution, Resolved, is_relative
from migrator.workspace.resolver import Resolver

# Forms that name a module without loading it: a mock replaces it, the others only speak about it.
_NOT_LOADING = frozenset({Form.MOCK, Form.DECLARE_MODULE, Form.REQUIRE_RESOLVE, Form.IMPORT_META_RESOLVE})


@dataclass(frozen=True, slots=True)
class Edge:
    """One reference in `importer` and what it resolves to."""

    importer: str
    reference: ModuleReference
    resolution: Resolution

    @classmethod
    def of(cls, importer: str, reference: ModuleReference, resolver: Resolver) -> Edge:
        """The edge for a reference in `importer`. `/// <reference path="x.d.ts" />` is relative without a `./`."""
        specifier = reference.specifier
        if reference.callee == "path" and not is_relative(specifier):
            specifier = f"./{specifier}"
        return cls(importer, reference, resolver.resolve(specifier, importer))

    @property
    def target(self) -> str | None:
        """The path in the tree that is named; None where the reference leaves the tree or leads nowhere."""
        return self.resolution.path if isinstance(self.resolution, Resolved) else None

    @property
    def loads(self) -> bool:
        """Whether importing `importer` may make its target load, or needs its types.

        False for a mock, `declare module`, `require.resolve` and `import.meta.resolve`.
        """
        return self.reference.form not in _NOT_LOADING


class ImportGraph:
    """The edges of a tree, from both ends. Immutable; paths come out sorted, edges in source order."""

    def __init__(self, edges: Mapping[str, tuple[Edge, ...]]) -> None:
        self.outgoing = edges
        """Importer -> its edges in source order; importers that refer to nothing may be among them."""

    @property
    def edges(self) -> Iterator[Edge]:
        """Every edge, importers by path."""
        for importer in sorted(self.outgoing):
            yield from self.outgoing[importer]

    def edges_from(self, path: str) -> tuple[Edge, ...]:
        """What `path` refers to; empty for a path that is no source."""
        return self.outgoing.get(path, ())

    def edges_to(self, path: str) -> tuple[Edge, ...]:
        """Every reference to `path`, its own references to itself among them. `path` may be an asset."""
        return self._to.get(path, ())

    def importers(self, path: str) -> tuple[str, ...]:
        """The other paths with a reference of any form to `path`."""
        return tuple(dict.fromkeys(edge.importer for edge in self.edges_to(path) if edge.importer != path))

    def targets(self, path: str) -> tuple[str, ...]:
        """The other paths that `path` refers to in any form."""
        return tuple(sorted({target for edge in self.edges_from(path) if (target := edge.target) and target != path}))

    def cycles(self, *, types: bool = True) -> list[tuple[str, ...]]:
        """Groups of modules that each lead to every other of their group, and modules that load themselves.

        The groups don't overlap; each is sorted, and so is the list. With `types=False` references that are
        erased when compiled don't count, which leaves the cycles that exist when the program runs.
        """
        successors: dict[str, set[str]] = {path: set() for path in self.outgoing}
        for edge in self.edges:
            if edge.target in successors and edge.loads and (types or not edge.reference.type_only):
                successors[edge.importer].add(edge.target)
        return sorted(
            tuple(sorted(group))
            for group in strongly_connected(successors)
            if len(group) > 1 or group[0] in successors[group[0]]
        )

    @cached_property
    def _to(self) -> Mapping[str, tuple[Edge, ...]]:
        found: dict[str, list[Edge]] = {}
        for edge in self.edges:
            if edge.target is not None:
                found.setdefault(edge.target, []).append(edge)
        return {path: tuple(edges) for path, edges in found.items()}
