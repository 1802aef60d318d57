"""What SDK 4's event types are called in code, by the names of the events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Final

from migrator.api import Module, rule
from migrator.api import matchers as m

from .fields import Fields

HELLO: Final = "test/hello.world"
"""The event that starts the function with which a set-up is tried."""
_EVENT = re.compile(r"[A-Za-z][\w.:-]*(?:/[\w.:-]+)*")
_TAKEN: Final = frozenset(("inngest", "eventType", "staticSchema", "z", "default", "delete", "export", "import", "new"))


def constants_of(events: Iterable[str]) -> dict[str, str]:
    """Event -> constant: `emailSend` of `email/send`. Raises ValueError where two would have the same."""
    found: dict[str, str] = {}
    for event in events:
        words = [word for word in re.split(r"[^A-Za-z0-9]+", event) if word]
        name = words[0][:1].lower() + words[0][1:] + "".join(word[:1].upper() + word[1:] for word in words[1:])
        constant = f"{name}Event" if name in _TAKEN else name
        for other, same in found.items():
            if same == constant:
                raise ValueError(f"{other!r} and {event!r} would both be called {constant} in code; rename one")
        found[event] = constant
    return found


def event_type(module: Module, event: str) -> str | None:
    """The constant that a module exports as the event's type, made by SDK 4's `eventType`; None where there is none."""
    exported = {export.local: export.name for export in module.exports}
    for call in m.find_all(module, m.call("eventType", [m.string(event), ...])):
        name = call.parent.field("name") if call.parent is not None else None
        if name is not None and name.text in exported:
            return exported[name.text]
    return None


def _events(events: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    for event in events:
        if not _EVENT.fullmatch(event):
            raise ValueError(f"{event!r} is no name of an event: letters, digits, `.`, `-` and `/`, as in `email/send`")
        if event.startswith("inngest/"):
            raise ValueError(f"{event!r}: names that start with `inngest/` are Inngest's own")
    constants_of({HELLO: None, **dict.fromkeys(events)})
    return events


Events = Annotated[dict[str, Fields], rule(_events)]
"""Event -> field -> type."""
EVENTS = {"email/send": {"to": "string", "subject": "string"}}
