"""What there is to say of a codemod, for programs; what people read is made of the same."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from migrator.codemod import Codemod
from migrator.codemod.found import Found
from migrator.testing import Case
from migrator.testing.cases import cases_of, example_of


@dataclass(frozen=True, slots=True)
class Described:
    """A codemod and its cases; `example` is the one to show, None where none of them changes anything."""

    codemod: type[Codemod]
    cases: Sequence[Case]
    example: Case | None


def describe(found: Found) -> Described:
    """The codemod with its cases; cases that can't be read are left out. Raises UsageError where it can't be loaded."""
    cases = cases_of(found)
    return Described(found.load(), cases, example_of(cases))


def codemod_document(described: Described) -> dict[str, Any]:
    """Name, documentation, each parameter's name, type, default, description and example, and an example in files.

    Of `example` (null where no case changes anything) `before` has the text of each file, `after` that of each file
    that differs, null where it is gone.
    """
    codemod = described.codemod
    schema = codemod.model_json_schema(by_alias=True)
    required = schema.get("required", [])
    return {
        "name": codemod.codemod_name,
        "documentation": codemod.documentation(),
        "parameters": [
            {
                "name": name,
                "type": _type(declared, schema),
                "required": name in required,
                **({} if name in required else {"default": declared.get("default")}),
                "description": declared.get("description", ""),
                **({"example": declared["examples"][0]} if declared.get("examples") else {}),
            }
            for name, declared in schema.get("properties", {}).items()
        ],
        "example": None if described.example is None else _example(described.example),
    }


def _example(case: Case) -> dict[str, Any]:
    return {
        "proves": case.proves,
        "with": dict(case.arguments),
        "before": {path: content.decode() for path, content in case.before.items()},
        "after": {path: None if content is None else content.decode() for path, content in case.after.items()},
    }


def _type(declared: dict[str, Any], schema: dict[str, Any]) -> str:
    """A type in words: `string`, `list of string`, `"a" or "b"`."""
    if "$ref" in declared:
        definition = schema["$defs"][declared["$ref"].rpartition("/")[2]]
        return _type(definition, schema)
    if "enum" in declared:
        return " or ".join(_yaml(value) for value in declared["enum"])
    if "const" in declared:
        return _yaml(declared["const"])
    if "anyOf" in declared:
        return " or ".join(_type(option, schema) for option in declared["anyOf"])
    kind = declared.get("type", "any value")
    if kind == "array":
        return f"list of {_type(declared.get('items', {}), schema)}"
    return "mapping" if kind == "object" else str(kind)


def _yaml(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
