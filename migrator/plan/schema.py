"""The JSON Schema of plan files, from the models and the codemods' own parameters, for editors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from migrator.codemod import Registry
from migrator.plan.plan_file import PlanFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REFERENCE: Mapping[str, Any] = {"type": "string", "pattern": r"\{\{\s*[A-Za-z][A-Za-z0-9_-]*\s*\}\}"}


def plan_schema(registry: Registry) -> dict[str, Any]:
    """A schema (draft 2020-12) in which a step's `with` has the parameters of its codemod.

    A plan that names codemod folders of its own may use codemods that the schema does not know.
    """
    codemods, _ = registry.usable()
    models: list[type[BaseModel]] = [PlanFile, *codemods.values()]
    refs, definitions = models_json_schema([(model, "validation") for model in models], by_alias=True)
    defs: dict[str, Any] = definitions.get("$defs", {})
    plan = defs.pop(_definition(refs[PlanFile, "validation"]))
    step = defs["Step"]
    step["allOf"] = []
    for name, codemod in codemods.items():
        key = _definition(refs[codemod, "validation"])
        arguments = defs[key] = _with_references(defs[key])
        then: dict[str, Any] = {"properties": {"with": {"$ref": f"#/$defs/{key}"}}}
        if arguments.get("required"):
            then["required"] = ["with"]
        step["allOf"].append(
            {"if": {"properties": {"codemod": {"const": name}}, "required": ["codemod"]}, "then": then}
        )
    only_known = {"items": {"properties": {"codemod": {"enum": sorted(codemods)}}}}
    return {
        "$schema": DIALECT,
        **plan,
        "if": {"not": {"required": ["codemods"]}},
        "then": {"properties": {"steps": only_known}},
        "$defs": dict(sorted(defs.items())),
    }


def _definition(ref: Mapping[str, Any]) -> str:
    return str(ref["$ref"]).rpartition("/")[2]


def _with_references(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A codemod's parameters, each of which may also be given as text with a `{{ name }}` in it."""
    properties = {}
    for name, declared in schema.get("properties", {}).items():
        about = {key: declared[key] for key in ("title", "description", "default", "examples") if key in declared}
        kind = {key: item for key, item in declared.items() if key not in about}
        properties[name] = {**about, "anyOf": [kind, dict(_REFERENCE)]} if kind else about
    return {**schema, "properties": properties}
