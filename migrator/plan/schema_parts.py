"""A model's JSON Schema made fit for plan files: no made-up titles, and `{{ name }}` in the place of every value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_REFERENCE: Mapping[str, Any] = {"type": "string", "pattern": r"\{\{\s*[A-Za-z][A-Za-z0-9_-]*\s*\}\}"}
_TEXT: Mapping[str, Any] = {"type": "string"}
_BY_NAME = ("properties", "patternProperties")
_ABOUT = ("description", "default", "examples")


def untitled(schema: Any) -> Any:
    """A schema without the titles that pydantic makes up from names: editors would show them above everything."""
    if isinstance(schema, list):
        return [untitled(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: untitled(part) for name, part in value.items()} if key in _BY_NAME else untitled(value)
        for key, value in schema.items()
        if key != "title"
    }


def with_references(model: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a model in which each value, at any depth, may also be text with a `{{ name }}` in it."""
    return {key: _part(key, value) for key, value in model.items()}


def _or_reference(schema: Any) -> Any:
    if not isinstance(schema, dict):
        return schema
    about = {key: schema[key] for key in _ABOUT if key in schema}
    # What matches one kind and a reference would match twice, and `oneOf` allows one match.
    kind = {"anyOf" if key == "oneOf" else key: _part(key, value) for key, value in schema.items() if key not in about}
    if not kind or _TEXT in (kind, *kind.get("anyOf", ())):
        return {**about, **kind}
    return {**about, "anyOf": [*kind["anyOf"], _REFERENCE] if kind.keys() == {"anyOf"} else [kind, _REFERENCE]}


def _part(key: str, value: Any) -> Any:
    if key in _BY_NAME:
        return {name: _or_reference(part) for name, part in value.items()}
    if key in ("items", "additionalProperties"):
        return _or_reference(value)
    if key in ("anyOf", "oneOf", "prefixItems"):
        return [_or_reference(part) for part in value]
    return value
