"""Whatever form a need has, it is a need: the module comes along, or holds back what needs it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from migrator.codemod import discover
from migrator.engine import StepResult, StepStatus
from migrator.engine.run import run_step
from migrator.plan import BoundStep, Step
from migrator.tree import MemoryTree
from migrator.workspace import Project

JOB, LIB = "apps/web/src/jobs/job.ts", "apps/web/src/lib/lib.ts"
FORMS = {
    "import": 'import { value } from "@/lib/lib";',
    "default": 'import value from "../lib/lib";',
    "namespace": 'import * as lib from "../lib/lib.js";',
    "side effect": 'import "@/lib/lib";',
    "type": 'import type { Value } from "@/lib/lib";',
    "inline type": 'import { type Value } from "@/lib/lib";',
    "import type in a type": 'export type Own = import("../lib/lib").Value;',
    "typeof import": 'export type Own = typeof import("@/lib/lib");',
    "re-export": 'export { value } from "../lib/lib";',
    "re-export of types": 'export type { Value } from "@/lib/lib";',
    "re-export of all": 'export * from "@/lib/lib";',
    "dynamic": 'export const load = () => import("@/lib/lib");',
    "dynamic in a template": "export const load = async () => (await import(`../lib/lib`)).value;",
    "require": 'const { value } = require("../lib/lib");',
    "require.resolve": 'export const place = require.resolve("../lib/lib");',
    "import equals": 'import lib = require("../lib/lib");',
    "vitest's mock": 'vi.mock("@/lib/lib", () => ({ value: 2 }));',
    "vitest's mock of an import": 'vi.mock(import("../lib/lib"), () => ({ value: 2 }));',
    "vitest's actual": 'const actual = await vi.importActual("@/lib/lib");',
    "jest's mock": 'jest.mock("../lib/lib");',
    "jest's actual": 'const actual = jest.requireActual("@/lib/lib");',
    "reference": '/// <reference path="../lib/lib.ts" />',
}
forms = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


def moved(form: str, head: str = "", **more: str) -> StepResult:
    written = {
        "package.json": {"name": "acme", "workspaces": ["apps/*", "packages/*"]},
        "apps/web/package.json": {"name": "web"},
        "apps/web/tsconfig.json": {"compilerOptions": {"paths": {"@/*": ["./src/*"]}}},
        "packages/jobs/package.json": {"name": "@acme/jobs", "exports": {}},
    }
    files = {path: json.dumps(value).encode() for path, value in written.items()}
    files[JOB] = form.encode() + b"\n"
    files[LIB] = (head + "export const value = 1;\nexport default value;\nexport type Value = 1;\n").encode()
    files |= {path: text.encode() for path, text in more.items()}
    given: dict[str, Any] = {"source": "apps/web/src/jobs", "target": "packages/jobs/src"}
    step = Step.model_validate({"id": "move", "codemod": "move-modules", "on-noop": "ok", "with": given})
    codemod = discover([]).get("move-modules")
    return run_step(BoundStep(step, codemod.model_validate(given), "move"), Project(MemoryTree(files)))


@forms
def test_a_need_comes_along(form: str) -> None:
    result = moved(form)
    assert result.status is StepStatus.APPLIED, result.diagnostics
    found = {one.path: (one.decision, one.chain) for one in result.decisions}
    assert found[LIB] == ("co-move", (JOB, LIB))
    assert result.project.graph.targets("packages/jobs/src/job.ts") == ("packages/jobs/src/lib/lib.ts",)


@forms
def test_a_need_that_is_tied_is_in_the_way(form: str) -> None:
    result = moved(form, head='import "server-only";\n')
    assert result.status is StepStatus.FAILED
    assert [one.message for one in result.diagnostics if one.severity == "error"] == [
        f"needs {LIB}, which stays: it imports server-only"
    ]


@forms
def test_a_need_that_others_have_too_is_in_the_way(form: str) -> None:
    # Beside the folder that moves, so that relative names lead to the same place.
    result = moved('import { value } from "@/lib/lib";', **{"apps/web/src/other/page.ts": form})
    assert result.status is StepStatus.FAILED
    assert [one.reason for one in result.decisions if one.decision == "blocked"] == ["one other module uses it too"]
