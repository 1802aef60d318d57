from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from migrator.codemod import discover
from migrator.errors import UsageError
from migrator.plan import Plan, PlannedCommand, bind, plan_schema
from migrator.tree import MemoryTree
from migrator.workspace import Project

STEP = "params: {package: {default: packages/a b}, names: {type: list, default: []}}\n"
STEP += "steps: [{id: one, codemod: write-file, with: {path: x}}]\n"


def commands(plan: Plan, **params: str) -> tuple[PlannedCommand, ...]:
    return bind(plan, params, Project(MemoryTree({}))).commands


def test_a_line_a_list_and_a_folder(plan_of: Callable[[str], Plan]) -> None:
    plan = plan_of(STEP + "commands: [bun run 'my build', [bun, test], {run: bun x, in: '{{ package }}'}, {run: [a]}]")
    assert commands(plan) == (
        PlannedCommand(("bun", "run", "my build")),
        PlannedCommand(("bun", "test")),
        PlannedCommand(("bun", "x"), "packages/a b"),
        PlannedCommand(("a",)),
    )
    assert str(commands(plan)[0]) == "bun run 'my build'"
    assert str(commands(plan)[2]) == "bun x (in packages/a b)"


def test_a_reference_is_one_word_whatever_its_value(plan_of: Callable[[str], Plan]) -> None:
    plan = plan_of(STEP + "commands: ['bun --cwd={{ package }} {{package}}', [ls, '{{ package }}']]")
    first, second = commands(plan, package="a; rm -r b")
    assert first.arguments == ("bun", "--cwd=a; rm -r b", "a; rm -r b")
    assert second.arguments == ("ls", "a; rm -r b")


def test_a_folder_stays_in_the_repository(plan_of: Callable[[str], Plan]) -> None:
    plan = plan_of(STEP + "commands: [{run: ls, in: '{{ package }}'}]")
    assert commands(plan, package=".") == (PlannedCommand(("ls",)),)
    with pytest.raises(UsageError, match=r"the folder of `ls`: .* leaves the repository"):
        _ = commands(plan, package="../x")


@pytest.mark.parametrize(
    ("entry", "mistake"),
    [
        ('"bun \'x"', "p.yaml:6:12: 'commands': \"bun 'x\" can't be split into words: no closing quotation"),
        ("[]", "p.yaml:6:12: 'commands': the command is empty"),
        ("''", "p.yaml:6:12: 'commands': the command is empty"),
        ("7", "p.yaml:6:12: 'commands' must be a string; it is 7 (quote it)"),
        ("[bun, 7]", "p.yaml:6:18: 'commands' must be a string; it is 7 (quote it)"),
        ("{in: x}", "p.yaml:6:12: 'run' is missing"),
        (
            "{run: [], in: 3}",
            "p.yaml:6:18: 'run': the command is empty\np.yaml:6:26: 'in' must be a string; it is 3 (quote it)",
        ),
        ("{run: x, at: y}", "p.yaml:6:21: unknown key 'at'; known are: in, run"),
        ("'bun {{ pakage }}'", "p.yaml:6:12: there is no parameter 'pakage'; did you mean 'package'?"),
        ("[bun, '{{ names }}']", "p.yaml:6:18: parameter 'names' is a list, which can't stand inside text"),
    ],
)
def test_mistakes_have_their_place(mistakes: Callable[[str], list[str]], entry: str, mistake: str) -> None:
    assert mistakes(STEP + f"commands: [{entry}]") == mistake.split("\n")


@pytest.mark.parametrize(
    ("entry", "right"),
    [
        ("bun test", True),
        (["bun", "test"], True),
        ({"run": "bun test", "in": "a"}, True),
        ({"run": ["bun"]}, True),
        (7, False),
        ([], False),
        ({"in": "a"}, False),
        ({"run": "x", "at": "y"}, False),
        ({"run": "x", "folder": "y"}, False),
    ],
)
def test_the_schema_knows_them(folder: Path, entry: object, right: bool) -> None:
    schema = json.loads(json.dumps(plan_schema(discover([folder / "codemods"]).usable()[0])))
    step = {"id": "one", "codemod": "write-file", "with": {"path": "x"}}
    plan = {"version": 1, "name": "a", "steps": [step], "commands": [entry]}
    assert Draft202012Validator(schema).is_valid(plan) is right
