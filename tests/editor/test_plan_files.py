"""Plan files in an editor: the schema that `migrate schema` writes, in the language server that VS Code uses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from language_server import Editor, editor

from migrator.cli.main import run
from migrator.codemod import discover
from migrator.codemod.shipped import shipped_folder

GENERAL = "# yaml-language-server: $schema=plan.schema.json\n"
OWN = "# yaml-language-server: $schema=own/plan.schema.json\n"
STEP = "version: 1\nname: a-plan\nsteps:\n  - id: one\n    codemod: "
OWN_CODEMOD = '''
from typing import Literal

from pydantic import BaseModel

from migrator.api import Codemod, Context, RepositoryPath, param


class Rung(BaseModel):
    height: int
    name: str = ""


class Climb(Codemod):
    """Climb a ladder."""

    ladder: RepositoryPath = param("The ladder to take.", example="docs/ladder")
    times: int = param("How often.", default=1)
    fast: bool = param("Whether to hurry.", default=False)
    way: Literal["up", "down"] = param("Which way.", default="up")
    rungs: list[Rung] = param("The rungs.", default=[])
    heights: dict[str, int | list[int]] = param("How high they are.", default={})

    def apply(self, context: Context) -> None:
        context.tree.write(self.ladder, b"")
'''


@pytest.fixture(scope="module")
def vscode(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    folder = tmp_path_factory.mktemp("project")
    (folder / "own/codemods").mkdir(parents=True)
    (folder / "own/codemods/climb.py").write_text(OWN_CODEMOD, encoding="utf-8")
    # A plan that is just begun: the schema is wanted before the plan is right.
    (folder / "own/p.yaml").write_text("codemods: [./codemods]\nsteps:\n", encoding="utf-8")
    assert run(["schema", "--output", str(folder / "plan.schema.json")]) == 0
    own = ["schema", str(folder / "own/p.yaml"), "--allow-codemods", "--output", str(folder / "own/plan.schema.json")]
    assert run(own) == 0
    with editor(folder) as opened:
        yield opened


def test_what_is_shipped_has_no_mistakes(vscode: Editor) -> None:
    for plan in shipped_folder("plans").glob("*.yaml"):
        assert vscode.mistakes(GENERAL + plan.read_text(encoding="utf-8")) == [], plan.name


def test_keys_are_offered_and_explained(vscode: Editor) -> None:
    assert {"version", "name", "params", "steps", "checks", "commands", "codemods"} <= vscode.offered(GENERAL).keys()
    keys = vscode.offered(GENERAL + "version: 1\nsteps:\n  - |")
    assert keys["on-noop"] == "What it means that nothing changed."
    assert {"id", "codemod", "with", "on-failure", "commit"} <= keys.keys()
    assert vscode.offered(GENERAL + STEP + "move-client\n    on-noop: |").keys() == {"fail", "warn", "ok"}
    assert "Names the plan, and its branch" in vscode.hover(GENERAL + "version: 1\nna|me: x\n")


@pytest.mark.parametrize("more", ["", "codemods: [./codemods]\n"])
def test_codemods_are_offered_with_what_they_do(vscode: Editor, more: str) -> None:
    offered = vscode.offered(GENERAL + more + STEP + "|")
    usable, _ = discover().usable()
    assert offered == {name: codemod.summary() for name, codemod in usable.items()}
    assert "Rename a workspace package" in vscode.hover(GENERAL + STEP + "rename-pac|kage\n")


def test_parameters_are_those_of_the_codemod_of_the_step(vscode: Editor) -> None:
    begun = GENERAL + STEP + "add-dependency\n    with:\n      "
    offered = vscode.offered(begun + "|")
    assert offered.keys() - {"add-dependency"} == {"package", "name", "range", "kind"}
    assert offered["package"] == "The package's folder."
    assert "devDependencies" in vscode.offered(begun + "kind: |")
    assert "The section of the manifest." in vscode.hover(begun + "ki|nd: dependencies\n")


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        (STEP + "rename-package\n    with: {old: a, new: b}\n    colour: red\n", "8: Property colour is not allowed."),
        (STEP + "rename-package\n    with: {old: a, new: b, nwe: c}\n", "7: Property nwe is not allowed."),
        (STEP + "rename-package\n    with: {old: a}\n", '7: Missing property "new".'),
        (STEP + "rename-package\n", '5: Missing property "with".'),
        (STEP + "rename-pakage\n", "6: Value is not accepted. Valid values: "),
        (
            STEP + "add-dependency\n    with: {package: a, name: b, kind: c}\n",
            "7: Value is not accepted. Valid values: ",
        ),
        ("colour: red\n" + STEP + "update-lockfile\n", "2: Property colour is not allowed."),
    ],
)
def test_a_mistake_is_underlined(vscode: Editor, text: str, mistake: str) -> None:
    (found,) = vscode.mistakes(GENERAL + text)
    assert found.startswith(mistake)


def test_codemods_of_ones_own_are_known_to_the_schema_of_their_plan(vscode: Editor) -> None:
    own = "codemods: [./codemods]\n" + STEP
    assert vscode.offered(OWN + own + "|")["climb"] == "Climb a ladder."
    begun = OWN + own + "climb\n    with:\n      "
    assert vscode.offered(begun + "|").keys() - {"climb"} == {"ladder", "times", "fast", "way", "rungs", "heights"}
    assert "The ladder to take." in vscode.hover(begun + "lad|der: x\n")
    assert vscode.offered(begun + "way: |").keys() == {"up", "down"}
    assert vscode.mistakes(begun + "ladder: x\n      laddr: y\n") == ["10: Property laddr is not allowed."]
    assert vscode.mistakes(OWN + own + "clmb\n")[0].startswith("7: Value is not accepted. Valid values: ")
    # Any other schema can't know them, and says nothing.
    assert vscode.mistakes(GENERAL + own + "climb\n    with: {ladder: x, anything: y}\n") == []


@pytest.mark.parametrize(
    "given",
    [
        "times: '{{ n }}'",
        "times: 3",
        "fast: '{{ fast }}'",
        "way: '{{ way }}'",
        "way: down",
        "rungs: '{{ rungs }}'",
        "rungs: ['{{ rung }}', {height: '{{ n }}', name: 'the {{ name }}'}, {height: 2}]",
        "heights: '{{ all }}'",
        "heights: {a: '{{ n }}', b: ['{{ n }}', 3], c: 4}",
        "heights: {'{{ name }}': 1}",
    ],
)
def test_a_reference_may_stand_for_a_value_of_any_type(vscode: Editor, given: str) -> None:
    text = OWN + "codemods: [./codemods]\n" + STEP + "climb\n    with:\n      ladder: '{{ x }}/y'\n      " + given
    assert vscode.mistakes(text + "\n    commit: 'docs: {{ x }}'\n") == []


@pytest.mark.parametrize(
    "given", ["times: n", "way: sideways", "rungs: [{}]", "rungs: [{height: high}]", "heights: {a: [high]}", "fast: 3"]
)
def test_what_is_neither_is_underlined(vscode: Editor, given: str) -> None:
    text = OWN + "codemods: [./codemods]\n" + STEP + "climb\n    with:\n      ladder: x\n      " + given
    assert vscode.mistakes(text + "\n")
