"""Where each file of an app's Inngest folder goes in the package.

    src/client.ts            the client
    src/events/              event schemas
    src/middleware/          Inngest middleware
    src/functions/           everything that makes functions; its index lists them
    src/index.ts             client, events, types; never a function

What is deeper than these keeps its layout; what is none of these keeps its path below `src/`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from functools import cached_property

from migrator.api import Project, RefusedError, directory_of, is_source, is_test, reexports, through

from ._anatomy import anatomy_of
from ._lists import listed

_INDEX = "index"
_READ_ME = "readme.md"


class Layout:
    """The targets of one folder's files in one package folder.

    Shims, which an earlier step left for files that have moved, have no target.
    """

    def __init__(self, project: Project, source: str, package: str) -> None:
        self.project = project
        self.anatomy = anatomy_of(project)
        self.source = source
        self.package = package

    @cached_property
    def app(self) -> str:
        """The folder of the package that the files come from."""
        owner = self.project.workspace.owner(f"{self.source}/x")
        return owner.folder if owner is not None else ""

    def is_of_app(self, path: str) -> bool:
        """Whether a module belongs to the package that the files come from."""
        owner = self.project.workspace.owner(path)
        return owner is not None and owner.folder == self.app

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Every file of the folder that is still to move, sources and others. Raises RefusedError for a symlink."""
        below = [path for path in sorted(self.project.tree.paths()) if path.startswith(self.source + "/")]
        if any(path.endswith("/package.json") for path in below) or self.source == self.app:
            hint = "`source` is the folder that holds Inngest, and no package"
            raise RefusedError(f"{self.source} is more than a folder of an app", hint=hint)
        for path in below:
            entry = self.project.tree.entry(path)
            if entry is not None and not entry.mode.is_file:
                raise RefusedError(
                    f"{path} is a {entry.mode.name.lower()}, which is not moved", hint="move it by hand first"
                )
        return tuple(path for path in below if not self.is_shim(path))

    @cached_property
    def modules(self) -> tuple[str, ...]:
        """The source files among `files`, tests left out."""
        readable = set(self.project.sources)
        return tuple(path for path in self.files if path in readable and not is_test(path))

    def is_shim(self, path: str) -> bool:
        """Whether the module only re-exports modules of the package."""
        edges = reexports(self.project, path) if is_source(path) else ()
        return bool(edges) and all((edge.target or "").startswith(self.package + "/") for edge in edges)

    @cached_property
    def client(self) -> str | None:
        """The module of the folder that makes the client, unless it has moved. Raises RefusedError for two."""
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
        found = [path for path in self.modules if directory_of(path) == self.source and _stem(path) == _INDEX]
        return found[0] if found and found[0] != self.client else None

    @cached_property
    def registry(self) -> str | None:
        """The module that becomes `src/functions/index`: the functions' own index, or a root index that lists them."""
        named = {path.rpartition(".")[0].removeprefix(self.source + "/"): path for path in self.modules}
        if f"functions/{_INDEX}" in named:
            return named[f"functions/{_INDEX}"]
        barrel = self.barrel
        if barrel is not None and self._lists_functions(barrel):
            return barrel
        only = named.get("functions")
        makers = [path for path in self.modules if self.anatomy.makes_functions(path)]
        # An index that holds code which its functions need could not list them.
        return only if only is not None and (makers == [only] or self._lists_functions(only, own=False)) else None

    def _lists_functions(self, barrel: str, *, own: bool = True) -> bool:
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

    @cached_property
    def targets(self) -> Mapping[str, str]:
        """Old path -> new path. Raises RefusedError where two files would have one path."""
        found: dict[str, str] = {}
        taken: dict[str, str] = {}
        modules = set(self.modules)
        for path in sorted(self.files, key=lambda path: (path not in modules, path)):
            target = f"{self.package}/{self._target(path, found)}"
            if target in taken:
                raise RefusedError(
                    f"{taken[target]} and {path} would both become {target}", hint="rename one of them first"
                )
            found[path] = taken[target] = target
        return found

    def _target(self, path: str, found: Mapping[str, str]) -> str:
        inner = path.removeprefix(self.source + "/")
        if path in self.modules:
            return self._module_target(path, inner)
        if is_test(path):
            return self._test_target(path, inner, found)
        if inner.lower() == _READ_ME and self.project.tree.entry(f"{self.package}/{inner}") is None:
            return inner
        return f"src/{inner}"

    def _module_target(self, path: str, inner: str) -> str:
        ending = path.rpartition(".")[2]
        folder, stem = directory_of(inner), _stem(path)
        if path == self.client:
            return f"src/client.{ending}"
        if path == self.registry:
            return f"src/functions/{_INDEX}.{ending}"
        if path == self.barrel:
            return f"src/functions/registry.{ending}" if self._lists_functions(path) else f"src/{inner}"
        if path in self.events:
            return self._into("events", folder, stem, ending)
        if self.anatomy.is_middleware(path):
            return self._into("middleware", folder, stem, ending)
        if self.anatomy.makes_functions(path) and inner.split("/")[0] != "functions":
            return f"src/functions/{inner}"
        return f"src/{inner}"

    def _into(self, area: str, folder: str, stem: str, ending: str) -> str:
        """A module's place in `src/<area>`; the module called like the area becomes its index."""
        parts = [part for part in folder.split("/") if part]
        inner = "/".join(parts[parts.index(area) + 1 :] if area in parts else parts)
        is_area = not inner and area not in parts and stem in (area, area.removesuffix("s"))
        taken = any(path.startswith(f"{self.source}/{area}/{_INDEX}.") for path in self.modules)
        name = _INDEX if is_area and not taken else stem
        return posixpath.join("src", area, inner, f"{name}.{ending}")

    def _test_target(self, path: str, inner: str, found: Mapping[str, str]) -> str:
        """Beside what it tests, where that has the same name; else where it was."""
        name = path.rpartition("/")[2].partition(".")[0]
        for module in (*self.modules, *self._moved):
            if directory_of(module) == directory_of(path) and _stem(module) == name:
                target = found.get(module) or self._moved.get(module, "")
                if target:
                    return directory_of(target.removeprefix(self.package + "/")) + "/" + path.rpartition("/")[2]
        return f"src/{inner}"

    @cached_property
    def _moved(self) -> Mapping[str, str]:
        """Old path -> new path of the modules that an earlier step moved, as their shims tell."""
        found: dict[str, str] = {}
        for path in self.project.sources:
            if path.startswith(self.source + "/") and self.is_shim(path):
                behind = through(self.project, path, "*")
                if behind is not None:
                    found[path] = behind[0]
        return found

    def with_needs(self, seeds: tuple[str, ...]) -> dict[str, str]:
        """The moves of `seeds` and of every module of the folder that they need, at any remove."""
        wanted = list(seeds)
        for path in wanted:
            for target in self.project.graph.targets(path):
                if target in self.targets and target not in wanted:
                    wanted.append(target)
        return {path: self.targets[path] for path in wanted}


def _stem(path: str) -> str:
    """The file's name without its ending; `inngest.server` of `inngest.server.ts`."""
    return path.rpartition("/")[2].rpartition(".")[0]
