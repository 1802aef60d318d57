from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from migrator.codemod import discover
from migrator.codemod.shipped import shipped_folder
from migrator.plan import Plan, plan_schema
from migrator.syntax.yaml.reader import parse_yaml


@pytest.fixture
def validator(folder: Path) -> Draft202012Validator:
    schema = json.loads(json.dumps(plan_schema(discover([folder / "codemods"]).usable()[0])))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def plan_with(**step: Any) -> dict[str, Any]:
    return {"version": 1, "name": "a", "steps": [{"id": "one", "codemod": "write-file", "with": {"path": "x"}, **step}]}


def test_shipped_plans_validate(validator: Draft202012Validator) -> None:
    for file in shipped_folder("plans").glob("*.yaml"):
        assert [error.message for error in validator.iter_errors(parse_yaml(file.read_bytes()).value)] == [], file.name


@pytest.mark.parametrize(
    "plan",
    [
        plan_with(),
        plan_with(commit="docs: {{ app }}", **{"on-noop": "warn"}),
        plan_with(**{"with": {"path": "{{ app }}", "times": "{{ times }}", "on-blocked": "{{ x }}"}}),
        {**plan_with(), "params": {"app": {"type": "path", "default": "detect"}}, "checks": ["cycles"]},
        {**plan_with(codemod="my-own", **{"with": {"any": 1}}), "codemods": ["./codemods"]},
    ],
)
def test_good_plans_validate(validator: Draft202012Validator, plan: dict[str, Any]) -> None:
    assert [error.message for error in validator.iter_errors(plan)] == []


@pytest.mark.parametrize(
    "plan",
    [
        {**plan_with(), "version": 2},
        {**plan_with(), "nmae": "x"},
        {**plan_with(), "steps": []},
        {**plan_with(), "checks": ["speed"]},
        {**plan_with(), "params": {"app": {"type": "pth"}}},
        {**plan_with(), "name": "Not Kebab"},
        plan_with(codemod="write-fiel"),
        plan_with(on_noop="ok"),
        plan_with(**{"on-noop": "never"}),
        plan_with(**{"with": {}}),
        plan_with(**{"with": {"path": "x", "txet": "y"}}),
        plan_with(**{"with": {"path": "x", "times": "many"}}),
        plan_with(**{"with": {"path": "x", "on_blocked": "keep"}}),
        {"version": 1, "name": "a", "steps": [{"id": "one", "codemod": "write-file"}]},
    ],
)
def test_bad_plans_do_not_validate(validator: Draft202012Validator, plan: dict[str, Any]) -> None:
    assert not validator.is_valid(plan)


def test_parameters_are_described_for_editors(validator: Draft202012Validator) -> None:
    described = validator.schema["$defs"]["WriteFile"]["properties"]["on-blocked"]
    assert described["description"] == "What to do."
    assert described["examples"] == ["keep"]
    assert described["default"] == "fail"


def test_the_schema_and_the_loader_agree_on_what_is_right(
    validator: Draft202012Validator, plan_of: Callable[[str], Plan]
) -> None:
    plan = plan_of("steps:\n- {id: one, codemod: write-file, with: {path: a/b, lines: [x], loud: true}}\n")
    assert validator.is_valid(plan.document.value)
