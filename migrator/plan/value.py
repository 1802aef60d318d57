"""Values of a plan's parameters: read from text, and held against what the plan asks for."""

from __future__ import annotations

from typing import Any

from migrator.codemod.naming import did_you_mean
from migrator.errors import UsageError
from migrator.plan.plan_file import ParamSpec
from migrator.syntax.yaml.reader import parse_yaml
from migrator.tree import checked_path

_KINDS: dict[str, tuple[type, str]] = {
    "string": (str, "a string"),
    "path": (str, "a path"),
    "integer": (int, "a whole number"),
    "boolean": (bool, "true or false"),
    "mapping": (dict, "a mapping"),
    "list": (list, "a list"),
}


def from_text(name: str, spec: ParamSpec, text: str) -> Any:
    """The value that `text` means for the parameter: text itself for strings and paths, else YAML (so JSON too).

    Raises UsageError where it is no YAML, or of another kind than the plan asks for.
    """
    if spec.type in ("string", "path"):
        return checked(name, spec, text)
    return checked(name, spec, parse_yaml(text.encode("utf-8", "surrogateescape"), f"-p {name}").value)


def checked(name: str, spec: ParamSpec, value: Any) -> Any:
    """`value` as the codemods get it: a path in its normal form.

    Raises UsageError where it is not what the plan asks for.
    """
    kind, said = _KINDS[spec.type]
    if not isinstance(value, kind) or (isinstance(value, bool) and spec.type == "integer"):
        raise UsageError(f"parameter {name!r} must be {said}, it is {value!r}")
    if spec.choices and value not in spec.choices:
        known = [str(choice) for choice in spec.choices]
        raise UsageError(f"parameter {name!r} can't be {value!r}: {did_you_mean(str(value), known)}")
    if spec.type == "path":
        try:
            return checked_path(str(value))
        except UsageError as error:
            raise UsageError(f"parameter {name!r}: {error.message}", hint=error.hint) from error
    return value
