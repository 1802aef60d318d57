"""What real repositories do besides: each oddity goes through the shipped plan and means afterwards what it meant."""

from __future__ import annotations

import pytest
from monorepo import PACKAGE, SOURCE, Files, carried_out, function, manifest, migrated, monorepo

from migrator.tree import MemoryTree

ROUTE = "apps/web/src/app/api/inngest/route.ts"


def with_files(**more: bytes) -> Files:
    """The monorepo with more modules of the app; a name's `__` is a slash."""
    return monorepo() | {f"apps/web/src/{name.replace('__', '/')}.ts": content for name, content in more.items()}


def test_a_local_name_that_shadows_the_client() -> None:
    content = b"""import { inngest } from "@/inngest/client";

export const first = (inngest: { send(): void }) => inngest.send();
export function second() {
  const inngest = { send: () => "@/inngest/client" };
  return inngest.send();
}
void inngest;
"""
    after = migrated(with_files(shadow=content))
    assert after["apps/web/src/shadow.ts"] == content.replace(
        b'from "@/inngest/client"', b'from "@acme/inngest/client"'
    )


def test_a_client_whose_send_is_patched_when_a_module_loads() -> None:
    patch = (
        b'import { inngest } from "./client";\n\nconst send = inngest.send.bind(inngest);\n'
        b"inngest.send = ((event) => send(event)) as typeof inngest.send;\n"
    )
    after = migrated(with_files(inngest__patch=patch, instrumentation=b'import "@/inngest/patch";\n'))
    assert after[f"{PACKAGE}/src/patch.ts"] == patch
    assert after["apps/web/src/instrumentation.ts"] == b'import "@acme/inngest/patch";\n'


def test_a_patch_in_the_app_stays_there() -> None:
    patch = b'import { inngest } from "./inngest/client";\n\ninngest.send = async () => ({ ids: [] });\n'
    after = migrated(with_files(patch=patch, boot=b'import "./patch";\n'))
    assert after["apps/web/src/patch.ts"] == patch.replace(b"./inngest/client", b"@acme/inngest/client")
    assert after["apps/web/src/boot.ts"] == b'import "./patch";\n'


def test_a_module_that_registers_something_by_being_loaded() -> None:
    files = with_files(
        inngest__register=b'import { hooks } from "./hooks";\n\nhooks.add(1);\n',
        inngest__hooks=b"export const hooks = new Set<number>();\n",
        boot=b'import "./inngest/register";\nawait import("@/inngest/register");\nrequire("./inngest/register");\n',
    )
    after = migrated(files)
    assert after["apps/web/src/boot.ts"] == (
        b'import "@acme/inngest/register";\nawait import("@acme/inngest/register");\n'
        b'require("@acme/inngest/register");\n'
    )


def test_serve_behind_a_factory() -> None:
    make = (
        b'import { serve } from "inngest/next";\nimport { inngest } from "@/inngest/client";\n\n'
        b"export const make = (functions: Parameters<typeof serve>[0]['functions']) => "
        b"serve({ client: inngest, functions });\n"
    )
    files = with_files(lib__make=make)
    files[ROUTE] = (
        b'import { brand } from "@/inngest/functions/brand";\n'
        b'import { workflow } from "@/inngest/functions/studio/workflow";\n'
        b'import { make } from "@/lib/make";\n\n'
        b"export const { GET, POST, PUT } = make([workflow, brand]);\n"
    )
    after = migrated(files)
    assert after["apps/web/src/lib/make.ts"] == make.replace(b"@/inngest/client", b"@acme/inngest/client")
    assert after[ROUTE].endswith(b"make([workflow, brand]);\n")
    assert b"@/inngest" not in after[ROUTE]


@pytest.mark.parametrize(
    "declared",
    [
        pytest.param(b'export const ASKED = "brand/asked";\n', id="constant"),
        pytest.param(
            b'const NAMES = Object.freeze({ ASKED: "brand/asked" });\nexport const { ASKED } = NAMES;\n', id="frozen"
        ),
        pytest.param(b'export enum Names { ASKED = "brand/asked" }\nexport const ASKED = Names.ASKED;\n', id="enum"),
    ],
)
def test_event_names_that_are_constants(declared: bytes) -> None:
    files = with_files(
        inngest__names=declared,
        ask=b'import { ASKED } from "@/inngest/names";\nimport { inngest } from "@/inngest/client";\n\n'
        b'export const ask = () => inngest.send({ name: ASKED, data: { id: "1" } });\n',
    )
    files[f"{SOURCE}/events.ts"] = b"""import { z } from "zod";
import { ASKED } from "./names";

export const events = { [ASKED]: { data: z.object({ id: z.string() }) } };
export type Events = typeof events;
"""
    after = migrated(files)
    assert after[f"{PACKAGE}/src/names.ts"] == declared
    assert after[f"{PACKAGE}/src/events/index.ts"] == files[f"{SOURCE}/events.ts"].replace(b"./names", b"../names")
    assert after["apps/web/src/ask.ts"].startswith(b'import { ASKED } from "@acme/inngest/names";\n')


def test_event_types_of_sdk_4() -> None:
    files = monorepo(sdk="^4.24.0")
    files[f"{SOURCE}/events.ts"] = b"""import { eventType, staticSchema } from "inngest";

export const asked = eventType("brand/asked", { schema: staticSchema<{ id: string }>() });
"""
    files[f"{SOURCE}/client.ts"] = (
        b'import { Inngest } from "inngest";\n\nexport const inngest = new Inngest({ id: "w" });\n'
    )
    files[f"{SOURCE}/functions/brand.ts"] = b"""import { inngest } from "../client";
import { asked } from "../events";

export const brand = inngest.createFunction({ id: "brand", triggers: [asked] }, async () => "brand");
"""
    files["apps/web/src/send.ts"] = b"""import { inngest } from "@/inngest/client";
import { asked } from "@/inngest/events";

export const send = () => inngest.send(asked.create({ id: "1" }));
"""
    after = migrated(files)
    assert after[f"{PACKAGE}/src/events/index.ts"] == files[f"{SOURCE}/events.ts"]
    assert after[f"{PACKAGE}/src/functions/brand.ts"] == files[f"{SOURCE}/functions/brand.ts"]
    assert after["apps/web/src/send.ts"] == files["apps/web/src/send.ts"].replace(b"@/", b"@acme/")
    assert b'"inngest": "^4.24.0"' in after[f"{PACKAGE}/package.json"]


def test_a_namespace_of_the_folders_index() -> None:
    content = b'import * as jobs from "@/inngest";\n\nexport const send = () => jobs.inngest.send({ name: "x" });\n'
    files = with_files(
        inngest__index=b'export * from "./client";\nexport { brand } from "./functions/brand";\n',
        use=content,
    )
    after = migrated(files)
    assert after["apps/web/src/use.ts"] == content.replace(b"@/inngest", b"@acme/inngest")


def test_an_alias_for_everything_under_which_app_code_looks_like_the_sdk() -> None:
    files = monorepo()
    files["apps/web/tsconfig.json"] = b'{ "compilerOptions": { "paths": { "*": ["./src/*"] } } }\n'
    for path in [path for path in files if path.startswith("apps/web/src/")]:
        files[path] = files[path].replace(b'"@/', b'"')
    after = migrated(files)
    assert after["apps/web/src/send.ts"].startswith(b'import { inngest } from "@acme/inngest/client";\n')
    assert after[ROUTE].startswith(b'import { serve } from "inngest/next";\n')
    assert after[f"{PACKAGE}/src/client.ts"] == files[f"{SOURCE}/client.ts"]


@pytest.mark.parametrize(
    ("path", "module", "line"),
    [
        pytest.param("pages/api/inngest", "inngest/next", b"export default {};", id="pages-router"),
        pytest.param("routes/api/inngest", "inngest/edge", b"export const Route = make({{ ANY: {} }});", id="tanstack"),
        pytest.param("main", "inngest/express", b'app.use("/api/inngest", {});', id="express"),
        pytest.param("api", "inngest/hono", b'app.on(["GET", "PUT", "POST"], "/api/inngest", {});', id="hono"),
    ],
)
def test_other_routers(path: str, module: str, line: bytes) -> None:
    files = monorepo()
    route = f"apps/web/src/{path}.ts"
    call = b"serve({ client: inngest, functions: [workflow, brand] })"
    head = f'import {{ serve }} from "{module}";\n'.encode()
    written = line.replace(b"{{", b"{").replace(b"}}", b"}")
    assert written.count(b"{}") == 1
    files[route] = (
        head
        + b'import { inngest } from "@/inngest/client";\nimport { brand } from "@/inngest/functions/brand";\n'
        + b'import { workflow } from "@/inngest/functions/studio/workflow";\n\n'
        + written.replace(b"{}", call)
        + b"\n"
    )
    del files[ROUTE]
    after = migrated(files)
    assert after[route] == (
        head
        + b'import { inngest } from "@acme/inngest/client";\nimport { functions } from "@acme/inngest/functions";\n\n'
        + written.replace(b"{}", b"serve({ client: inngest, functions })")
        + b"\n"
    )


def test_a_second_client_in_the_app_with_functions_of_its_own() -> None:
    audit = function("audit", "./client").replace(b"inngest", b"audits")
    files = with_files(
        audit__client=b'import { Inngest } from "inngest";\n\nexport const audits = new Inngest({ id: "audits" });\n',
        audit__functions=audit,
    )
    after = migrated(files)
    assert after["apps/web/src/audit/functions.ts"] == audit
    assert b"audit" not in after[f"{PACKAGE}/src/functions/index.ts"]


@pytest.mark.parametrize("app", ["api/app", "services/jobs", "web"])
def test_an_app_somewhere_else(app: str) -> None:
    files = {path.replace("apps/web/", f"{app}/"): content for path, content in monorepo().items()}
    files["package.json"] = manifest("acme", private=True, workspaces=[app, "packages/*"])
    after = migrated(files)
    assert after[f"{app}/src/app/api/inngest/route.ts"] == migrated(monorepo())[ROUTE]
    assert carried_out(MemoryTree(after)).status == "noop"
