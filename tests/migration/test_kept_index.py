"""An index that stays with a function that can't move: nobody loads it for what is the package's by now."""

from __future__ import annotations

from monorepo import PACKAGE, SOURCE, Files, carried_out, leading_nowhere, manifest, migrated, monorepo

from migrator.tree import MemoryTree

ROUTE = "apps/web/src/app/api/inngest/route.ts"
WORKFLOW = f"{SOURCE}/functions/studio/workflow.ts"
KEEP = {"on-blocked": "keep"}


def with_indexes(**more: bytes) -> Files:
    """The monorepo whose workflow calls a server action, with two indexes; `more` are modules of the app by stem."""
    files = monorepo()
    files["apps/web/src/actions.ts"] = b'"use server";\n\nexport const act = async () => 1;\n'
    files[WORKFLOW] = files[WORKFLOW].replace(b"\n\n", b'\nimport { act } from "@/actions";\n\nvoid act;\n', 1)
    files[f"{SOURCE}/index.ts"] = (
        b'// Jobs.\nexport { inngest } from "./client";\nexport * from "./events";\n'
        b'export { functions } from "./functions";\nexport { workflow } from "./functions/studio/workflow";\n'
    )
    files[f"{SOURCE}/functions/index.ts"] = (
        b'import { archive } from "./archive";\nimport { brand } from "./brand";\n'
        b'import { workflow } from "./studio/workflow";\n\nexport { brand, workflow };\nexport * from "./archive";\n\n'
        b"// In this order.\nexport const functions = [workflow, brand, archive];\n"
    )
    files[ROUTE] = (
        b'import { serve } from "inngest/next";\nimport { functions, inngest } from "@/inngest";\n\n'
        b"export const { GET, POST, PUT } = serve({ client: inngest, functions });\n"
    )
    return files | {f"apps/web/src/{stem}.ts": content for stem, content in more.items()}


def test_the_indexes_keep_what_is_the_apps_and_the_list_its_order() -> None:
    after = migrated(with_indexes(), **KEEP)
    assert after[f"{SOURCE}/index.ts"] == (
        b'// Jobs.\nexport { functions } from "./functions";\nexport { workflow } from "./functions/studio/workflow";\n'
    )
    assert after[f"{SOURCE}/functions/index.ts"] == (
        b'import { archive } from "@acme/inngest/functions/archive";\n'
        b'import { brand } from "@acme/inngest/functions/brand";\n'
        b'import { workflow } from "./studio/workflow";\n\nexport { workflow };\n\n'
        b"// In this order.\nexport const functions = [workflow, brand, archive];\n"
    )
    assert after[ROUTE].splitlines()[1:3] == [
        b'import { functions } from "@/inngest";',
        b'import { inngest } from "@acme/inngest/client";',
    ]


def test_producers_and_their_mocks_name_the_package() -> None:
    files = with_indexes(
        make=b'import { inngest, workflow, type Events } from "@/inngest";\n\n'
        b"export const make = (name: keyof Events) => [inngest, workflow, name];\n",
        later=b'export const later = async () => (await import("./inngest")).inngest;\n',
    )
    files["apps/web/src/make.test.ts"] = b'vi.mock("@/inngest", () => ({ inngest: { send: vi.fn() } }));\n'
    files["apps/web/src/both.test.ts"] = b'vi.mock("@/inngest");\n'
    after = migrated(files, **KEEP)
    assert after["apps/web/src/make.ts"].startswith(
        b'import { workflow } from "@/inngest";\nimport { inngest } from "@acme/inngest/client";\n'
        b'import { type Events } from "@acme/inngest/events";\n\n'
    )
    assert b'import("@acme/inngest/client")' in after["apps/web/src/later.ts"]
    assert after["apps/web/src/make.test.ts"].startswith(b'vi.mock("@acme/inngest/client", ')
    assert after["apps/web/src/both.test.ts"] == (
        b'vi.mock("@/inngest");\nvi.mock("@acme/inngest/events");\nvi.mock("@acme/inngest/client");\n'
    )


def test_a_second_run_has_nothing_to_do() -> None:
    files = with_indexes(
        whole=b'import * as jobs from "@/inngest";\n\nexport const names = Object.keys(jobs);\n',
        send2=b'import { inngest } from "@/inngest";\n\nvoid inngest;\n',
    )
    files["apps/web/src/send2.test.ts"] = b'vi.mock("@/inngest");\n'
    after = migrated(files, **KEEP)
    assert b'export { inngest } from "@acme/inngest/client";' in after[f"{SOURCE}/index.ts"]
    assert after["apps/web/src/whole.ts"] == files["apps/web/src/whole.ts"]
    again = carried_out(MemoryTree(after), **KEEP)
    assert again.status == "noop"
    assert [change.path for result in again.results for change in result.changes] == []


def test_with_shims_kept_the_indexes_stay_whole() -> None:
    files = with_indexes(make=b'import { inngest } from "@/inngest";\n\nvoid inngest;\n')
    after = migrated(files, **KEEP, shims="keep")
    assert b'export { inngest } from "@acme/inngest/client";' in after[f"{SOURCE}/index.ts"]
    assert after["apps/web/src/make.ts"].startswith(b'import { inngest } from "@acme/inngest/client";\n')


def test_another_app_that_imports_the_index_by_the_apps_entry_point() -> None:
    files = with_indexes()
    files["apps/web/package.json"] = files["apps/web/package.json"].replace(
        b'"private": true,', b'"private": true,\n  "exports": { "./jobs": "./src/inngest/index.ts" },'
    )
    files["apps/admin/package.json"] = manifest("admin", private=True, dependencies={"web": "workspace:*"})
    files["apps/admin/src/run.ts"] = b'import { inngest } from "web/jobs";\n\nvoid inngest;\n'
    after = migrated(files, **KEEP)
    assert after["apps/admin/src/run.ts"].startswith(b'import { inngest } from "@acme/inngest/client";\n')
    assert b'"@acme/inngest": "workspace:*"' in after["apps/admin/package.json"]
    assert b"inngest/client" not in after[f"{SOURCE}/index.ts"]


def test_a_mock_of_both_stops_the_plan_and_says_why() -> None:
    files = with_indexes(make=b'import { inngest, workflow } from "@/inngest";\n\nvoid [inngest, workflow];\n')
    files["apps/web/src/make.test.ts"] = b'vi.mock("@/inngest", () => ({ inngest: {}, workflow: {} }));\n'
    outcome = carried_out(MemoryTree(files), **KEEP)
    said = [one for result in outcome.results for one in result.diagnostics if one.severity == "error"]
    assert [(one.code, one.path, one.line) for one in said] == [("left-on-shim", "apps/web/src/make.test.ts", 1)]


def test_after_each_step_everything_resolves() -> None:
    outcome = carried_out(MemoryTree(with_indexes()), **KEEP)
    assert {result.step.id: list(leading_nowhere(result.tree)) for result in outcome.results} == {
        result.step.id: [] for result in outcome.results
    }


def test_a_component_takes_an_events_name_without_the_client() -> None:
    files = with_indexes(
        button=b'"use client";\n\nimport { ASKED } from "@/inngest";\n\nexport const name = ASKED;\n',
    )
    files[f"{SOURCE}/events.ts"] += b'export const ASKED = "brand/asked";\n'
    after = migrated(files, **KEEP)
    assert b'import { ASKED } from "@acme/inngest/events";' in after["apps/web/src/button.ts"]
    assert f"{PACKAGE}/src/events/index.ts" in after
