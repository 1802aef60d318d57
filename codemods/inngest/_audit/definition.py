"""One Inngest function, as the text tells of it."""

from __future__ import annotations

from dataclasses import dataclass

from migrator.api import Node, Trigger

from .expressions import Value
from .triggers import Started


@dataclass(frozen=True, slots=True)
class Definition:
    """One function. `site` is the call whose value it is, `handler` what runs.

    `site` is the call of `createFunction`, or of a helper that wraps it; of a decorated method, the method.
    `written` is where its id stands, the site where that can't be told. `options` is what it is configured with.
    """

    site: Node
    written: Node
    id: str | None
    export: str | None
    started: tuple[Started, ...]
    handler: Node | None
    options: Value | None

    @property
    def triggers(self) -> tuple[Trigger, ...]:
        """What starts it."""
        return tuple(one.trigger for one in self.started)

    @property
    def path(self) -> str:
        """The module that has it."""
        return self.site.module.path

    @property
    def line(self) -> int:
        """Where it starts."""
        return self.site.position.line

    @property
    def name(self) -> str:
        """What to call it in a sentence: its id, else its export, else its place."""
        return self.id or self.export or f"{self.path}:{self.line}"
