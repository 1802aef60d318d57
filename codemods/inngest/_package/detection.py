"""Parameters of the Inngest plans, found out from the repository."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Any, NamedTuple

from migrator.api import CannotDetectError, Codemod, Project, UsageError, directory_of, is_routed

from .._reading.anatomy import anatomy_of
from .._reading.search import Search
from .._reading.serving import clients_of, each_of, owner_of, served_clients
from .naming import usual_folder, usual_scope


class InngestCodemod(Codemod):
    """A codemod that knows how to find an app's Inngest."""

    @classmethod
    def detect(cls, parameter: str, project: Project, known: Mapping[str, Any]) -> Any:
        """What `inngest-package` finds out: all but decisions and choices. Raises UsageError where it is unclear."""
        moved = project.once(_moved, known.get("app"))
        match parameter:
            case "app":
                return moved.app if moved else _app(project, known)
            case "source":
                app = str(known["app"]) if "app" in known else _app(project, known)
                return posixpath.join(app, "src/inngest") if moved else project.once(Search, app).source
            case "along":
                app = str(known["app"]) if "app" in known else _app(project, known)
                if moved:
                    return []
                return project.once(Search, app, known.get("source") or project.once(Search, app).source).along
            case "package":
                return moved.package if moved else usual_folder(project)
            case "name":
                folder = str(known["package"]) if "package" in known else usual_folder(project)
                there = project.workspace.manifest(folder)
                usual = f"{usual_scope(project, known)}{posixpath.basename(folder)}"
                return there.name if there is not None and there.name else usual
        raise CannotDetectError(f"{cls.codemod_name} can't find out {parameter!r}")


def _check_membership(project: Project, path: str) -> None:
    """Raises UsageError where a client lies in a package that the workspace does not know."""
    folder, owner = directory_of(path), owner_of(project, path)
    while folder != owner:
        if project.workspace.manifest(folder) is not None:
            raise UsageError(
                f"{folder} is a package, and no member of the workspace",
                hint="list it in `workspaces` of the root's package.json, or in pnpm-workspace.yaml",
            )
        folder = directory_of(folder)


class _Moved(NamedTuple):
    """An app that serves what a package has: the plan was carried out before, and nothing is left to find."""

    app: str
    package: str


def _moved(project: Project, asked: str | None) -> _Moved | None:
    """The one app, or the one that is `asked` for, whose routes serve a client that a package makes.

    What calls `serve` may have moved as well: then those are the routes that name it. Where no route serves anything,
    the one that depends on the one package that makes a client.
    """
    served = {
        (owner_of(project, place), owner_of(project, client))
        for route, client in served_clients(project)
        for place in _routes(project, route)
    }
    if not served:
        homes = {owner_of(project, client.module.path) for client in anatomy_of(project).clients}
        names = {package.name: package.folder for package in project.workspace.packages if package.folder in homes}
        served = {
            (package.folder, folder)
            for package in project.workspace.packages
            for name, folder in names.items()
            if len(homes) == 1 and name in package.manifest.ranges
        }
    pairs = {pair for pair in served if asked in (None, pair[0])}
    if len(pairs) != 1 or any(app == home for app, home in pairs):
        return None
    app, package = pairs.pop()
    return _Moved(app, package)


def _routes(project: Project, serving: str) -> list[str]:
    """The modules of other packages that name what calls `serve`; itself where there are none."""
    home = owner_of(project, serving)
    within = [serving]
    for path in within:
        importers = project.graph.importers(path)
        within += [one for one in importers if one not in within and owner_of(project, one) == home]
    outside = {one for path in within for one in project.graph.importers(path)} - {*within}
    routed = sorted(one for one in outside if is_routed(project, one))
    # Without a router, as for a worker that connects, whoever starts it.
    return routed or sorted(outside & {*project.graph.importers(serving)}) or [serving]


def _app(project: Project, known: Mapping[str, Any]) -> str:
    """The app whose code makes the client. Raises UsageError where several do."""
    source = known.get("source")
    # The client may be elsewhere in the app whose functions `source` holds.
    places = {
        owner_of(project, client.module.path): client.module.path
        for client in reversed(clients_of(project))
        if source is None or owner_of(project, client.module.path) == owner_of(project, f"{source}/x")
    }
    if not places:
        hint = "`-p source=...` names the folder of its functions, or its module"
        raise UsageError(f"the package that {source} is in makes no Inngest client", hint=hint)
    for path in places.values():
        _check_membership(project, path)
    # A package that others depend on is no app, if there is another place.
    wanted = {name for package in project.workspace.packages for name in package.manifest.ranges}
    names = {package.folder: package.name for package in project.workspace.packages}
    candidates = sorted(folder for folder in places if names.get(folder) not in wanted) or sorted(places)
    if len(candidates) == 1:
        return candidates[0]
    raise UsageError(
        f"several packages make an Inngest client: {each_of(places[folder] for folder in candidates)}",
        hint=f"say which app is meant, as in `-p app={candidates[0] or '.'}`",
    )
