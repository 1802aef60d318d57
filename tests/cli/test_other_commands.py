from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from migrator.codemod import discover
from migrator.testing.cases import read_case_file
from migrator.text import harmless


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


def test_an_example_is_one_of_the_cases(migrate) -> None:
    for described in migrate("codemods", "--format", "json").json["codemods"]:
        if described["name"] == "update-lockfile":
            assert described["example"] is None
            continue
        example = described["example"]
        assert example["after"], described["name"]
        text = migrate("codemods", described["name"]).text
        for section in ("before", "after"):
            shown = text.partition(f"\n  {section}\n")[2]
            for path, content in example[section].items():
                assert f"    {path}\n" in shown or f"    {path} (deleted)\n" in shown
                lines = "".join(
                    f"      {harmless(line, one_line=True)}".rstrip(" ") + "\n"
                    for line in (content or "").split("\n")[:-1]
                )
                assert lines in shown, (described["name"], path)


def test_a_codemod_as_a_page_of_markdown(migrate) -> None:
    text = migrate("codemods", "rename-package", "--format", "markdown").text
    assert text.startswith("# rename-package\n\nRename a workspace package: ")
    assert "| `old` | string |  | " in text
    case = read_case_file(next(file for file in discover().found("rename-package").cases if file.stem == "example"))
    for path, content in {**case.before, **case.after}.items():
        assert content is not None
        assert f"\n`{path}`:\n\n```" in text
        assert f"\n{content.decode()}```\n" in text
    assert f"\n- {case.proves}\n" in text


def test_codemods_of_a_plan_are_described_too(repo, migrate, plan_file) -> None:
    plan = plan_file("{id: a, codemod: write-file, with: {path: a}}")
    assert migrate("codemods", "write-file").code == 2
    done = migrate("codemods", "write-file", "--plan", plan)
    assert "Write a file.\n\nparameters\n  path  string, required\n" in done.text
    listed = migrate("codemods", "--plan", plan).text
    assert "write-file " in listed
    assert "rename-package " in listed


def test_codemods_for_programs(migrate) -> None:
    document = migrate("codemods", "--format", "json").json
    assert document["schema"] == "migrator.codemods/1"
    assert [codemod["name"] for codemod in document["codemods"]] == list(discover().names())
