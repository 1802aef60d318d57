"""Where things are going to be."""

from __future__ import annotations

from migrator.errors import RefusedError
from migrator.refactor.relocation.request import Relocation, Symbol
from migrator.refactor.shim import behind
from migrator.workspace import Edge, Package, Project


class Destinations:
    """Answers, for paths and names of the project as it was, where they are once `relocation` is carried out."""

    def __init__(self, project: Project, relocation: Relocation) -> None:
        self.project = project
        self.relocation = relocation

    def path(self, path: str) -> str:
        """Where the file at `path` is then."""
        return self.relocation.moves.get(path, path)

    def owner(self, path: str) -> Package:
        """The package that `path` lies in, be it an old or a new one. Raises RefusedError where there is none."""
        owner = self.project.workspace.owner(path)
        if owner is None:
            raise RefusedError(f"{path} belongs to no package", hint="a package.json above it is missing")
        return owner

    def symbol(self, importer: str, target: str, name: str) -> Symbol:
        """Where `name` of the module `target` is to be found by a module that was at `importer`."""
        parted = self.relocation.symbols.get((target, name))
        if parted is not None:
            return parted
        if target in self.relocation.moves:
            return self.relocation.moves[target], name
        stays = self.owner(importer) == self.owner(self.path(importer))
        if stays or self.owner(importer) != self.owner(target):
            return target, name
        # Who leaves the package imports what its old neighbour passes on from where that has it.
        return behind(self.project, target, name) or (target, name)

    def modules(self, edge: Edge) -> set[str]:
        """The modules that have what a reference takes."""
        if edge.target is None:
            return set()
        names = [name.imported for name in edge.reference.names] or ["*"]
        return {self.symbol(edge.importer, edge.target, name)[0] for name in names}
