"""The function with which a set-up is tried, in Prettier's manner."""

from __future__ import annotations

from .._writing.event_constants import HELLO

_THIRD = """\
import {{ {client} }} from "{specifier}";

/** Shows that Inngest is set up: it greets, and gives back what it was sent. */
export const helloWorld = {client}.createFunction(
  {{ id: "hello-world" }},
  {{ event: "{event}" }},
  async ({{ event, step }}) => {{
    const message = await step.run("greet", () => "Hello, world!");
    return {{ message, received: event.data }};
  }},
);
"""
_FOURTH = """\
import {{ {imported} }} from "{specifier}";

/** Shows that Inngest is set up: it greets, and gives back what it was sent. */
export const helloWorld = {client}.createFunction(
  {{ id: "hello-world", triggers: [{trigger}] }},
  async ({{ event, step }}) => {{
    const message = await step.run("greet", () => "Hello, world!");
    return {{ message, received: event.data }};
  }},
);
"""


def first_function(sdk: int, client: str, specifier: str, constant: str | None) -> str:
    """The module's text: `client` comes from `specifier`, and so does `constant`, the event's type, if there is one."""
    names = sorted((client, constant), key=str.lower) if constant is not None else [client]
    trigger = constant or f'{{ event: "{HELLO}" }}'
    text = _THIRD if sdk == 3 else _FOURTH
    return text.format(client=client, specifier=specifier, event=HELLO, imported=", ".join(names), trigger=trigger)
