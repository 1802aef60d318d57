"""Parameters of `inngest-setup`, found out from the repository."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from migrator.api import CannotDetectError, Codemod, Project, UsageError

from .._reading.anatomy import anatomy_of
from .._reading.serving import owner_of
from .next_app import only_app
from .parts import client_id
from .sdk_choice import Sdk, misfit, newest_range, sdk_of_range, usual_sdk_range, written_out


class SetUpCodemod(Codemod):
    """A codemod that knows how to find out what `inngest-setup` asks for."""

    @classmethod
    def detect(cls, parameter: str, project: Project, known: Mapping[str, Any]) -> Any:
        """App, app id, SDK and its range. Raises UsageError where there is no app for it, or several."""
        app = str(known["app"]) if "app" in known else only_app(project)
        match parameter:
            case "app":
                return app
            case "app-id":
                return _app_id(project, app)
            case "sdk":
                return _sdk(project, app, known.get("range"))
            case "range":
                sdk: Sdk = known.get("sdk") or _sdk(project, app, None)
                return (
                    usual_sdk_range(project, app)
                    if _usual_sdk(project, app) == sdk
                    else newest_range(project, app, sdk)
                )
        raise CannotDetectError(f"{cls.codemod_name} can't find out {parameter!r}")


def _app_id(project: Project, app: str) -> str:
    """The id that the app's client has, or the name of the app's package."""
    for client in anatomy_of(project).clients:
        if owner_of(project, client.module.path) == app and (found := client_id(client)) is not None:
            return found
    manifest = project.workspace.manifest(app)
    if manifest is None or manifest.name is None:
        raise CannotDetectError(f"{app or 'the root'} has no package.json with a name")
    return manifest.name


def _sdk(project: Project, app: str, range_: str | None) -> Sdk:
    """The major version of a range that was given, else of what the workspace has, else the newest that fits."""
    if range_ is not None:
        return sdk_of_range(range_)
    return _usual_sdk(project, app) or (3 if misfit(project, app) is not None else 4)


def _usual_sdk(project: Project, app: str) -> Sdk | None:
    usual = usual_sdk_range(project, app)
    if usual is None:
        return None
    try:
        return sdk_of_range(written_out(project, "inngest", usual))
    except UsageError:
        return None
