"""Which modules say what in their specifiers, so that few have to be asked when files come and go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from migrator.workspace.outgoing import Outgoing


class Sightings:
    """The specifiers of many modules, by what they say; looked through when somebody asks for the first time."""

    def __init__(self, outgoing: Mapping[str, Outgoing]) -> None:
        self._outgoing = outgoing

    def saying(self, names: Iterable[str], packages: Iterable[str]) -> set[str]:
        """The modules of which a specifier ends in one of `names` or names one of `packages`."""
        by_name = {importer for name in names for importer in self._said.names.get(name, ())}
        return by_name | {importer for package in packages for importer in self._said.packages.get(package, ())}

    @property
    def private(self) -> Collection[str]:
        """Modules with a specifier that the manifest's `imports` explain (`#x`)."""
        return self._said.private

    @property
    def bare(self) -> Collection[str]:
        """Modules with a specifier that is not relative."""
        return self._said.bare

    @cached_property
    def _said(self) -> _Said:
        said = _Said({}, {}, [], [])
        for importer, one in self._outgoing.items():
            for name in one.names:
                said.names.setdefault(name, []).append(importer)
            for package in one.packages:
                said.packages.setdefault(package, []).append(importer)
            bare = one.bare
            if bare:
                said.bare.append(importer)
            if any(specifier.startswith("#") for specifier in bare):
                said.private.append(importer)
        return said


class _Said(NamedTuple):
    """What is said -> the modules that say it."""

    names: dict[str, list[str]]
    packages: dict[str, list[str]]
    private: list[str]
    bare: list[str]
