"""Have the function that an Inngest event starts be served."""

from __future__ import annotations

from typing import Literal

from migrator.api import Context, param

from ._event.app import EventApp
from ._event.codemod import EventCodemod
from ._event.convention import PURPOSE, Purpose
from ._event.file import EventFile
from ._event.function_ids import written
from ._event.nest_registration import register_controller
from ._event.serving_list import ServingList
from .add_event_handler import FRAMEWORK


class RegisterEventHandler(EventCodemod):
    """Register the function that `add-event-handler` wrote.

    With `nest` the domain's `@Module` gets the controller, and the service where nobody provides it; a module that is
    made for it is imported by the app's. Else the function is added to the array that the routes serve, wherever that
    is written, and to the index that passes the others on. Where that array can't be told from the text, a warning says
    what to add.
    """

    purpose: Purpose = PURPOSE
    framework: Literal["nest", "next", "plain"] = FRAMEWORK
    route: str = param(
        "The serve route to add it to, where several serve different functions of one client.",
        default="",
        example="apps/web/src/app/api/inngest/route.ts",
    )

    def apply(self, context: Context) -> None:
        """Add it, unless it is there."""
        found = written(context.project, self.names, self.purpose)
        app = EventApp(context.project, self.client)
        if self.framework == "nest":
            register_controller(context, app, EventFile(app, self.names), found)
        else:
            ServingList(context, app, self.route).add(found)
