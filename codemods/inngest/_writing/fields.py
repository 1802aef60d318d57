"""The fields of an event's payload: their types, the schemas that check them, values that pass."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Final

from migrator.api import Node, param, rule

#: Type -> its schema, and a value in TypeScript that has it. Data travels as JSON, so a date is text, and stays it:
#: SDK 4 refuses schemas that make something else of what they read.
_TYPES: Final[Mapping[str, tuple[str, str]]] = {
    "string": ("z.string()", '"text"'),
    "uuid": ("z.string().uuid()", '"8c9c1d6e-5b1a-4c3f-9e7d-2f4a6b8c0d1e"'),
    "number": ("z.number()", "1"),
    "boolean": ("z.boolean()", "true"),
    "date": ("z.string().datetime()", '"2026-01-31T12:00:00.000Z"'),
    "string[]": ("z.array(z.string())", '["text"]'),
}
#: What data of a type is in TypeScript as it arrives; text, unless it is here.
_PLAIN: Final[Mapping[str, str]] = {"number": "number", "boolean": "boolean", "string[]": "string[]"}
_OPTIONAL: Final = "optional:"
_IDENTIFIER: Final = re.compile(r"[A-Za-z_$][\w$]*")


def _fields(fields: dict[str, str]) -> dict[str, str]:
    for name, given in fields.items():
        if not name:
            raise ValueError("a field needs a name")
        if given.removeprefix(_OPTIONAL) not in _TYPES:
            raise ValueError(f"{name!r} has the type {given!r}; there are {', '.join(_TYPES)}, and optional:<type>")
    return fields


Fields = Annotated[dict[str, str], rule(_fields)]
"""Field name -> type of an event's payload."""
DEFAULT_FIELDS: Final = {"id": "uuid"}
FIELDS = param(
    "Field name -> type of the payload: string, uuid, number, boolean, date, string[], optional:<type>.",
    default=DEFAULT_FIELDS,
    example={"id": "uuid", "name": "string"},
)


def schema_lines(fields: Mapping[str, str]) -> list[str]:
    """A line `id: z.string().uuid(),` for each field."""
    return [f"{_key(name)}: {_schema(given)}," for name, given in fields.items()]


def type_lines(fields: Mapping[str, str]) -> list[str]:
    """A line `id: string;` for each field: the type of data as it arrives."""
    return [f"{_key(name)}{_type(given)};" for name, given in fields.items()]


def example_lines(fields: Mapping[str, str]) -> list[str]:
    """A line `id: "...",` for each field, in TypeScript: data as it arrives, which the schema accepts."""
    return [f"{_key(name)}: {_TYPES[given.removeprefix(_OPTIONAL)][1]}," for name, given in fields.items()]


def fields_of(schema: Node) -> dict[str, str] | None:
    """The fields that a schema in the code has; None where it is not made of what `schema_lines` writes."""
    arguments = schema.field("arguments")
    callee = schema.field("function")
    literal = arguments.children[0] if arguments is not None and len(arguments.children) == 1 else None
    if callee is None or not callee.text.endswith(".object") or literal is None or literal.kind != "object":
        return None
    written = {_schema(given): given for given in _every_type()}
    fields = {}
    for pair in literal.children:
        key, value = pair.field("key"), pair.field("value")
        given = written.get("".join(value.text.split())) if value is not None else None
        if key is None or given is None:
            return None
        fields[key.string_value or key.text] = given
    return fields


def _every_type() -> Iterator[str]:
    yield from _TYPES
    yield from (f"{_OPTIONAL}{plain}" for plain in _TYPES)


def needs_something(fields: Mapping[str, str]) -> bool:
    """Whether a payload without any data is refused."""
    return any(not given.startswith(_OPTIONAL) for given in fields.values())


def _schema(given: str) -> str:
    plain = given.removeprefix(_OPTIONAL)
    schema = _TYPES[plain][0]
    return f"{schema}.optional()" if given != plain else schema


def _type(given: str) -> str:
    plain = given.removeprefix(_OPTIONAL)
    return f"{'?' if given != plain else ''}: {_PLAIN.get(plain, 'string')}"


def _key(name: str) -> str:
    return name if _IDENTIFIER.fullmatch(name) else json.dumps(name, ensure_ascii=False)
