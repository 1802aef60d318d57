from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from migrator.codemod import discover


def test_the_schema_is_one(migrate, tmp_path: Path) -> None:
    done = migrate("schema")
    assert (done.code, done.err) == (0, "")
    Draft202012Validator.check_schema(done.json)
    assert migrate("schema", "--output", str(tmp_path / "plan.json")).out == b""
    assert json.loads((tmp_path / "plan.json").read_bytes()) == done.json


def test_every_codemod_is_listed_with_what_it_does(migrate) -> None:
    done = migrate("codemods")
    assert done.code == 0
    registry = discover()
    for name in registry.names():
        assert f"{name} " in done.text
        described = migrate("codemods", name)
        assert described.code == 0
        assert registry.get(name).summary() in described.text
        assert f"    codemod: {name}\n" in described.text
        for alias, declared in registry.get(name).model_json_schema(by_alias=True).get("properties", {}).items():
            assert f"  {alias}  " in described.text
            assert declared["description"].split()[0] in described.text


def test_codemods_for_programs(migrate) -> None:
    document = migrate("codemods", "--format", "json").json
    assert document["schema"] == "migrator.codemods/1"
    assert [codemod["name"] for codemod in document["codemods"]] == list(discover().names())
