"""What the modules of an app's Inngest are: the client, the events, the index, the list of functions."""

from __future__ import annotations

from functools import cached_property

from migrator.api import RefusedError, directory_of

from .._reading.extent import Extent
from .._reading.lists import listed

INDEX = "index"


class Parts(Extent):
    """The files of one app's Inngest, by what they are for."""

    @cached_property
    def client(self) -> str | None:
        """The module that makes the client, unless it has moved. Raises RefusedError for two."""
        found = sorted({node.module.path for node in self.anatomy.clients if node.module.path in self.modules})
        if len(found) > 1:
            raise RefusedError(
                f"two modules of {self.source} make an Inngest client: {' and '.join(found)}",
                hint="a package has one client; move one of them out of the folder first",
            )
        return found[0] if found else None

    @cached_property
    def events(self) -> tuple[str, ...]:
        """The modules that declare events."""
        return tuple(path for path in self.modules if self.anatomy.is_event_schemas(path))

    @cached_property
    def barrel(self) -> str | None:
        """The folder's own index, unless it is the client."""
        found = [path for path in self.modules if directory_of(path) == self.source and stem_of(path) == INDEX]
        return found[0] if found and found[0] != self.client else None

    @cached_property
    def registry(self) -> str | None:
        """The module that becomes `src/functions/index`: the functions' own index, or a root index that lists them."""
        named = {self.inner(path).rpartition(".")[0]: path for path in reversed(self.modules)}
        named |= {self.inner(path).rpartition(".")[0]: path for path in self.modules if self._is_below_source(path)}
        if f"functions/{INDEX}" in named:
            return named[f"functions/{INDEX}"]
        barrel = self.barrel
        if barrel is not None and self.lists_functions(barrel):
            return barrel
        only = named.get("functions")
        makers = [path for path in self.modules if self.anatomy.makes_functions(path)]
        # An index that holds code which its functions need could not list them.
        return only if only is not None and (makers == [only] or self.lists_functions(only, own=False)) else None

    def _is_below_source(self, path: str) -> bool:
        return path.startswith(self.source + "/")

    def lists_functions(self, barrel: str, *, own: bool = True) -> bool:
        """Whether a module has an array of functions, or imports some to export them again; or makes its `own`."""
        for export in self.project.module(barrel).exports:
            if export.reference is not None:
                continue
            declaration = self.project.symbols.declaration(barrel, export.name)
            if export.type_only or declaration is None or declaration.path is None:
                continue
            if declaration.path != barrel and self.anatomy.makes_functions(declaration.path):
                return True
            if listed(self.project, barrel, export.name):
                return True
        return own and self.anatomy.makes_functions(barrel)


def stem_of(path: str) -> str:
    """The file's name without its ending; `inngest.server` of `inngest.server.ts`."""
    return path.rpartition("/")[2].rpartition(".")[0]
