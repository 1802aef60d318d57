"""What the codemods of the plan `inngest-event` have in common: the event, and finding out where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from migrator.api import CannotDetectError, Codemod, Project, RepositoryPath, UsageError

from .._reading.anatomy import anatomy_of
from .._reading.serving import each_of, owner_of, served_clients
from .convention import ACTION, CLIENT, DOMAIN, Action, Domain, EventNames
from .nest import is_nest


class EventCodemod(Codemod):
    """A codemod about one event of one client."""

    client: RepositoryPath = CLIENT
    domain: Domain = DOMAIN
    action: Action = ACTION

    @property
    def names(self) -> EventNames:
        """What is called after the event."""
        return EventNames(self.domain, self.action)

    @classmethod
    def detect(cls, parameter: str, project: Project, known: Mapping[str, Any]) -> Any:
        """The app, its client, its framework. Raises UsageError where several could be meant, naming them."""
        match parameter:
            case "app":
                return owner_of(project, str(known["client"])) if "client" in known else _app(project)
            case "client":
                return _client(project, str(known["app"]) if "app" in known else _app(project))
            case "framework":
                app = str(known["app"]) if "app" in known else _app(project)
                if is_nest(project, app):
                    return "nest"
                manifest = project.workspace.manifest(app)
                return "next" if manifest is not None and "next" in manifest.ranges else "plain"
        raise CannotDetectError(f"{cls.codemod_name} can't find out {parameter!r}")


def _app(project: Project) -> str:
    """The one package that makes a client; of several the one that nothing depends on."""
    makers = {owner_of(project, node.module.path): node.module.path for node in reversed(anatomy_of(project).clients)}
    if not makers:
        raise UsageError(
            "there is no Inngest client in this repository: no module calls `new Inngest(...)`",
            hint="`migrate apply inngest-setup` makes one",
        )
    if len(makers) == 1:
        return next(iter(makers))
    raise UsageError(
        f"several packages make an Inngest client: {each_of(makers[folder] for folder in sorted(makers))}",
        hint=f"say which app is meant, as in `-p app={min(makers) or '.'}`",
    )


def _client(project: Project, app: str) -> str:
    """The one module of the app that makes a client; of several the one whose client is served."""
    own = sorted({one.module.path for one in anatomy_of(project).clients if owner_of(project, one.module.path) == app})
    served = {client for _, client in served_clients(project)}
    for paths in (own, [path for path in own if path in served]):
        if len(paths) == 1:
            return paths[0]
    if not own:
        raise UsageError(f"{app or 'the root package'} makes no Inngest client", hint="choose another `-p app=...`")
    raise UsageError(
        f"{app or 'the root package'} makes several Inngest clients: {each_of(own)}",
        hint=f"say which is meant, as in `-p client={own[0]}`",
    )
