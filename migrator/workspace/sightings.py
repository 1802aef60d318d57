"""Which modules say what in their specifiers, so that few have to be asked when files come and go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from migrator.workspace.outgoing import Outgoing


class Sightings:
    """The specifiers of many modules, by what they say."""

    def __init__(self, outgoing: Mapping[str, Outgoing]) -> None:
        self._names: dict[str, list[str]] = {}
        self._packages: dict[str, list[str]] = {}
        self.private: list[str] = []
        """Modules with a specifier that the manifest's `imports` explain (`#x`)."""
        self.bare: list[str] = []
        """Modules with a specifier that is not relative."""
        for importer, one in outgoing.items():
            for name in one.names:
                self._names.setdefault(name, []).append(importer)
            for package in one.packages:
                self._packages.setdefault(package, []).append(importer)
            bare = one.bare
            if bare:
                self.bare.append(importer)
            if any(specifier.startswith("#") for specifier in bare):
                self.private.append(importer)

    def saying(self, names: Iterable[str], packages: Iterable[str]) -> set[str]:
        """The modules of which a specifier ends in one of `names` or names one of `packages`."""
        by_name = {importer for name in names for importer in self._names.get(name, ())}
        return by_name | {importer for package in packages for importer in self._packages.get(package, ())}
