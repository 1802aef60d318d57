"""What other packages have to do with it: they pass on the SDK, are built later, have an `@/` of their own."""

from __future__ import annotations

import json

import pytest
from monorepo import PACKAGE, SOURCE, carried_out, manifest, migrated, monorepo

from migrator.tree import MemoryTree

BRAND = f"{SOURCE}/functions/brand.ts"


def test_the_sdk_by_way_of_a_package_that_passes_it_on() -> None:
    files = monorepo()
    files["packages/vendor/package.json"] = manifest(
        "@acme/vendor", exports={".": "./src/index.ts", "./next": "./src/next.ts"}, dependencies={"inngest": "^3.54.0"}
    )
    files["packages/vendor/src/index.ts"] = b'export { EventSchemas, Inngest } from "inngest";\n'
    files["packages/vendor/src/next.ts"] = b'export * from "inngest/next";\n'
    files["apps/web/package.json"] = files["apps/web/package.json"].replace(
        b'"next"', b'"@acme/vendor": "workspace:*",\n    "next"'
    )
    for path in [path for path in files if path.startswith("apps/web/src")]:
        files[path] = files[path].replace(b'from "inngest', b'from "@acme/vendor')
    after = migrated(files)
    assert after[f"{PACKAGE}/src/client.ts"] == files[f"{SOURCE}/client.ts"]
    assert b'"@acme/vendor": "workspace:*"' in after[f"{PACKAGE}/package.json"]
    assert b'import { functions } from "@acme/inngest/functions";' in after["apps/web/src/app/api/inngest/route.ts"]


def test_a_package_whose_entry_point_is_generated_is_declared_all_the_same() -> None:
    files = monorepo()
    files["packages/db/package.json"] = manifest("@acme/db", exports={"./generated": "./generated/client.js"})
    files[BRAND] = files[BRAND].replace(b"@acme/db", b"@acme/db/generated")
    outcome = carried_out(MemoryTree(files))
    declared = json.loads(outcome.tree.read(f"{PACKAGE}/package.json"))["dependencies"]
    assert declared["@acme/db"] == "workspace:*"


def test_a_subpath_that_a_package_does_not_offer_is_no_tie() -> None:
    files = monorepo()
    files[BRAND] = files[BRAND].replace(b"@acme/db", b"@acme/db/absent")
    outcome = carried_out(MemoryTree(files))
    assert outcome.status == "ok"
    assert b"@acme/db/absent" in outcome.tree.read(f"{PACKAGE}/src/functions/brand.ts")


def test_another_app_with_modules_of_the_same_name_mentions_nothing() -> None:
    files = monorepo()
    files["apps/docs/package.json"] = manifest("docs", private=True)
    files["apps/docs/tsconfig.json"] = files["apps/web/tsconfig.json"]
    files["apps/docs/src/inngest/client.ts"] = b"export const own = 1;\n"
    files["apps/docs/src/use.ts"] = (
        b'import { own } from "@/inngest/client";\nexport const text = "src/inngest/client";\n'
    )
    files["apps/docs/src/note.ts"] = b"// It was in apps/web/src/inngest/client.ts.\n"
    outcome = carried_out(MemoryTree(files))
    assert [(one.path, one.line) for one in outcome.mentions] == [("apps/docs/src/note.ts", 1)]


@pytest.mark.parametrize(
    "written", [b"import(`@/lib/${name}`)", b"import(`../../lib/${name}.ts`)", b'import("../../lib/" + name)']
)
def test_a_computed_import_of_what_stays_is_refused(written: bytes) -> None:
    files = monorepo()
    files["apps/web/src/lib/one.ts"] = b"export const one = 1;\n"
    files[BRAND] += b"\nexport const load = (name: string) => " + written + b";\n"
    outcome = carried_out(MemoryTree(files))
    said = [one for result in outcome.results for one in result.diagnostics if one.severity == "error"]
    assert outcome.status == "failed"
    assert [(one.code, one.path) for one in said] == [("computed-import", BRAND)]
    assert "means apps/web/src/lib only from where this module was" in said[0].message


def test_a_computed_import_of_what_comes_along_is_kept() -> None:
    files = monorepo()
    files[BRAND] += b"\nexport const load = (name: string) => import(`./studio/${name}.ts`);\n"
    after = migrated(files)
    assert after[f"{PACKAGE}/src/functions/brand.ts"].endswith(b"import(`./studio/${name}.ts`);\n")


def test_declarations_that_nobody_writes_are_not_asked_for() -> None:
    files = monorepo()
    for name in ("db", "ai"):
        files[f"packages/{name}/tsconfig.json"] = (
            b'{ "compilerOptions": { "declaration": true, "noEmit": true }, "include": ["src"] }\n'
        )
    written = json.loads(migrated(files)[f"{PACKAGE}/tsconfig.json"])
    assert written["compilerOptions"] == {"declaration": False, "noEmit": True}


def test_everything_that_is_needed_gets_a_decision_also_behind_what_stays() -> None:
    files = monorepo()
    files[BRAND] += b'import { shared } from "@/lib/shared";\nvoid shared;\n'
    files["apps/web/src/lib/shared.ts"] = b'export { deep as shared } from "./deep";\nexport const more = 1;\n'
    files["apps/web/src/lib/deep.ts"] = b'import { deeper } from "./deeper";\nexport const deep = deeper;\n'
    files["apps/web/src/lib/deeper.ts"] = b"export const deeper = 1;\n"
    files["apps/web/src/page.ts"] = b'import { shared } from "./lib/shared";\nvoid shared;\n'
    outcome = carried_out(MemoryTree(files))
    decided = {one.path: (one.decision, one.reason) for one in outcome.decisions}
    lib = "apps/web/src/lib"
    assert decided[f"{lib}/shared.ts"] == ("blocked", "one other module uses it too")
    assert decided[f"{lib}/deep.ts"] == ("blocked", f"{lib}/shared.ts needs it, which stays")
    assert decided[f"{lib}/deeper.ts"] == ("blocked", f"{lib}/deep.ts needs it, which stays")
    # What to decide is said once, of the module that it hangs on.
    said = [one for result in outcome.results for one in result.diagnostics if one.code == "blocked"]
    assert [one.message.split(",")[0] for one in said] == [f"needs {lib}/shared.ts"]


def test_a_pages_folder_is_next_s_only_where_next_is() -> None:
    files = monorepo()
    files["apps/web/package.json"] = files["apps/web/package.json"].replace(b'"next"', b'"vite"')
    files["apps/web/src/pages/texts.ts"] = b'export const text = "a";\n'
    files[BRAND] += b'import { text } from "../../pages/texts";\nvoid text;\n'
    assert f"{PACKAGE}/src/pages/texts.ts" in migrated(files)


def test_what_a_package_passes_on_is_still_taken_from_that_package() -> None:
    files = monorepo()
    files["packages/front/package.json"] = manifest(
        "@acme/front", exports={".": "./src/index.ts"}, dependencies={"@acme/db": "workspace:*"}
    )
    files["packages/front/src/index.ts"] = b'export { db } from "@acme/db";\n'
    files["apps/web/package.json"] = files["apps/web/package.json"].replace(b"@acme/db", b"@acme/front")
    files[BRAND] = files[BRAND].replace(b"@acme/db", b"@acme/front")
    after = migrated(files)
    assert b'import { db } from "@acme/front";' in after[f"{PACKAGE}/src/functions/brand.ts"]
    assert b'"@acme/front": "workspace:*"' in after[f"{PACKAGE}/package.json"]


def test_what_paths_lead_to_is_an_entry_point_as_well() -> None:
    files = monorepo()
    files["apps/web/tsconfig.json"] = (
        b'{ "compilerOptions": { "paths": { "@/*": ["./src/*"], "@acme/db/*": ["../../packages/db/src/*"] } } }\n'
    )
    files[f"{SOURCE}/lib/helper.ts"] = b"export const helper = 1;\n"
    files[BRAND] += b'import { helper } from "../lib/helper";\nvoid helper;\n'
    files["apps/web/src/page.ts"] = b'import { helper } from "@/inngest/lib/helper";\nvoid helper;\n'
    after = migrated(files)
    assert b'from "@acme/inngest/lib/helper"' in after["apps/web/src/page.ts"]
    assert json.loads(after[f"{PACKAGE}/package.json"])["exports"]["./lib/helper"] == "./src/lib/helper.ts"
