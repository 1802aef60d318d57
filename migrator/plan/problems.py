"""What pydantic finds wrong with a value, in the words of a plan's author and at the place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from migrator.codemod.naming import did_you_mean, nearest
from migrator.errors import UsageError
from migrator.plan.positions import Keys, locate
from migrator.syntax.yaml.node import YamlNode

_KINDS: Mapping[str, str] = {
    "string_type": "a string",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "tuple_type": "a list",
    "list_type": "a list",
    "set_type": "a list",
    "frozen_set_type": "a list",
}


def problem(document: YamlNode, file: str, keys: Keys, message: str, *, key: bool = False) -> UsageError:
    """A mistake at the value at `keys`, or at its key."""
    return UsageError(message, location=locate(document, file, keys, key=key))


def problems_of(
    error: ValidationError, document: YamlNode, file: str, at: Keys, model: type[BaseModel]
) -> list[UsageError]:
    """Every mistake in the value at `at`, which was to be a `model`, each at its own place."""
    return [_problem_of(details, document, file, at, model) for details in error.errors(include_url=False)]


def _problem_of(details: ErrorDetails, document: YamlNode, file: str, at: Keys, model: type[BaseModel]) -> UsageError:
    # `[key]` and `=kind` are pydantic's way of saying which part of a model it looked at; the file has no such keys.
    keys = (*at, *(part for part in details["loc"] if part != "[key]" and not str(part).startswith("=")))
    name = next((str(part) for part in reversed(keys) if isinstance(part, str)), "")
    kind = details["type"]
    if kind == "extra_forbidden":
        return problem(document, file, keys, f"unknown key {name!r}; {_mend(name, details, model)}", key=True)
    if kind == "missing":
        return problem(document, file, keys, f"{name!r} is missing")
    if kind == "literal_error":
        allowed = details.get("ctx", {}).get("expected", "")
        guess = nearest(str(details["input"]), [word.strip("' ") for word in allowed.replace(" or ", ",").split(",")])
        mend = f"; did you mean {guess!r}?" if guess else ""
        return problem(document, file, keys, f"{name!r} is {_shown(details['input'])}, not {allowed}{mend}")
    if kind in _KINDS:
        found = f"it is {_shown(details['input'])}" + (" (quote it)" if kind == "string_type" else "")
        return problem(document, file, keys, f"{name!r} must be {_KINDS[kind]}; {found}")
    message = details["msg"].removeprefix("Value error, ")
    return problem(document, file, keys, f"{name!r}: {message}" if name else message, key="[key]" in details["loc"])


def _mend(name: str, details: ErrorDetails, model: type[BaseModel]) -> str:
    """The keys that the model around an unknown key has."""
    holder = model
    for part in details["loc"][:-1]:
        nested = _nested(holder, str(part)) if isinstance(part, str) else None
        holder = nested or holder
    aliases = [field.alias or field_name for field_name, field in holder.model_fields.items()]
    return did_you_mean(name, aliases) or "none is known here"


def _nested(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """The model that the field `key` holds, on its own or as the items of a collection."""
    for field_name, field in model.model_fields.items():
        if (field.alias or field_name) == key:
            return next(_models(field.annotation), None)
    return None


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    """The models that an annotation is made of, at any depth."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models(part)


def _shown(value: object) -> str:
    """A value in a message: short ones as YAML writes them, others by their kind."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
