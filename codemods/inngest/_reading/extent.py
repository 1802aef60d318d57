"""Which files of an app belong to its Inngest: a folder, or a module, and what is elsewhere and moves along."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Self

from migrator.api import (
    Project,
    RefusedError,
    RepositoryPath,
    directory_of,
    is_routed,
    is_source,
    is_test,
    param,
    reexports,
)

from .anatomy import anatomy_of

Along = tuple[RepositoryPath, ...]
ALONG = param(
    "Modules and folders of the app outside `source` that belong to it: the client, its events, functions.",
    default=(),
    example=["apps/web/src/lib/inngest.ts"],
)


class Extent:
    """The files of one app's Inngest. `source` and each of `along` is a folder, or one module.

    A module's tests beside it belong to it, and so do parts of it that are called after it: `inngest.functions.ts`
    of `inngest.ts`. Files that Next's router finds by their path stay where they are. Shims, which an earlier step
    left for files that have moved, are not among the files.
    """

    def __init__(
        self, project: Project, source: str, package: str, along: Iterable[str] = (), staying: Collection[str] = ()
    ) -> None:
        self.project = project
        self._staying = staying
        self.anatomy = anatomy_of(project)
        self.source = source
        self.package = package
        self.roots: tuple[str, ...] = (source, *along)

    @cached_property
    def app(self) -> str:
        """The folder of the package that the files come from."""
        owner = self.project.workspace.owner(f"{self.source}/x")
        return owner.folder if owner is not None else ""

    def is_of_app(self, path: str) -> bool:
        """Whether a module belongs to the package that the files come from."""
        owner = self.project.workspace.owner(path)
        return owner is not None and owner.folder == self.app

    def holds(self, path: str) -> bool:
        """Whether a path belongs to the app's Inngest, be there a file or a shim."""
        return self._root(path) is not None and not is_routed(self.project, path)

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Everything that there is to move. Raises RefusedError for what can't be, such as a symlink."""
        found = [path for path in sorted(self.project.tree.paths()) if self.holds(path)]
        for root in self.roots:
            manifest = any(path.startswith(root + "/") and path.endswith("/package.json") for path in found)
            if manifest or root == self.app:
                hint = "`source` is the folder that holds Inngest, and no package"
                raise RefusedError(f"{root} is more than a folder of an app", hint=hint)
        for path in found:
            entry = self.project.tree.entry(path)
            if entry is not None and not entry.mode.is_file:
                raise RefusedError(
                    f"{path} is a {entry.mode.name.lower()}, which is not moved", hint="move it by hand first"
                )
        return tuple(path for path in found if path not in self._staying and not self.is_shim(path))

    def without(self, staying: Collection[str]) -> Self:
        """The same, without files that stay in the app."""
        return type(self)(self.project, self.source, self.package, self.roots[1:], staying) if staying else self

    @cached_property
    def modules(self) -> tuple[str, ...]:
        """The source files among `files`, tests left out."""
        readable = set(self.project.sources)
        return tuple(path for path in self.files if path in readable and not is_test(path))

    def is_shim(self, path: str) -> bool:
        """Whether the module only re-exports modules of the package."""
        edges = reexports(self.project, path) if is_source(path) else ()
        return bool(edges) and all((edge.target or "").startswith(self.package + "/") for edge in edges)

    def stems_for_part(self, path: str, area: str) -> Sequence[str]:
        """What a module beside the one at `path` may be called that takes a part of it, and belongs here as well."""
        root = self._root(path)
        stem = path.rpartition("/")[2].rpartition(".")[0]
        return (f"{stem}.{area}",) if root is not None and is_source(root) else (area, f"client-{area}")

    def inner(self, path: str) -> str:
        """The path below the folder that stands for the package's `src`.

        Of a folder outside `source` the name is kept, unless it says no more than Inngest. A module that comes alone
        keeps its path below the app's `src`; below a folder called after Inngest, or `functions`, that says enough.
        """
        root = self._root(path) or path
        if not is_source(root):
            kept = root == self.source or "inngest" in root.rpartition("/")[2].lower()
            return path.removeprefix(f"{root if kept else directory_of(root)}/")
        part = _part_of(path, root)
        if part is not None and not is_test(path):
            return part
        *folders, name = path.removeprefix(f"{self.app}/" if self.app else "").removeprefix("src/").split("/")
        if "functions" in folders:
            folders = folders[folders.index("functions") :]
        else:
            named = [index for index, folder in enumerate(folders) if "inngest" in folder.lower()]
            folders = folders[named[-1] + 1 :] if named else folders
        return "/".join((*folders, name))

    def _root(self, path: str) -> str | None:
        """The one of `roots` that a path belongs to."""
        for root in self.roots:
            if path == root or path.startswith(root + "/") or (is_source(root) and _part_of(path, root)):
                return root
        return None


def _part_of(path: str, module: str) -> str | None:
    """`functions.ts` of `inngest.functions.ts`, and `test.ts` of a test, for what lies beside the module `inngest`."""
    folder, _, name = path.rpartition("/")
    stem = module.rpartition("/")[2].rpartition(".")[0]
    part = name.removeprefix(f"{stem}.")
    beside = directory_of(module) == folder or (is_test(path) and f"{directory_of(module)}/__tests__" == folder)
    parted = is_test(path) or part.rpartition(".")[0] in ("events", "functions")
    return part if beside and part != name and part.partition(".")[2] and parted else None
