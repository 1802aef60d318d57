from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from migrator.errors import PlanError, UsageError
from migrator.plan import Plan, load_plan, parse_plan, shipped_plans
from migrator.plan.loader import SIZE_LIMIT

STEP = "steps:\n- id: one\n  codemod: write-file\n"


def test_a_whole_plan_is_read(plan_of: Callable[[str], Plan]) -> None:
    plan = plan_of(
        "description: Writes.\n"
        "params:\n"
        "  app: {type: path, description: The app., default: apps/web}\n"
        "  choice: {choices: [a, b], default: a}\n"
        "checks: [references, cycles]\n"
        "steps:\n"
        "- id: one\n"
        "  codemod: write-file\n"
        "  with: {path: '{{ app }}/x.txt', times: 2}\n"
        "  on-noop: warn\n"
        "  commit: 'docs: write {{app}}'\n"
    )
    assert (plan.name, plan.description, plan.file) == ("a-plan", "Writes.", "p.yaml")
    assert plan.checks == ("references", "cycles")
    step = plan.steps[0]
    assert (step.id, step.codemod, step.on_noop) == ("one", "write-file", "warn")
    assert step.arguments == {"path": "{{ app }}/x.txt", "times": 2}
    assert step.commit == "docs: write {{app}}"
    assert plan.params["app"].type == "path"
    assert plan.params["choice"].choices == ("a", "b")
    assert str(plan.location("steps", 0, "with", "times")) == "p.yaml:12:42"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        pytest.param(
            "stepz: []\n" + STEP + "  with: {path: a}\n",
            ["p.yaml:4:1: unknown key 'stepz'; did you mean 'steps'?"],
            id="unknown key",
        ),
        pytest.param(
            "steps:\n- id: one\n  codemod: update-lockfile\n- id: two\n  codemod: write-file\n  with: {path: a}\n",
            [
                "p.yaml:6:12: update-lockfile runs a command, and nothing can be computed after that; "
                "make it the last step"
            ],
            id="computed after a command",
        ),
        pytest.param(
            STEP + "  on-failure: warn\n  with: {path: a}\n",
            [
                "p.yaml:7:15: 'on-failure: warn' is for steps that run a command; "
                "write-file is computed: `stop` or `keep`"
            ],
            id="a computed step that may fail",
        ),
        pytest.param(
            STEP + "  on_noop: ok\n  with: {path: a}\n",
            ["p.yaml:7:3: unknown key 'on_noop'; did you mean 'on-noop'?"],
            id="snake case is another key",
        ),
        pytest.param(
            "params:\n  app: {typ: path}\n" + STEP + "  with: {path: a}\n",
            ["p.yaml:5:9: unknown key 'typ'; did you mean 'type'?"],
            id="unknown key of a parameter",
        ),
        pytest.param(
            "steps:\n- id: one\n  codemod: write-fiel\n",
            ["p.yaml:6:12: there is no codemod 'write-fiel'; did you mean 'write-file'?"],
            id="unknown codemod",
        ),
        pytest.param(
            STEP + "  with:\n    path: a\n    txet: b\n",
            ["p.yaml:9:5: write-file has no parameter 'txet'; did you mean 'text'?"],
            id="unknown argument",
        ),
        pytest.param(
            STEP + "  with:\n    path: a\n    on_blocked: keep\n",
            ["p.yaml:9:5: write-file has no parameter 'on_blocked'; did you mean 'on-blocked'?"],
            id="an argument in snake case is another name",
        ),
        pytest.param(STEP + "  with: {text: b}\n", ["p.yaml:7:9: 'path' is missing"], id="missing argument"),
        pytest.param(STEP, ["p.yaml:5:3: 'path' is missing"], id="missing with"),
        pytest.param(
            STEP + "  with:\n    path: [a]\n    times: many\n    loud: 7\n    text: 3\n    lines: x\n",
            [
                "p.yaml:8:11: 'path' must be a string; it is a list (quote it)",
                "p.yaml:9:12: 'times' must be a whole number; it is 'many'",
                "p.yaml:10:11: 'loud' must be true or false; it is 7",
                "p.yaml:11:11: 'text' must be a string; it is 3 (quote it)",
                "p.yaml:12:12: 'lines' must be a list; it is 'x'",
            ],
            id="wrong types",
        ),
        pytest.param(
            STEP + "  with: {path: a, on-blocked: kepe}\n",
            ["p.yaml:7:31: 'on-blocked' is 'kepe', not 'fail' or 'keep'; did you mean 'keep'?"],
            id="wrong choice",
        ),
        pytest.param(
            STEP + "  with: {path: ../../etc/passwd}\n",
            ["p.yaml:7:16: 'path': '../../etc/passwd' leaves the repository"],
            id="a path that leaves the repository",
        ),
        pytest.param(
            "params: {app: {default: x}}\n" + STEP + "  with: {path: '{{ ap }}'}\n  commit: '{{ zzz }}'\n",
            [
                "p.yaml:8:16: there is no parameter 'ap'; did you mean 'app'?",
                "p.yaml:9:11: there is no parameter 'zzz'; known are: app",
            ],
            id="unknown references",
        ),
        pytest.param(
            STEP + "  with: {path: '{{ a b }}', text: 'x {{'}\n",
            [
                "p.yaml:7:16: '{{ a b }}': `{{` begins a reference, and only `{{ name }}` is one",
                "p.yaml:7:35: 'x {{': `{{` begins a reference, and only `{{ name }}` is one",
            ],
            id="malformed references",
        ),
        pytest.param(
            "params: {m: {type: mapping, default: {}}}\n"
            + STEP
            + "  with: {path: 'x/{{ m }}', decisions: '{{ m }}'}\n",
            ["p.yaml:8:16: parameter 'm' is a mapping, which can't stand inside text"],
            id="a mapping inside text",
        ),
        pytest.param(
            "steps:\n- {id: one, codemod: write-file, with: {path: a}}\n"
            "- {id: one, codemod: write-file, with: {path: b}}\n",
            ["p.yaml:6:8: two steps have the id 'one'; rename one of them"],
            id="duplicate id",
        ),
        pytest.param(
            "steps:\n- {id: One two, codemod: write-file, with: {path: a}}\n",
            ["p.yaml:5:8: 'id': 'One two' is no kebab-case name: small letters and digits, joined by `-`"],
            id="bad id",
        ),
        pytest.param(
            "params: {n: {type: integer, default: many}, p: {type: path, default: /etc}, c: {choices: [a, 1]}}\n"
            + STEP
            + "  with: {path: a}\n",
            [
                "p.yaml:4:38: parameter 'n' must be a whole number, it is 'many'",
                "p.yaml:4:70: parameter 'p': '/etc' is absolute",
                "p.yaml:4:94: parameter 'c' must be a string, it is 1",
            ],
            id="defaults and choices that don't fit",
        ),
        pytest.param(
            "checks: [referenes]\n" + STEP + "  with: {path: a}\n",
            ["p.yaml:4:10: 'checks' is 'referenes', not 'references' or 'cycles'; did you mean 'references'?"],
            id="unknown check",
        ),
        pytest.param("steps: []\n", ["p.yaml:4:8: 'steps': "], id="no steps"),
        pytest.param("", ["p.yaml:1:1: 'steps' is missing"], id="steps missing"),
        pytest.param("name: x\n", ["p.yaml:4:1: the key `name` is there already, on line 2"], id="duplicate key"),
        pytest.param("steps: !!python/object:os.system [x]\n", ["p.yaml:4:8: the tag"], id="tag"),
    ],
)
def test_each_mistake_has_its_place_and_its_mend(
    mistakes: Callable[[str], list[str]], rest: str, expected: list[str]
) -> None:
    found = mistakes(rest)
    assert len(found) == len(expected), found
    for line, start in zip(found, expected, strict=True):
        assert line.startswith(start)


def test_every_mistake_is_told_at_once(mistakes: Callable[[str], list[str]]) -> None:
    found = mistakes(
        "colour: red\n"
        "params:\n"
        "  app: {type: pth}\n"
        "steps:\n"
        "- id: one\n"
        "  codemod: write-fil\n"
        "  on-noop: nerver\n"
        "- id: one\n"
        "  codemod: write-file\n"
        "  with: {path: '{{ ap }}/../..', text: [1], extra: 1}\n"
        "checks: [speed]\n"
    )
    assert [line.split(": ")[0] for line in found] == [
        "p.yaml:4:1",
        "p.yaml:6:15",
        "p.yaml:9:12",
        "p.yaml:10:12",
        "p.yaml:11:7",
        "p.yaml:13:16",
        "p.yaml:13:40",
        "p.yaml:13:45",
        "p.yaml:14:10",
    ]


@pytest.mark.parametrize(
    ("version", "said"), [("2", "'version' is 2, not 1"), ("'1'", "'version' is '1', not 1"), ("true", "'version'")]
)
def test_only_version_1_is_read(folder: Path, version: str, said: str) -> None:
    source = f"version: {version}\nname: a\ncodemods: [codemods]\n{STEP}  with: {{path: a}}\n".encode()
    with pytest.raises(PlanError) as caught:
        parse_plan(source, "p.yaml", folder / "p.yaml", lambda _: ())
    assert str(caught.value).startswith(f"p.yaml:1:10: {said}")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"", "p.yaml:1:1: the plan is empty"),
        (b"# only a comment\n", "p.yaml:1:1: the plan is empty"),
        (b"version: 1\nname: \xff\n", "p.yaml:2:7: the plan is not UTF-8"),
        (b"- a\n", "p.yaml:1:1: "),
        (b"a: [\n", "p.yaml:"),
        (b"version: 1\n---\nversion: 1\n", "p.yaml:2:"),
        (b"#" * (SIZE_LIMIT + 1), "p.yaml:1:1: the plan is larger than"),
    ],
)
def test_what_is_no_plan_at_all(tmp_path: Path, source: bytes, said: str) -> None:
    with pytest.raises(PlanError) as caught:
        parse_plan(source, "p.yaml", tmp_path / "p.yaml")
    assert str(caught.value).startswith(said)


def test_a_byte_order_mark_and_crlf_are_fine(folder: Path) -> None:
    source = "version: 1\nname: a\ncodemods: [./codemods]\n" + STEP + "  with: {path: a}\n"
    plan = parse_plan(
        b"\xef\xbb\xbf" + source.replace("\n", "\r\n").encode(), "p.yaml", folder / "p.yaml", lambda _: ()
    )
    assert plan.steps[0].arguments == {"path": "a"}


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("..", "'..' leaves the plan's own folder"),
        ("/", "'/' leaves the plan's own folder"),
        ("out", "'out' leaves the plan's own folder"),
        ("nowhere", "'nowhere' is no folder beside the plan"),
    ],
)
def test_only_codemod_folders_below_the_plan_are_loaded(folder: Path, named: str, said: str) -> None:
    (folder / "out").symlink_to(folder.parent)
    source = f"version: 1\nname: a\ncodemods: [codemods, {named}]\n{STEP}  with: {{path: a}}\n".encode()
    with pytest.raises(PlanError) as caught:
        parse_plan(source, "p.yaml", folder / "p.yaml", lambda _: ())
    assert str(caught.value) == f"p.yaml:3:22: {said}"


def test_a_codemod_that_can_not_be_imported_is_told_once_with_its_own_place(folder: Path) -> None:
    (folder / "codemods/broken.py").write_text("x = 1\nimport nothing_of_that_name\n", encoding="utf-8")
    source = (
        b"version: 1\nname: a\ncodemods: [codemods]\nsteps:\n- {id: a, codemod: broken}\n- {id: b, codemod: broken}\n"
    )
    with pytest.raises(PlanError) as caught:
        parse_plan(source, "p.yaml", folder / "p.yaml", lambda _: ())
    assert len(caught.value.problems) == 1
    assert str(caught.value).startswith(f"{folder / 'codemods/broken.py'}:2: ")


def test_a_plan_is_named_by_its_path_or_by_a_shipped_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "p.yaml").write_text(f"version: 1\nname: a\ncodemods: [codemods]\n{STEP}  with: {{path: a}}\n")
    assert load_plan("p.yaml", lambda _: ()).file == "p.yaml"
    assert load_plan(str(folder / "p.yaml"), lambda _: ()).name == "a"
    with pytest.raises(UsageError, match=r"there is no plan file q\.yaml"):
        load_plan("q.yaml")
    with pytest.raises(UsageError, match="there is no plan 'inngest-pakage'"):
        load_plan("inngest-pakage")
    for name in shipped_plans():
        assert load_plan(name).file == f"plans/{name}.yaml"
        assert load_plan(name).name == name
