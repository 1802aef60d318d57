"""Parameters of the Inngest plans, found out from the repository."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from migrator.api import CannotDetectError, Codemod, Node, Project, UsageError, directory_of, is_test

from ._anatomy import Anatomy
from ._served import property_of

# Folders that hold much besides: a client in one of them does not make it the Inngest folder.
_COMMON = frozenset({"", "src", "lib", "server", "app", "utils", "services", "config", "shared", "common", "core"})


class InngestCodemod(Codemod):
    """A codemod that knows how to find an app's Inngest."""

    @classmethod
    def detect(cls, parameter: str, project: Project, known: Mapping[str, Any]) -> Any:
        """`app`, `source`, `package` and `name` of `inngest-package`. Raises UsageError where it is unclear."""
        moved = _moved(project)
        match parameter:
            case "app":
                return moved.app if moved else _app(project, known)
            case "source":
                app = str(known["app"]) if "app" in known else _app(project, known)
                return f"{app}/src/inngest" if moved and moved.app == app else _source(project, app)
            case "package":
                return moved.package if moved else _package(project)
            case "name":
                folder = str(known["package"]) if "package" in known else _package(project)
                there = project.workspace.manifest(folder)
                return there.name if there is not None and there.name else f"{_scope(project, known)}inngest"
        raise CannotDetectError(f"{cls.codemod_name} can't find out {parameter!r}")


class _Moved(NamedTuple):
    """An app that serves what a package has: the plan was carried out before, and nothing is left to find."""

    app: str
    package: str


def _moved(project: Project) -> _Moved | None:
    anatomy = Anatomy(project)
    owners = {client.module.path: project.workspace.owner(client.module.path) for client in anatomy.clients}
    folders = {owner.folder for owner in owners.values() if owner is not None}
    serving = {
        owner.folder for call in anatomy.serves if (owner := project.workspace.owner(call.module.path)) is not None
    }
    if len(folders) != 1 or len(serving) != 1 or folders & serving:
        return None
    package, app = folders.pop(), serving.pop()
    offered = project.workspace.manifest(package)
    return _Moved(app, package) if offered is not None and offered.exports is not None else None


def _clients(project: Project) -> list[Node]:
    clients = list(Anatomy(project).clients)
    if not clients:
        raise UsageError(
            "there is no Inngest client in this repository: no module calls `new Inngest(...)`",
            hint="give the folder that holds Inngest with `-p app=... -p source=...` if it is made in another way",
        )
    return clients


def _app(project: Project, known: Mapping[str, Any]) -> str:
    """The package whose code makes the client; of several, the one whose serve route serves it."""
    source = known.get("source")
    owners: dict[str, str] = {}
    for client in _clients(project):
        path = client.module.path
        owner = project.workspace.owner(path)
        if owner is not None and (source is None or path.startswith(f"{source}/")):
            owners.setdefault(owner.folder, path)
    serving = {call.module.path for call in Anatomy(project).serves}
    candidates = [folder for folder in owners if any(_lies_in(project, path, folder) for path in serving)] or [*owners]
    if len(candidates) == 1:
        return candidates[0]
    raise UsageError(
        f"several packages make an Inngest client: {_each(owners[folder] for folder in sorted(candidates))}",
        hint=f"say which app is meant, as in `-p app={sorted(candidates)[0] or '.'}`",
    )


def _lies_in(project: Project, path: str, folder: str) -> bool:
    owner = project.workspace.owner(path)
    return owner is not None and owner.folder == folder


def _source(project: Project, app: str) -> str:
    """The folder that holds the client and the functions. Raises UsageError where it would hold much besides."""
    clients = [client for client in _clients(project) if _lies_in(project, client.module.path, app)]
    if not clients:
        raise UsageError(f"{app or 'the root package'} makes no Inngest client", hint="choose another `-p app=...`")
    served = _served_clients(project, app)
    wanted = [client for client in clients if client.module.path in served]
    wanted = wanted or [client for client in clients if _is_exported(client)] or clients
    paths = sorted({client.module.path for client in wanted})
    if len(paths) > 1:
        folder = directory_of(paths[0])
        raise UsageError(
            f"{app or 'the root package'} makes several Inngest clients: {_each(_place(client) for client in wanted)}",
            hint=f"say which folder is to move, as in `-p source={folder}`; its client goes along",
        )
    anatomy = Anatomy(project)
    functions = [
        path
        for path in project.sources
        if _lies_in(project, path, app) and not is_test(path) and anatomy.makes_functions(path)
    ]
    for folder in (posixpath.commonpath([directory_of(path) for path in (*functions, *paths)]), directory_of(paths[0])):
        if folder != app and posixpath.basename(folder) not in _COMMON:
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


def _served_clients(project: Project, app: str) -> set[str]:
    """The modules that declare the clients which the app's serve routes are given."""
    found: set[str] = set()
    for call in Anatomy(project).serves:
        arguments = call.field("arguments")
        options = arguments.children[0] if arguments is not None and arguments.children else None
        given = property_of(options, "client") if options is not None and options.kind == "object" else None
        value = given.field("value") if given is not None and given.kind == "pair" else given
        imported = call.module.bindings.imports.get(value.text) if value is not None else None
        if imported is not None and _lies_in(project, call.module.path, app):
            target = project.resolver.resolve(imported[0].specifier, call.module.path)
            path = getattr(target, "path", None)
            there = project.symbols.declaration(path, imported[1].imported) if path else None
            if there is not None and there.path is not None:
                found.add(there.path)
    return found


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
    """The scope that most packages have, with its slash; the root's name as a scope where none has one."""
    beside = directory_of(str(known.get("package", "packages/inngest")))
    names = [package.name for package in project.workspace.packages if package.name and package.name.startswith("@")]
    near = [
        package.name
        for package in project.workspace.packages
        if package.name and package.name.startswith("@") and directory_of(package.folder) == beside
    ]
    scopes = [name.partition("/")[0] for name in near or names]
    if scopes:
        return max(sorted(set(scopes)), key=scopes.count) + "/"
    root = project.workspace.root
    name = (root.name or "") if root is not None else ""
    return f"{name.partition('/')[0]}/" if name.startswith("@") else f"@{name}/" if name else ""


def _place(client: Node) -> str:
    return f"{client.module.path}:{client.position.line}"


def _each(places: Any) -> str:
    listed: Sequence[str] = list(places)
    return " and ".join((", ".join(listed[:-1]), listed[-1])) if len(listed) > 1 else listed[0]
