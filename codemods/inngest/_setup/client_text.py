"""The module that makes a client, in Prettier's manner: how SDK 3 and SDK 4 are told of events."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from .._writing.event_constants import constants_of
from .._writing.fields import schema_lines, type_lines

_WIDTH: Final = 80
_ABOUT: Final = "/** The app as Inngest knows it: it sends events, and makes functions. */"
_DEVELOPMENT: Final = """\
  // Under `next dev` events go to the Dev Server; anywhere else INNGEST_DEV and the keys decide.
  ...(process.env.NODE_ENV === "development" && { isDev: true }),"""

Kind = Literal["types", "schemas", "zod-data"]
"""How events are declared: by TypeScript's types, by zod's schemas, or as the older `fromZod` wants them."""


@dataclass(frozen=True, slots=True)
class ClientText:
    """A client of the app `app_id`, whose `events` have fields with types; `zod` is the line that imports zod."""

    app_id: str
    events: Mapping[str, Mapping[str, str]]
    kind: Kind
    zod: str

    def of(self, sdk: int) -> str:
        """The text of the module for the SDK's major version."""
        return "\n".join(self._third() if sdk == 3 else self._fourth())

    def _third(self) -> list[str]:
        lines = ['import { EventSchemas, Inngest } from "inngest";', *self._import_of_zod(), ""]
        if self.kind == "types":
            types = [
                _nested(event, "data: ", type_lines(fields), "", "  ", ";") for event, fields in self.events.items()
            ]
            lines += ["/** What each event carries. */", "type Events = {", *types, "};", ""]
            schemas = ["  schemas: new EventSchemas().fromRecord<Events>(),"]
        else:
            members = [self._schema(event, fields) for event, fields in self.events.items()]
            call = "fromSchema" if self.kind == "schemas" else "fromZod"
            schemas = [f"  schemas: new EventSchemas().{call}({{", *members, "  }),"]
        return [*lines, _ABOUT, "export const inngest = new Inngest({", self._id, *schemas, "});", ""]

    def _schema(self, event: str, fields: Mapping[str, str]) -> str:
        # SDK 3 parses nothing with schemas, it takes types from them: a date is the text that it travels as.
        lines = schema_lines(fields)
        if self.kind == "schemas":
            return _braced(f"{json.dumps(event)}: z.object(", lines, "),", "    ")
        return _nested(event, "data: z.object(", lines, ")", "    ", ",")

    def _fourth(self) -> list[str]:
        names = "eventType, Inngest, staticSchema" if self.kind == "types" else "eventType, Inngest"
        lines = [f'import {{ {names} }} from "inngest";', *self._import_of_zod(), ""]
        lines += [_ABOUT, "export const inngest = new Inngest({", self._id, _DEVELOPMENT, "});", ""]
        for event, constant in constants_of(self.events).items():
            fields = self.events[event]
            if self.kind == "types":
                schema = _braced("schema: staticSchema<", type_lines(fields), ">(),", "  ")
            else:
                schema = _braced("schema: z.object(", schema_lines(fields), "),", "  ")
            lines += [f"export const {constant} = eventType({json.dumps(event)}, {{", schema, "});", ""]
        return lines

    @property
    def _id(self) -> str:
        return f"  id: {json.dumps(self.app_id, ensure_ascii=False)},"

    def _import_of_zod(self) -> list[str]:
        return [self.zod] if self.kind != "types" else []


def _nested(event: str, head: str, members: Sequence[str], tail: str, indent: str, end: str) -> str:
    """`"event": { data: { ... } }` with `end`: in one line, or everything on lines of its own."""
    line = _braced(f"{json.dumps(event)}: {{ {head}", members, f"{tail} }}{end}", indent)
    if "\n" not in line:
        return line
    inner = _braced(head, members, f"{tail}{end}", f"{indent}  ")
    return f"{indent}{json.dumps(event)}: {{\n{inner}\n{indent}}}{end}"


def _braced(head: str, members: Sequence[str], tail: str, indent: str) -> str:
    """`head`, members with their ends in braces, `tail`: in one line where it is short enough."""
    inside = " ".join(members)[:-1]
    if not members:
        return f"{indent}{head}{'{}' if head.endswith('(') else 'Record<string, never>'}{tail}"
    line = f"{indent}{head}{{ {inside} }}{tail}"
    if len(line) <= _WIDTH:
        return line
    inner = "".join(f"{indent}  {member}\n" for member in members)
    return f"{indent}{head}{{\n{inner}{indent}}}{tail}"
