"""Parameters of the Inngest plans, found out from the repository."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from migrator.api import CannotDetectError, Codemod, Node, Project, UsageError, directory_of, is_test

from ._anatomy import anatomy_of
from ._constants import property_of
from ._served import options_of

# Folders that hold much besides: a client in one of them does not make it the Inngest folder.
_COMMON = frozenset({"", "src", "lib", "server", "app", "utils", "services", "config", "shared", "common", "core"})


class InngestCodemod(Codemod):
    """A codemod that knows how to find an app's Inngest."""

    @classmethod
    def detect(cls, parameter: str, project: Project, known: Mapping[str, Any]) -> Any:
        """`app`, `source`, `package` and `name` of `inngest-package`. Raises UsageError where it is unclear."""
        moved = _moved(project, known)
        match parameter:
            case "app":
                return moved.app if moved else _app(project, known)
            case "source":
                app = str(known["app"]) if "app" in known else _app(project, known)
                return posixpath.join(app, "src/inngest") if moved else _source(project, app)
            case "package":
                return moved.package if moved else _package(project)
            case "name":
                folder = str(known["package"]) if "package" in known else _package(project)
                there = project.workspace.manifest(folder)
                usual = f"{_scope(project, known)}{posixpath.basename(folder)}"
                return there.name if there is not None and there.name else usual
        raise CannotDetectError(f"{cls.codemod_name} can't find out {parameter!r}")


def _check_membership(project: Project, path: str) -> None:
    """Raises UsageError where a client lies in a package that the workspace does not know."""
    folder, owner = directory_of(path), _owner(project, path)
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


def _moved(project: Project, known: Mapping[str, Any]) -> _Moved | None:
    """The one app, or the one that is asked for, whose routes serve a client that a package makes.

    Where no route serves anything, the one that depends on the one package that makes a client.
    """
    served = {(_owner(project, route), _owner(project, client)) for route, client in _served_clients(project)}
    if not served:
        homes = {_owner(project, client.module.path) for client in anatomy_of(project).clients}
        names = {package.name: package.folder for package in project.workspace.packages if package.folder in homes}
        served = {
            (package.folder, folder)
            for package in project.workspace.packages
            for name, folder in names.items()
            if len(homes) == 1 and name in package.manifest.ranges
        }
    pairs = {pair for pair in served if known.get("app") in (None, pair[0])}
    if len(pairs) != 1 or any(app == home for app, home in pairs):
        return None
    app, package = pairs.pop()
    return _Moved(app, package)


def _owner(project: Project, path: str) -> str:
    owner = project.workspace.owner(path)
    return owner.folder if owner is not None else ""


def _clients(project: Project) -> list[Node]:
    clients = list(anatomy_of(project).clients)
    if not clients:
        raise UsageError(
            "there is no Inngest client in this repository: no module calls `new Inngest(...)`",
            hint="give the folder that holds Inngest with `-p app=... -p source=...` if it is made in another way",
        )
    return clients


def _app(project: Project, known: Mapping[str, Any]) -> str:
    """The app whose code makes the client. Raises UsageError where several do."""
    source = known.get("source")
    places = {
        _owner(project, client.module.path): client.module.path
        for client in reversed(_clients(project))
        if source is None or client.module.path.startswith(f"{source}/")
    }
    if not places:
        raise UsageError(f"no module of {source} makes an Inngest client", hint="`-p source=...` names its folder")
    for path in places.values():
        _check_membership(project, path)
    # A package that others depend on is no app, if there is another place.
    wanted = {name for package in project.workspace.packages for name in package.manifest.ranges}
    names = {package.folder: package.name for package in project.workspace.packages}
    candidates = sorted(folder for folder in places if names.get(folder) not in wanted) or sorted(places)
    if len(candidates) == 1:
        return candidates[0]
    raise UsageError(
        f"several packages make an Inngest client: {_each(places[folder] for folder in candidates)}",
        hint=f"say which app is meant, as in `-p app={candidates[0] or '.'}`",
    )


def _source(project: Project, app: str) -> str:
    """The folder that holds the client and the functions. Raises UsageError where it would hold much besides."""
    clients = [client for client in _clients(project) if _owner(project, client.module.path) == app]
    if not clients:
        raise UsageError(f"{app or 'the root package'} makes no Inngest client", hint="choose another `-p app=...`")
    served = {client for route, client in _served_clients(project) if _owner(project, route) == app}
    wanted = [client for client in clients if client.module.path in served]
    wanted = wanted or [client for client in clients if _is_exported(client)] or clients
    paths = sorted({client.module.path for client in wanted})
    if len(paths) > 1:
        folder = directory_of(paths[0])
        raise UsageError(
            f"{app or 'the root package'} makes several Inngest clients: {_each(_place(client) for client in wanted)}",
            hint=f"say which folder is to move, as in `-p source={folder}`; its client goes along",
        )
    anatomy = anatomy_of(project)
    functions = [
        path
        for path in project.sources
        if _owner(project, path) == app and not is_test(path) and anatomy.makes_functions(path)
    ]
    for folder in (posixpath.commonpath([directory_of(path) for path in (*functions, *paths)]), directory_of(paths[0])):
        inner = folder.removeprefix(f"{app}/")
        if folder != app and (posixpath.basename(folder) not in _COMMON or "inngest" in inner.lower()):
            return folder
    raise UsageError(
        f"the Inngest client is {paths[0]}, in a folder that holds other things too",
        hint="move it to a folder of its own first, or name the folder that is to move with `-p source=...`",
    )


def _is_exported(client: Node) -> bool:
    """Whether a client is for others: one made inside a function, or kept to its module, is that module's own."""
    around = client.parent
    while around is not None and around.kind in ("as_expression", "satisfies_expression", "variable_declarator"):
        name = around.field("name")
        if name is not None:
            return any(export.local == name.text for export in client.module.exports)
        around = around.parent
    return around is not None and around.kind == "export_statement"


def _served_clients(project: Project) -> set[tuple[str, str]]:
    """Route and client: each module that calls `serve`, with the module that declares the client it is given."""
    found: set[tuple[str, str]] = set()
    for call in anatomy_of(project).serves:
        options = options_of(project, call)
        given = property_of(options, "client") if options is not None else None
        value = given.field("value") if given is not None and given.kind == "pair" else given
        imported = value.module.bindings.imports.get(value.text) if value is not None else None
        if imported is None:
            found |= _only_client(project, call.module.path)
        else:
            at = value.module.path if value is not None else call.module.path
            target = project.resolver.resolve(imported[0].specifier, at)
            path = getattr(target, "path", None)
            there = project.symbols.declaration(path, imported[1].imported) if path else None
            if there is not None and there.path is not None:
                found.add((call.module.path, there.path))
    return found


def _only_client(project: Project, route: str) -> set[tuple[str, str]]:
    """A route's client where the route doesn't say: the only one of its app, or of the packages the app depends on."""
    app = project.workspace.owner(route)
    paths = {client.module.path for client in anatomy_of(project).clients}
    own = {path for path in paths if project.workspace.owner(path) == app}
    near = own or {
        path
        for path in paths
        if app is not None and (there := project.workspace.owner(path)) and there.name in app.manifest.ranges
    }
    return {(route, path) for path in near} if len(near) == 1 else set()


def _package(project: Project) -> str:
    """`inngest` beside the other packages: in the folder that most of them are in."""
    folders = [directory_of(package.folder) for package in project.workspace.packages]
    usual = [folder for folder in folders if posixpath.basename(folder) not in ("apps", "app")]
    parent = "packages" if "packages" in folders or not usual else max(sorted(set(usual)), key=usual.count)
    folder = f"{parent}/inngest" if parent else "packages/inngest"
    if project.tree.is_folder(folder):
        raise UsageError(
            f"{folder} is there already",
            hint=f"name another folder with `-p package=...`, or say `-p package={folder}` to move into it",
        )
    return folder


def _scope(project: Project, known: Mapping[str, Any]) -> str:
    """The scope that at least half of the packages beside it have, with its slash; else one of the root's name.

    Never none: a package called just `inngest` would stand in for the SDK.
    """
    beside = directory_of(str(known.get("package", "packages/inngest")))
    packages = [package for package in project.workspace.packages if package.name]
    for family in ([one for one in packages if directory_of(one.folder) == beside], packages):
        names = [one.name for one in family if one.name is not None]
        scopes = [name.partition("/")[0] for name in names if name.startswith("@")]
        common = max(sorted(set(scopes)), key=scopes.count, default=None)
        if common is not None and 2 * scopes.count(common) >= len(names):
            return f"{common}/"
    root = project.workspace.root
    name = (root.name if root is not None else None) or "app"
    return f"{name.partition('/')[0]}/" if name.startswith("@") else f"@{name}/"


def _place(client: Node) -> str:
    return f"{client.module.path}:{client.position.line}"


def _each(places: Any) -> str:
    listed: Sequence[str] = list(places)
    return " and ".join((", ".join(listed[:-1]), listed[-1])) if len(listed) > 1 else listed[0]
