"""A Next.js app with the app router, as far as a set-up has to know it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from migrator.api import HouseStyle, Manifest, Project, RefusedError, UsageError, is_test

from .._reading.serving import each_of, owner_of

_ROUTER_FILES = ("layout", "page", "route", "default", "not-found", "global-error")


class NextApp:
    """The app in `folder`. Raises RefusedError where there is none, where it has no app router or no TypeScript."""

    def __init__(self, project: Project, folder: str) -> None:
        self.project = project
        self.folder = folder
        manifest = project.workspace.manifest(folder)
        shown = folder or "the root"
        if manifest is None:
            raise RefusedError(f"{shown} has no package.json", hint="`app` is the folder of the Next.js app")
        if "next" not in manifest.ranges:
            raise RefusedError(f"{shown} does not depend on next", hint="`app` is the folder of the Next.js app")
        router = router_of(project, folder)
        if router is None:
            raise RefusedError(
                f"{shown} has no app router: neither an `app` nor a `src/app` folder with pages or routes"
            )
        if not any(path.endswith((".ts", ".tsx")) for path in self.sources):
            raise RefusedError(f"{shown} has no TypeScript, and what this would write is TypeScript")
        self.manifest: Manifest = manifest
        self.router = router

    @property
    def code(self) -> str:
        """The folder that code is in: `src` of the app where there is one, else the app's own."""
        inside = self.at("src")
        return inside if any(path.startswith(f"{inside}/") for path in self.sources) else self.folder

    def at(self, path: str) -> str:
        """`path` of the app as a path of the repository."""
        return f"{self.folder}/{path}" if self.folder else path

    def inner(self, path: str) -> str:
        """`path` of the repository as a path of the app."""
        return path.removeprefix(f"{self.folder}/") if self.folder else path

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The sources of the app."""
        return tuple(path for path in self.project.sources if owner_of(self.project, path) == self.folder)

    @property
    def tests(self) -> tuple[str, ...]:
        """Those of them that only a test runner loads."""
        return tuple(path for path in self.sources if is_test(path))

    @cached_property
    def house(self) -> HouseStyle:
        """How the app's modules are written."""
        return HouseStyle(self.project, self.folder)


def router_of(project: Project, folder: str) -> str | None:
    """The folder of the app router of the package in `folder`: `app`, which Next prefers, or `src/app`."""
    for name in ("app", "src/app"):
        router = f"{folder}/{name}" if folder else name
        for path in project.sources:
            if path.startswith(f"{router}/") and path.rpartition("/")[2].partition(".")[0] in _ROUTER_FILES:
                return router
    return None


def only_app(project: Project) -> str:
    """The folder of the repository's only app. Raises UsageError where there is none, or where there are several."""
    found = list(_next_packages(project))
    apps = [folder for folder in found if router_of(project, folder) is not None]
    if len(apps) == 1:
        return apps[0]
    if apps:
        raise UsageError(
            f"there are several Next.js apps: {each_of(folder or 'the root' for folder in apps)}",
            hint=f"say which one is meant, as in `-p app={apps[0] or '.'}`",
        )
    if found:
        shown = each_of(one or "." for one in found)
        raise UsageError(f"no Next.js app has an app router: `app` and `src/app` of {shown} have no pages or routes")
    raise UsageError("no package of this repository depends on next", hint="this plan is for Next.js apps")


def _next_packages(project: Project) -> Iterator[str]:
    workspace = project.workspace
    for package in workspace.packages_and_root:
        if "next" in package.manifest.ranges:
            yield package.folder
