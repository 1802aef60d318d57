"""Import from somewhere else: all of a module, or some of its names."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.api import Edit, Module, ModuleCodemod, Project, Target, param, repoint


class RewriteImports(ModuleCodemod):
    """Point every reference to the specifier `old` at `new`.

    With `names` only these names go; a statement that takes others too is split. References that take the module as
    a whole (a namespace, a side effect, a mock, a dynamic import) stay then, since they need the other names too.
    """

    old: str = param("The module specifier as it is written now.", example="@/lib/logger")
    new: str = param("The module specifier to write.", example="@acme/logger")
    names: list[str] = param("The exported names that go; all where it is empty.", default=[], example=["logger"])

    def visited(self, project: Project) -> tuple[str, ...]:
        """Everything that may import `old`."""
        return project.importers

    def visit_module(self, module: Module) -> Iterator[Edit]:
        """Repoint each reference that names `old`."""
        for reference in module.references:
            if reference.specifier != self.old:
                continue
            yield from repoint(module, reference, self._target)

    def _target(self, name: str) -> Target:
        goes = not self.names or name in self.names
        return Target(self.new if goes else self.old, name)
