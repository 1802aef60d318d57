"""Decisions in the shipped plan, end to end: what stays, what comes along, who serves what afterwards."""

from __future__ import annotations

from monorepo import PACKAGE, SOURCE, Files, carried_out, function, leading_nowhere, manifest, migrated, monorepo

from migrator.engine import Outcome
from migrator.tree import MemoryTree

ROUTE = "apps/web/src/app/api/inngest/route.ts"
WORKFLOW = f"{SOURCE}/functions/studio/workflow.ts"


def tied(files: Files | None = None) -> Files:
    """The monorepo whose workflow calls a server action."""
    found = files or monorepo()
    found["apps/web/src/actions.ts"] = b'"use server";\n\nexport const act = async () => 1;\n'
    found[WORKFLOW] = found[WORKFLOW].replace(b"\n\n", b'\nimport { act } from "@/actions";\n\nvoid act;\n', 1)
    return found


def said(outcome: Outcome) -> list[str]:
    return [one.message for result in outcome.results for one in result.diagnostics if one.severity == "error"]


def decisions(outcome: Outcome) -> dict[str, str]:
    return {one.path: one.decision for result in outcome.results for one in result.decisions}


def test_a_tied_function_blocks_the_plan_until_it_may_stay() -> None:
    outcome = carried_out(MemoryTree(tied()))
    assert outcome.status == "blocked"
    assert said(outcome) == ['needs apps/web/src/actions.ts, which stays: it says "use server"']
    assert decisions(outcome)["apps/web/src/actions.ts"] == "blocked"


def test_the_route_serves_moved_and_kept_functions_in_the_old_order() -> None:
    after = migrated(tied(), **{"on-blocked": "keep"})
    assert after[ROUTE] == (
        b'import { serve } from "inngest/next";\n'
        b'import { inngest } from "@acme/inngest/client";\n'
        b'import { brand } from "@acme/inngest/functions/brand";\n'
        b'import { workflow } from "@/inngest/functions/studio/workflow";\n\n'
        b"export const maxDuration = 300;\n"
        b"export const { GET, POST, PUT } = serve({ client: inngest, functions: [workflow, brand] });\n"
    )
    assert after[WORKFLOW].startswith(b'import { inngest } from "@acme/inngest/client";\n')
    assert b"functions = [brand]" in after[f"{PACKAGE}/src/functions/index.ts"]
    assert sorted(path for path in after if path.startswith(SOURCE)) == [WORKFLOW]


def test_with_a_kept_function_a_second_run_has_nothing_to_do() -> None:
    after = migrated(tied(), **{"on-blocked": "keep"})
    given = {"app": "apps/web", "source": SOURCE, "package": PACKAGE, "name": "@acme/inngest", "on-blocked": "keep"}
    for again in (carried_out(MemoryTree(after), **given), carried_out(MemoryTree(after), **{"on-blocked": "keep"})):
        assert (again.status, said(again)) == ("noop", [])
        assert [change.path for result in again.results for change in result.changes] == []


def test_the_test_of_a_kept_function_mocks_what_the_function_imports() -> None:
    files = tied()
    files[WORKFLOW.replace(".ts", ".test.ts")] = (
        b'import { workflow } from "./workflow";\n\nvi.mock("../../client");\nvi.mock("@/actions");\n'
    )
    after = migrated(files, **{"on-blocked": "keep"})
    assert after[WORKFLOW.replace(".ts", ".test.ts")] == (
        b'import { workflow } from "./workflow";\n\nvi.mock("@acme/inngest/client");\nvi.mock("@/actions");\n'
    )


def test_a_list_that_names_a_kept_function_stays_with_its_order() -> None:
    files = tied()
    files[f"{SOURCE}/index.ts"] = (
        b'import { brand } from "./functions/brand";\nimport { workflow } from "./functions/studio/workflow";\n\n'
        b"export const functions = [workflow, brand];\n"
    )
    files[ROUTE] = (
        b'import { serve } from "inngest/next";\nimport { functions } from "@/inngest";\n'
        b'import { inngest } from "@/inngest/client";\n\n'
        b"export const { GET, POST, PUT } = serve({ client: inngest, functions });\n"
    )
    after = migrated(files, **{"on-blocked": "keep"})
    assert after[f"{SOURCE}/index.ts"] == (
        b'import { brand } from "@acme/inngest/functions/brand";\n'
        b'import { workflow } from "./functions/studio/workflow";\n\n'
        b"export const functions = [workflow, brand];\n"
    )
    assert after[ROUTE] == files[ROUTE].replace(b"@/inngest/client", b"@acme/inngest/client")


def test_a_shared_module_comes_along_and_its_other_users_follow() -> None:
    files = monorepo()
    files[f"{SOURCE}/functions/archive.ts"] = function("archive").replace(
        b"\n\n", b'\nimport { ask } from "@/lib/gemini";\n\nvoid ask;\n', 1
    )
    files["apps/web/src/lib/gemini.ts"] = b'import { model } from "./model";\n\nexport const ask = model;\n'
    files["apps/web/src/lib/model.ts"] = b"export const model = 1;\n"
    files["apps/web/src/lib/gemini.test.ts"] = b'import { ask } from "./gemini";\n'
    files["apps/web/src/page.ts"] = b'import { ask } from "@/lib/gemini";\nimport { model } from "./lib/model";\n'
    files["apps/web/src/page.test.ts"] = b'vi.mock("@/lib/gemini", () => ({ ask: vi.fn() }));\n'
    blocked = carried_out(MemoryTree(files))
    assert said(blocked) == ["needs apps/web/src/lib/gemini.ts, which stays: 2 other modules use it too"]
    given = {"decisions": {"apps/web/src/lib/gemini.ts": "co-move"}}
    after = migrated(files, **given)
    assert after["apps/web/src/page.ts"] == (
        b'import { ask } from "@acme/inngest/lib/gemini";\nimport { model } from "@acme/inngest/lib/model";\n'
    )
    assert after["apps/web/src/page.test.ts"] == b'vi.mock("@acme/inngest/lib/gemini", () => ({ ask: vi.fn() }));\n'
    assert not [path for path in after if path.startswith("apps/web/src/lib/")]
    assert after[f"{PACKAGE}/src/lib/gemini.test.ts"] == files["apps/web/src/lib/gemini.test.ts"]
    assert carried_out(MemoryTree(after), **given).status == "noop"


def test_after_each_step_with_decisions_everything_resolves() -> None:
    outcome = carried_out(MemoryTree(tied()), **{"on-blocked": "keep"})
    assert {result.step.id: list(leading_nowhere(result.tree)) for result in outcome.results} == {
        result.step.id: [] for result in outcome.results
    }


def test_a_decision_that_would_make_packages_need_each_other_fails() -> None:
    files = monorepo()
    files["apps/web/package.json"] = files["apps/web/package.json"].replace(
        b'"private": true,', b'"private": true,\n  "exports": { "./jobs": "./src/inngest/client.ts" },'
    )
    files["packages/log/package.json"] = manifest("@acme/log", exports="./i.ts", dependencies={"web": "workspace:*"})
    files["packages/log/i.ts"] = b'export { inngest } from "web/jobs";\nexport const log = 1;\n'
    files["apps/web/src/log.ts"] = b"export const log = 1;\n"
    files["apps/web/src/page.ts"] = b'import { log } from "./log";\n'
    files[f"{SOURCE}/functions/archive.ts"] += b'\nexport { log } from "@/log";\n'
    outcome = carried_out(MemoryTree(files), decisions={"apps/web/src/log.ts": "repoint:@acme/log"})
    assert outcome.status == "failed"
    cycles = next(check for check in outcome.checks if check.name == "cycles")
    assert cycles.status == "failed"
    assert "-> packages/log (through packages/inngest/src/functions/archive.ts)" in cycles.detail


def test_a_decision_about_a_file_that_is_not_there() -> None:
    outcome = carried_out(MemoryTree(monorepo()), decisions={"apps/web/src/lib/gemni.ts": "co-move"})
    assert outcome.status == "failed"
    assert said(outcome) == ["a decision names apps/web/src/lib/gemni.ts, which is no file of the repository"]


def test_what_comes_with_a_decided_module_may_lead_back_into_what_an_earlier_step_moved() -> None:
    files = monorepo()
    files[f"{SOURCE}/client.ts"] += b'import { config } from "@/config";\nvoid config;\n'
    files[f"{SOURCE}/functions/brand.ts"] += b'import { helper } from "@/lib/helper";\nvoid helper;\n'
    files["apps/web/src/config.ts"] = b"export const config = 1;\n"
    files["apps/web/src/lib/helper.ts"] = b'import { db } from "./db";\nexport const helper = db;\n'
    files["apps/web/src/lib/db.ts"] = b'import { config } from "../config";\nexport const db = config;\n'
    files["apps/web/src/page.ts"] = (
        b'import { helper } from "./lib/helper";\nimport { config } from "./config";\nvoid [helper, config];\n'
    )
    decisions = {"apps/web/src/config.ts": "co-move", "apps/web/src/lib/helper.ts": "co-move"}
    after = migrated(files, decisions=decisions)
    assert {f"{PACKAGE}/src/config.ts", f"{PACKAGE}/src/lib/helper.ts", f"{PACKAGE}/src/lib/db.ts"} <= after.keys()
