"""Codemods as people and programs read them: all of it is said by the codemod itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from migrator.codemod import Codemod
from migrator.report.page import Line, Piece, line, wrapped


def codemod_list(codemods: Sequence[type[Codemod]]) -> Iterator[Line]:
    """One line each: the name and what it does."""
    width = max((len(codemod.codemod_name) for codemod in codemods), default=0)
    for codemod in codemods:
        yield from wrapped(codemod.summary(), f"{codemod.codemod_name:<{width}}  ")


def codemod_page(codemod: type[Codemod]) -> Iterator[Line]:
    """Everything about one: documentation, parameters, and a step of a plan that uses it."""
    document = codemod_document(codemod)
    yield line(Piece(codemod.codemod_name, "bold"))
    for text in str(document["documentation"]).split("\n"):
        yield line(text)
    parameters: list[dict[str, Any]] = document["parameters"]
    if parameters:
        yield line()
        yield line(Piece("parameters", "bold"))
    for parameter in parameters:
        default = "required" if parameter["required"] else f"default {json.dumps(parameter['default'])}"
        yield line("  ", Piece(parameter["name"], "cyan"), f"  {parameter['type']}, {default}")
        yield from wrapped(parameter["description"], "      ")
    yield line()
    yield line(Piece("example", "bold"))
    yield from _example(codemod.codemod_name, parameters)


def codemod_document(codemod: type[Codemod]) -> dict[str, Any]:
    """The same for programs: name, documentation, and each parameter's name, type, default, description, example."""
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
    }


def _type(declared: dict[str, Any], schema: dict[str, Any]) -> str:
    """A type in words: `string`, `list of string`, `"a" or "b"`."""
    if "$ref" in declared:
        definition = schema["$defs"][declared["$ref"].rpartition("/")[2]]
        return _type(definition, schema)
    if "enum" in declared:
        return " or ".join(json.dumps(value) for value in declared["enum"])
    if "const" in declared:
        return json.dumps(declared["const"])
    if "anyOf" in declared:
        return " or ".join(_type(option, schema) for option in declared["anyOf"])
    kind = declared.get("type", "any value")
    if kind == "array":
        return f"list of {_type(declared.get('items', {}), schema)}"
    return "mapping" if kind == "object" else str(kind)


def _example(name: str, parameters: Sequence[dict[str, Any]]) -> Iterator[Line]:
    yield line(f"  - id: {name}")
    yield line(f"    codemod: {name}")
    shown = [parameter for parameter in parameters if "example" in parameter]
    if shown:
        yield line("    with:")
    for parameter in shown:
        # JSON is YAML, and quotes what must be quoted.
        yield line(f"      {parameter['name']}: {json.dumps(parameter['example'], ensure_ascii=False)}")
