"""Write the function that an Inngest event starts."""

from __future__ import annotations

from typing import Literal

from migrator.api import Context, RefusedError, param

from ._event.app import EventApp
from ._event.codemod import EventCodemod
from ._event.convention import PURPOSE, Purpose
from ._event.file import EventFile
from ._event.function import EventFunction
from ._event.function_ids import existing
from ._event.nest_controller import NestHandler

FRAMEWORK = param("What serves the functions: `nest`, `next` or `plain`.", default="plain")


class AddEventHandler(EventCodemod):
    """Write a function that `define-event`'s event starts, with the id `<domain>-<action>-<purpose>`.

    With `nest` it is a method of the domain's events controller, which hands the payload to the domain's service; both
    are made where they lack. Else it is a module beside the other functions. A function that is there already stays as
    it is; an id that another event's function has is refused.
    """

    purpose: Purpose = PURPOSE
    framework: Literal["nest", "next", "plain"] = FRAMEWORK

    def apply(self, context: Context) -> None:
        """Write it, unless it is there."""
        if existing(context.project, self.names, self.purpose) is not None:
            return
        app = EventApp(context.project, self.client)
        file = EventFile(app, self.names)
        if file.member is None:
            raise RefusedError(f"{self.names.event} is not declared in {file.path}", hint="`define-event` declares it")
        if self.framework == "nest":
            NestHandler(context, app, file, self.purpose).write()
            return
        function = EventFunction(app, file, self.purpose)
        if context.tree.entry(function.path) is not None:
            raise RefusedError(
                f"{function.path} is there, and makes no function {function.id!r}", hint="choose another purpose"
            )
        context.tree.write(function.path, app.house.written(function.text()))
