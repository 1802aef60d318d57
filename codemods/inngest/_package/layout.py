"""Where each file of an app's Inngest goes in the package.

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

from migrator.api import RefusedError, directory_of, is_test, through

from .parts import INDEX, Parts, stem_of

_READ_ME = "readme.md"


class Layout(Parts):
    """The targets of one app's files in one package folder.

    Shims, which an earlier step left for files that have moved, have no target.
    """

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
        inner = self.inner(path)
        if path in self.modules:
            return self._module_target(path, inner)
        if is_test(path):
            return self._test_target(path, inner, found)
        if inner.lower() == _READ_ME and self.project.tree.entry(f"{self.package}/{inner}") is None:
            return inner
        return f"src/{inner}"

    def _module_target(self, path: str, inner: str) -> str:
        ending = path.rpartition(".")[2]
        folder, stem = directory_of(inner), stem_of(inner)
        if path == self.client:
            return f"src/client.{ending}"
        if path == self.registry:
            return f"src/functions/{INDEX}.{ending}"
        if path == self.barrel and any(call.module.path == path for call in self.anatomy.serves):
            return f"src/functions/serve.{ending}"
        if path == self.barrel:
            return f"src/functions/registry.{ending}" if self.lists_functions(path) else f"src/{inner}"
        if path in self.events:
            # One that comes alone from elsewhere is not called after where it was.
            alone = path in self.roots
            return self._into("events", folder if not alone or "events" in folder.split("/") else "", stem, ending)
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
        taken = any(path.startswith(f"{self.source}/{area}/{INDEX}.") for path in self.modules)
        name = INDEX if is_area and not taken else stem
        return posixpath.join("src", area, inner, f"{name}.{ending}")

    def _test_target(self, path: str, inner: str, found: Mapping[str, str]) -> str:
        """Beside what it tests, where that has the same name; else where it was."""
        name = path.rpartition("/")[2].partition(".")[0]
        for module in (*self.modules, *self._moved):
            if directory_of(module) == directory_of(path) and stem_of(module) == name:
                target = found.get(module) or self._moved.get(module, "")
                if target:
                    return directory_of(target.removeprefix(self.package + "/")) + "/" + path.rpartition("/")[2]
        return f"src/{inner}"

    @cached_property
    def _moved(self) -> Mapping[str, str]:
        """Old path -> new path of the modules that an earlier step moved, as their shims tell."""
        found: dict[str, str] = {}
        for path in self.project.sources:
            if self.holds(path) and self.is_shim(path):
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
