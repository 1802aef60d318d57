"""The references of one module, and what they lead to."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import accumulate

from migrator.syntax import Module
from migrator.tree import directory_of, join
from migrator.workspace.edge import NOT_LOADING, Edge
from migrator.workspace.resolution import External, Resolution, Resolved, Unresolved, is_relative
from migrator.workspace.resolver import Resolver


class Outgoing:
    """What a module names, resolved when that is asked for first, and what has to stay for it to mean the same.

    It answers from the specifiers alone as far as it can: of most modules nobody wants to see the references.
    """

    def __init__(self, module: Module, resolver: Resolver) -> None:
        self.importer = module.path
        self._module = module
        self._resolver = resolver
        self._references = module.facts.references

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """The references with what they lead to, in source order."""
        pairs = zip(self._module.references, self._resolutions, strict=True)
        return tuple(Edge(self.importer, reference, resolution) for reference, resolution in pairs)

    def leading_to(self, path: str) -> Iterator[Edge]:
        """Those of the edges that lead to `path`, in source order, without the others."""
        for one, resolution in zip(self._references, self._resolutions, strict=True):
            if isinstance(resolution, Resolved) and resolution.path == path:
                yield Edge(self.importer, one.reference(), resolution)

    def leading_nowhere(self) -> Iterator[Edge]:
        """Those of the edges that are unresolved, in source order, without the others."""
        for one, resolution in zip(self._references, self._resolutions, strict=True):
            if isinstance(resolution, Unresolved):
                yield Edge(self.importer, one.reference(), resolution)

    @cached_property
    def leads(self) -> tuple[str | None, ...]:
        """The path in the tree that each leads to, in source order; None where it leads nowhere in it."""
        return tuple(one.path if isinstance(one, Resolved) else None for one in self._resolutions)

    @property
    def targets(self) -> frozenset[str]:
        """The paths in the tree that they lead to."""
        return frozenset(path for path in self.leads if path is not None)

    @property
    def taken(self) -> Iterator[tuple[int, str, tuple[object, ...]]]:
        """Of each reference that leads into the tree its place among all, the path, and what says which names it takes.

        Where that is equal, the names are; the same names may be written in several ways.
        """
        for place, (path, one) in enumerate(zip(self.leads, self._references, strict=True)):
            if path is not None:
                yield place, path, (tuple(name[0] for name in one.names), one.braces)

    def loaded(self, *, types: bool = True) -> Iterator[str]:
        """The targets that `Edge.loads` says, without those of references that are erased unless `types`."""
        for reference, path in zip(self._references, self.leads, strict=True):
            if path is not None and reference.form not in NOT_LOADING and (types or not reference.type_only):
                yield path

    def around_specifiers(self, source: bytes) -> tuple[bytes, ...]:
        """`source`, which is the module's, in pieces: without what stands between the quotes of its references."""
        starts = (0, *(one.end for one in self._references))
        ends = (*(one.start for one in self._references), None)
        return tuple(source[start:end] for start, end in zip(starts, ends, strict=True))

    @property
    def names(self) -> frozenset[str]:
        """What the last parts of their specifiers say."""
        written = (form for one in self._references for form in forms(one.specifier))
        return frozenset(name for form in written for name in beginnings(self._last_part(form)))

    @property
    def bare(self) -> frozenset[str]:
        """Their specifiers that are not relative."""
        return frozenset(one.specifier for one in self._references if not is_relative(one.specifier))

    @property
    def packages(self) -> frozenset[str]:
        """The packages that these name."""
        packages = (one.package for one in self._references if not is_relative(one.specifier))
        return frozenset(form for package in packages if package is not None for form in forms(package))

    @cached_property
    def outside(self) -> frozenset[str]:
        """The packages from outside the tree that they lead to."""
        return frozenset(one.package for one in self._resolutions if isinstance(one, External))

    @cached_property
    def _resolutions(self) -> tuple[Resolution, ...]:
        written = (_written_out(one.specifier, one.callee) for one in self._references)
        return self._resolver.resolve_all(written, self.importer)

    def _last_part(self, specifier: str) -> str:
        last = specifier.rstrip("/").rpartition("/")[2]
        if last in ("", ".", ".."):
            return posixpath.basename(join(directory_of(self.importer), specifier) or "")
        return last


def forms(specifier: str) -> tuple[str, ...]:
    """A specifier as it is written, and without its query if it has one: it is resolved as either."""
    plain = specifier.partition("?")[0]
    return (specifier,) if plain == specifier else (specifier, plain)


@lru_cache(maxsize=1 << 16)
def beginnings(name: str) -> tuple[str, ...]:
    """`a`, `a.b` and `a.b.ts` of `a.b.ts`: what a specifier may say of a file."""
    return tuple(accumulate(name.split("."), "{}.{}".format))


def _written_out(specifier: str, callee: str) -> str:
    """`/// <reference path="x.d.ts" />` is relative without a `./`."""
    return f"./{specifier}" if callee == "path" and not is_relative(specifier) else specifier
