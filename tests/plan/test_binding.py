from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.errors import PlanError, UsageError
from migrator.plan import Plan, bind
from migrator.plan.substitution import is_malformed, references, substitute
from migrator.tree import MemoryTree
from migrator.workspace import Project

PARAMS = (
    "params:\n"
    "  folder: {type: path}\n"
    "  decisions: {type: mapping, default: {}}\n"
    "  lines: {type: list, default: [a]}\n"
    "  loud: {type: boolean, default: false}\n"
    "  times: {type: integer, default: 1}\n"
    "  mode: {default: fail, choices: [fail, keep]}\n"
    "steps:\n"
    "- id: one\n"
    "  codemod: write-file\n"
    "  commit: 'docs({{ folder }}): {{ times }} {{ loud }}'\n"
    "  with:\n"
    "    path: '{{folder}}/x.txt'\n"
    "    text: 'loud: {{ loud }}'\n"
    "    decisions: '{{ decisions }}'\n"
    "    lines: '{{ lines }}'\n"
    "    loud: '{{ loud }}'\n"
    "    times: '{{ times }}'\n"
    "    on-blocked: '{{ mode }}'\n"
)


def project_with(*paths: str) -> Project:
    return Project(MemoryTree(dict.fromkeys(paths, b"")))


def fields_of(plan: Plan, params: dict[str, Any], project: Project | None = None) -> dict[str, Any]:
    return bind(plan, params, project or project_with()).steps[0].codemod.model_dump()


def test_a_whole_reference_keeps_its_type_and_one_in_text_is_text(plan_of: Callable[[str], Plan]) -> None:
    given = {"folder": "./docs/", "decisions": '{"a.ts": "keep"}', "lines": "[x, y]", "loud": "true", "times": "3"}
    bound = bind(plan_of(PARAMS), given, project_with())
    assert bound.steps[0].codemod.model_dump() == {
        "path": "docs/x.txt",
        "text": "loud: true",
        "on_blocked": "fail",
        "lines": ["x", "y"],
        "decisions": {"a.ts": "keep"},
        "times": 3,
        "loud": True,
    }
    assert bound.steps[0].subject == "docs(docs): 3 true"
    assert list(bound.params) == ["folder", "decisions", "lines", "loud", "times", "mode"]


def test_text_parameters_are_never_read_as_yaml(plan_of: Callable[[str], Plan]) -> None:
    plan = plan_of("params: {t: {}}\nsteps:\n- {id: a, codemod: write-file, with: {path: a, text: '{{ t }}'}}\n")
    for text in ("true", "3", "{a: b}", "", "# no comment", "{{ t }}"):
        assert fields_of(plan, {"t": text})["text"] == text


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"folder": "a", "mode": "kep"}, "parameter 'mode' can't be 'kep': did you mean 'keep'?"),
        ({"folder": "a", "times": "true"}, "parameter 'times' must be a whole number, it is True"),
        ({"folder": "a", "loud": "1"}, "parameter 'loud' must be true or false, it is 1"),
        ({"folder": "a", "decisions": "[1]"}, "parameter 'decisions' must be a mapping, it is [1]"),
        ({"folder": "a", "decisions": "{a: "}, "-p decisions:1:"),
        ({"folder": "../a"}, "parameter 'folder': '../a' leaves the repository"),
        ({"foldr": "a"}, "the plan a-plan has no parameter 'foldr'; did you mean 'folder'?"),
    ],
)
def test_given_values_that_do_not_fit(plan_of: Callable[[str], Plan], params: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        bind(plan_of(PARAMS), params, project_with())
    assert str(caught.value).startswith(said)


def test_all_given_values_that_do_not_fit_are_told_at_once(plan_of: Callable[[str], Plan]) -> None:
    with pytest.raises(PlanError) as caught:
        bind(plan_of(PARAMS), {"times": "x", "loud": "x", "nope": "x"}, project_with())
    assert len(caught.value.problems) == 3


DETECTED = (
    "params:\n"
    "  app: {type: path, description: The app's folder., default: detect}\n"
    "  source: {type: path, default: detect}\n"
    "steps:\n"
    "- {id: a, codemod: write-file, with: {path: '{{ source }}/{{ app }}'}}\n"
)


def test_what_is_not_given_is_found_out(plan_of: Callable[[str], Plan]) -> None:
    project = project_with("apps/web/package.json")
    assert bind(plan_of(DETECTED), {}, project).params == {"app": "apps/web", "source": "apps/web/src"}


def test_what_is_given_is_not_looked_for_and_the_rest_follows_it(plan_of: Callable[[str], Plan]) -> None:
    bound = bind(plan_of(DETECTED), {"app": "apps/api"}, project_with("apps/web/a", "apps/api/a"))
    assert bound.params == {"app": "apps/api", "source": "apps/api/src"}


def test_several_candidates_are_the_codemods_own_error(plan_of: Callable[[str], Plan]) -> None:
    with pytest.raises(UsageError, match="several apps: api, web"):
        bind(plan_of(DETECTED), {}, project_with("apps/web/a", "apps/api/a"))


def test_everything_that_is_needed_is_asked_for_by_name_in_one_error(plan_of: Callable[[str], Plan]) -> None:
    plan = plan_of(
        "params:\n"
        "  app: {type: path, description: The app's folder., default: detect}\n"
        "  action: {description: What happened.}\n"
        "  other: {default: detect}\n"
        "steps:\n"
        "- {id: a, codemod: write-file, with: {path: '{{ app }}', text: '{{ action }}{{ other }}'}}\n"
    )
    with pytest.raises(UsageError) as caught:
        bind(plan, {}, project_with())
    assert caught.value.message == (
        "the plan a-plan needs 3 parameters:\n"
        "  app: The app's folder. (there is no folder apps)\n"
        "  action: What happened.\n"
        "  other (no codemod of the plan can find it out)"
    )
    assert caught.value.hint == "-p app=VALUE -p action=VALUE -p other=VALUE"


def test_a_substituted_value_that_does_not_fit_is_told_at_its_place_in_the_plan(
    plan_of: Callable[[str], Plan],
) -> None:
    plan = plan_of(
        "params: {t: {}}\nsteps:\n- {id: a, codemod: write-file, with: {path: '{{ t }}/../b', times: '{{ t }}'}}\n"
    )
    with pytest.raises(PlanError) as caught:
        bind(plan, {"t": ".."}, project_with())
    assert str(caught.value).split("\n") == [
        "p.yaml:6:45: 'path': '../../b' leaves the repository",
        "p.yaml:6:68: 'times' must be a whole number; it is '..'",
    ]


NAMES = st.sampled_from(["a", "app", "on-blocked", "x1"])


@settings(max_examples=60)
@given(st.text(), NAMES, st.text(alphabet="xyz{} "))
def test_text_without_references_stays_and_values_are_not_substituted_again(text: str, name: str, value: str) -> None:
    if "{{" not in text:
        assert substitute(text, {}) == text
        assert not references(text)
        assert not is_malformed(text)
    assert substitute(f"<{{{{ {name} }}}}>", {name: value}) == f"<{value}>"
    assert substitute({"k": ["{{ " + name + " }}"]}, {name: {"deep": 1}}) == {"k": [{"deep": 1}]}


def test_what_is_wrong_with_a_value_is_said_once_for_all_steps_that_take_it(plan_of: Callable[[str], Plan]) -> None:
    plan = plan_of(
        "params:\n  mode: {default: fail}\n  lines: {type: list, default: [a]}\nsteps:\n"
        "- {id: one, codemod: write-file, with: {path: a, on-blocked: '{{ mode }}'}}\n"
        "- {id: two, codemod: write-file, with: {path: b, on-blocked: '{{ mode }}', lines: '{{ lines }}'}}\n"
    )
    with pytest.raises(PlanError) as caught:
        bind(plan, {"mode": "kept", "lines": [1]}, project_with())
    said = [str(problem) for problem in caught.value.problems]
    assert len(said) == 2
    assert "'on-blocked' is 'kept'" in said[0]
    assert "must be a string" in said[1]
