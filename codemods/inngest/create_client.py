"""Make the app's Inngest client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from migrator.api import Context, Node, RefusedError, RepositoryPath, param, rule

from ._reading.zod import zod_import
from ._setup.client_text import ClientText, Kind
from ._setup.parameters import SetUpCodemod
from ._setup.parts import SetUp, client_id
from ._setup.sdk_choice import takes_schemas, takes_zod_data
from ._writing.event_constants import EVENTS, HELLO, Events

_HELLO_FIELDS = {"name": "optional:string"}


def _said(app_id: str) -> str:
    if not app_id.strip():
        raise ValueError("an app id can't be empty: it is what Inngest knows the app by")
    return app_id


class CreateClient(SetUpCodemod):
    """Make an app's Inngest client at `lib/inngest/client`, with an id and typed events.

    Events are schemas of zod where the app has it, else types. A client that the app has already stays as it is. Where
    it has another id, or lacks one of the events, that is refused.
    """

    app: RepositoryPath = param("The app's folder.", example="apps/web")
    app_id: Annotated[str, rule(_said)] = param("The Inngest app id.", example="web")
    events: Events = param("Event -> field -> type, as `define-event` has them.", default={}, example=EVENTS)

    def apply(self, context: Context) -> None:
        """Write it."""
        found = SetUp(context.project, self.app)
        if found.client is not None:
            self._check(found.client.client)
            return
        if found.serves_another_package:
            return
        path = found.client_path
        if context.tree.entry(path) is not None:
            raise RefusedError(f"{path} is there, and makes no Inngest client", hint="move it out of the way first")
        events: Mapping[str, Mapping[str, str]] = {HELLO: _HELLO_FIELDS, **self.events}
        taken, specifier = zod_import(context.project, found.app.sources)
        text = ClientText(self.app_id, events, self._kind(found), f'import {taken} from "{specifier}";').of(found.sdk)
        context.tree.write(path, found.app.house.written(text))

    def _kind(self, found: SetUp) -> Kind:
        if "zod" not in found.app.manifest.ranges:
            return "types"
        if takes_schemas(found.project, self.app):
            return "schemas"
        return "zod-data" if found.sdk == 3 and takes_zod_data(found.project, self.app) else "types"

    def _check(self, client: Node) -> None:
        """Refuse what is not what was asked for; where a client's id comes from elsewhere, nobody can tell."""
        place = f"{client.module.path}:{client.position.line}"
        own = client_id(client)
        if own is not None and own != self.app_id:
            raise RefusedError(
                f"{place} makes a client with the id {own!r}, and {self.app_id!r} is asked for",
                hint=f"say `-p app-id={own}`: another id makes another app of it at the next sync",
            )
        lacking = [event for event in self.events if event.encode() not in client.module.source]
        if lacking:
            raise RefusedError(
                f"the client in {place} does not have {', '.join(lacking)}, and a client that is there stays as it is",
                hint="leave `events` out; the plan `inngest-event` adds events to a client",
            )
