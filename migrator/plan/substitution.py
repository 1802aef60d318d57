"""`{{ name }}`, the only substitution there is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from migrator.plan.positions import Keys

_REFERENCE = re.compile(r"\{\{\s*([A-Za-z][A-Za-z0-9_-]*)\s*\}\}")


def references(text: str) -> list[str]:
    """The names that `text` refers to."""
    return _REFERENCE.findall(text)


def is_reference(text: str) -> bool:
    """Whether `text` is one reference and nothing else, so that the parameter's own type is kept."""
    return _REFERENCE.fullmatch(text) is not None


def is_malformed(text: str) -> bool:
    """Whether `text` has a `{{` that begins no reference."""
    return "{{" in _REFERENCE.sub("", text)


def strings(value: Any, at: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Every string in `value`, at any depth, with the keys that lead to it."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, (*at, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from strings(item, (*at, index))


def substitute(value: Any, params: Mapping[str, Any]) -> Any:
    """`value` with every reference, at any depth, replaced. Keys of mappings are left as they are."""
    if isinstance(value, str):
        whole = _REFERENCE.fullmatch(value)
        if whole:
            return params[whole[1]]
        return _REFERENCE.sub(lambda match: _as_text(params[match[1]]), value)
    if isinstance(value, dict):
        return {key: substitute(item, params) for key, item in value.items()}
    if isinstance(value, list):
        return [substitute(item, params) for item in value]
    return value


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
