"""The JSON Schema of plan files, from the models and the codemods' own parameters, for editors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from migrator.codemod import Codemod
from migrator.plan.plan_file import PlanFile
from migrator.plan.schema_parts import untitled, with_references

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def plan_schema(codemods: Mapping[str, type[Codemod]], *, complete: bool = False) -> dict[str, Any]:
    """A schema (draft 2020-12) in which a step's `with` has the parameters of its codemod, one of `codemods`.

    Unless they are `complete`, a plan that names codemod folders of its own may use codemods that the schema does not
    know.
    """
    models: list[type[BaseModel]] = [PlanFile, *codemods.values()]
    refs, definitions = models_json_schema([(model, "validation") for model in models], by_alias=True)
    of_plans = PlanFile.model_json_schema()["$defs"]
    defs: dict[str, Any] = {
        name: untitled(definition) if name in of_plans else with_references(untitled(definition))
        for name, definition in definitions.get("$defs", {}).items()
    }
    plan = untitled(PlanFile.model_json_schema(by_alias=True))
    defs.pop(_definition(refs[PlanFile, "validation"]))
    step = defs["Step"]
    step["allOf"] = []
    for name, codemod in codemods.items():
        key = _definition(refs[codemod, "validation"])
        defs[key]["title"] = name
        then: dict[str, Any] = {"properties": {"with": {"$ref": f"#/$defs/{key}"}}}
        if defs[key].get("required"):
            then["required"] = ["with"]
        named = {"type": "object", "properties": {"codemod": {"const": name}}, "required": ["codemod"]}
        step["allOf"].append({"if": named, "then": then})
    known = _choices(codemods)
    whole = {"$schema": DIALECT, **plan, "title": PlanFile.model_config["title"], "$defs": dict(sorted(defs.items()))}
    if complete:
        step["properties"]["codemod"] |= known
        return whole
    step["properties"]["codemod"]["anyOf"] = [known, {"type": "string"}]
    return {
        **whole,
        "if": {"type": "object", "not": {"required": ["codemods"]}},
        "then": {"properties": {"steps": {"items": {"properties": {"codemod": known}}}}},
    }


def _choices(codemods: Mapping[str, type[Codemod]]) -> dict[str, Any]:
    """The names, and what each of them does: editors show it beside the name (`markdownEnumDescriptions`)."""
    return {"enum": list(codemods), "markdownEnumDescriptions": [one.summary() for one in codemods.values()]}


def _definition(ref: Mapping[str, Any]) -> str:
    return str(ref["$ref"]).rpartition("/")[2]
