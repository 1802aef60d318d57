"""What stays of a folder that moves says why, and shows the way to the reason."""

from __future__ import annotations

import json
from typing import Any

import pytest

from migrator.codemod import discover
from migrator.engine import StepResult, StepStatus
from migrator.engine.run import run_step
from migrator.plan import BoundStep, Step
from migrator.tree import MemoryTree, Tree
from migrator.workspace import Project

SRC = "apps/web/src"
FILES = {
    "package.json": json.dumps({"name": "acme", "workspaces": ["apps/*", "packages/*"]}),
    "apps/web/package.json": '{"name": "web"}',
    "packages/jobs/package.json": '{"name": "@acme/jobs", "exports": {}}',
    f"{SRC}/jobs/free.ts": "export const free = 1;\n",
    f"{SRC}/jobs/tied.ts": 'import { load } from "../lib/load";\n\nexport const tied = load;\n',
    f"{SRC}/jobs/over.ts": 'export { tied } from "./tied";\n',
    f"{SRC}/lib/load.ts": 'import { act } from "./act";\n\nexport const load = act;\n',
    f"{SRC}/lib/act.ts": '"use server";\n\nexport const act = async () => 1;\n',
}


def moved(tree: Tree, **more: Any) -> StepResult:
    given = {"source": f"{SRC}/jobs", "target": "packages/jobs/src", **more}
    step = Step.model_validate({"id": "move", "codemod": "move-modules", "on-noop": "ok", "with": given})
    codemod = discover([]).get("move-modules")
    return run_step(BoundStep(step, codemod.model_validate(given), "move"), Project(tree))


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"on-blocked": "keep"}, f'it needs {SRC}/lib/act.ts, and of that one: it says "use server"'),
        ({"decisions": {f"{SRC}/lib/load.ts": "keep"}}, "it is to stay"),
        (
            {"decisions": {f"{SRC}/lib/act.ts": "keep"}},
            f'it needs {SRC}/lib/act.ts, and of that one: it says "use server"',
        ),
    ],
    ids=["on-blocked", "decided", "decided further on"],
)
def test_who_stays_because_of_a_need_has_the_way_to_it(given: dict[str, Any], reason: str) -> None:
    result = moved(MemoryTree({path: text.encode() for path, text in FILES.items()}), **given)
    assert result.status is StepStatus.APPLIED
    beyond = () if reason == "it is to stay" else (f"{SRC}/lib/act.ts",)
    way = (f"{SRC}/jobs/tied.ts", f"{SRC}/lib/load.ts", *beyond)
    assert [(one.path, one.decision, one.reason, one.chain) for one in result.decisions] == [
        (f"{SRC}/jobs/over.ts", "keep", f"it needs {SRC}/jobs/tied.ts, which stays", (f"{SRC}/jobs/over.ts", *way)),
        (f"{SRC}/jobs/tied.ts", "keep", f"it needs {SRC}/lib/load.ts: {reason}", way),
        (f"{SRC}/jobs/free.ts", "move", "becomes packages/jobs/src/free.ts", ()),
    ]
    again = moved(result.tree, **given)
    assert again.status is StepStatus.NOOP
    assert [one.decision for one in again.decisions] == ["keep", "keep"]


def test_what_a_test_looks_through_has_a_decision_too() -> None:
    files = FILES | {
        "apps/web/package.json": '{"name": "web", "dependencies": {"@acme/log": "*"}}',
        "packages/log/package.json": '{"name": "@acme/log", "exports": "./index.ts"}',
        "packages/log/index.ts": "export const log = 1;\n",
        f"{SRC}/jobs/free.ts": 'export { plan as free } from "../lib/plan";\n',
        f"{SRC}/lib/plan.ts": "export const plan = 1;\n",
        f"{SRC}/lib/plan.test.ts": 'import { log } from "./log";\nimport { plan } from "./plan";\n',
        f"{SRC}/lib/log.ts": 'export { log } from "@acme/log";\n',
    }
    result = moved(MemoryTree({path: text.encode() for path, text in files.items()}), **{"on-blocked": "keep"})
    assert result.tree.read("packages/jobs/src/lib/plan.test.ts").startswith(b'import { log } from "@acme/log";\n')
    found = {one.path: (one.decision, one.reason) for one in result.decisions}
    assert found[f"{SRC}/lib/log.ts"] == ("repoint", "it passes on @acme/log")
