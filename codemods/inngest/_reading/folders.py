"""Which folders of an app hold its Inngest and little else."""

from __future__ import annotations

import posixpath
from collections.abc import Collection

from migrator.api import Project, directory_of, is_routed, is_test, reexports

from .anatomy import anatomy_of

# Folders that hold much besides: a client in one of them does not make it the Inngest folder.
_COMMON = frozenset({"", "src", "lib", "server", "app", "utils", "services", "config", "shared", "common", "core"})


class Folders:
    """The folders of one app."""

    def __init__(self, project: Project, app: str) -> None:
        self.project = project
        self.app = app
        self.anatomy = anatomy_of(project)

    def is_own(self, folder: str) -> bool:
        """Whether the folder is for Inngest: by its name, or because most of its modules are, or such need them."""
        if folder == self.app or not f"{folder}/".startswith(f"{self.app}/" if self.app else ""):
            return False
        if "inngest" in self._inner(folder).lower():
            return True
        if posixpath.basename(folder) in _COMMON:
            return False
        modules = [
            path
            for path in self.project.sources
            if path.startswith(f"{folder}/") and not is_test(path) and not is_routed(self.project, path)
        ]
        return 2 * len(self._inngests(modules)) > len(modules)

    def _inngests(self, modules: Collection[str]) -> Collection[str]:
        """Those of `modules` that are Inngest's, pass such on, or are needed by such."""
        graph = self.project.graph
        found = [path for path in modules if self.anatomy.makes_functions(path) or self.anatomy.makes_client(path)]
        if not found:
            return found
        found += [path for path in modules if path not in found and self.anatomy.is_event_schemas(path)]
        indexes = [path for path in modules if path not in found and reexports(self.project, path)]
        found += [path for path in indexes if any(one in found for one in graph.targets(path))]
        for path in found:
            found += [one for one in graph.targets(path) if one in modules and one not in found]
        return found

    def called_after_inngest(self, folder: str) -> str:
        """The folder itself, or the outermost around it that is called after Inngest."""
        around = folder
        while "inngest" in self._inner(directory_of(around)).lower():
            around = directory_of(around)
        return around

    def around(self, path: str) -> str:
        """The folder of a module, where it is for Inngest; else the module itself."""
        folder = directory_of(path)
        return folder if self.is_own(folder) else path

    def of(self, modules: Collection[str]) -> list[str]:
        """What to name for all of `modules`: the one folder for Inngest that has them, else each folder, or module."""
        if not modules:
            return []
        together = posixpath.commonpath(map(directory_of, modules))
        if self.is_own(together):
            return [self.called_after_inngest(together)]
        return sorted({self.around(path) for path in modules})

    def _inner(self, folder: str) -> str:
        return folder.removeprefix(f"{self.app}/" if self.app else "")
