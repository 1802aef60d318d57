"""The shipped plan on modules that hold what goes to different places: they are divided, and nothing else changes."""

from __future__ import annotations

from monorepo import PACKAGE, SOURCE, Files, carried_out, migrated, monorepo

from migrator.tree import MemoryTree

ROUTE = "apps/web/src/app/api/inngest/route.ts"
EVENTS = f"{PACKAGE}/src/events"
CLIENT = b"""import { EventSchemas, Inngest } from "inngest";
import { z } from "zod";

const id = z.string();

/** Somebody asked for a brand. */
export const brandAsked = z.object({ id });

export const events = {
  "brand/asked": { data: brandAsked },
  // Studio
  "studio/run": { data: z.object({ id }) },
};
export type Events = typeof events;

/** The client. */
export const inngest = new Inngest({ id: "web", schemas: new EventSchemas().fromZod(events) });
"""
SEND = b"""import { inngest, type Events } from "@/inngest/client";

export const send = (name: keyof Events) => inngest.send({ name, data: { id: "1" } });
"""
FUNCTIONS = b"""import { db } from "@acme/db";
import { notify } from "@/actions";
import { inngest } from "./client";

// Also what stays needs it.
const retries = 3;

/** Looks up. */
export const brand = inngest.createFunction({ id: "brand", retries }, { event: "brand/asked" }, () => db.get("a"));

/** Tells. */
export const tell = inngest.createFunction({ id: "tell", retries }, { event: "brand/asked" }, () => notify());

export const archive = inngest.createFunction({ id: "archive" }, { cron: "0 0 * * *" }, () => 1);
"""


def with_events_in_client() -> Files:
    files = monorepo()
    del files[f"{SOURCE}/events.ts"]
    return {**files, f"{SOURCE}/client.ts": CLIENT, "apps/web/src/send.ts": SEND}


def with_one_file_of_functions() -> Files:
    files = {path: content for path, content in monorepo().items() if "/functions/" not in path}
    files[f"{SOURCE}/functions.ts"] = FUNCTIONS
    files["apps/web/src/actions.ts"] = b'"use server";\n\nexport const notify = async () => 1;\n'
    files[ROUTE] = b"""import { serve } from "inngest/next";
import { inngest } from "@/inngest/client";
import { archive, brand, tell } from "@/inngest/functions";

export const { GET, POST, PUT } = serve({ client: inngest, functions: [archive, tell, brand] });
"""
    return files


def test_events_beside_the_client_become_the_events_of_the_package() -> None:
    files = with_events_in_client()
    del files[f"{SOURCE}/functions/brand.test.ts"]
    after = migrated(files)
    assert after[f"{EVENTS}/index.ts"].startswith(b'import { z } from "zod";\n\nconst id = z.string();\n\n/** Somebody')
    assert after[f"{PACKAGE}/src/client.ts"] == (
        b'import { EventSchemas, Inngest } from "inngest";\n'
        b'import { events } from "./events";\n\n'
        b"/** The client. */\n"
        b'export const inngest = new Inngest({ id: "web", schemas: new EventSchemas().fromZod(events) });\n'
    )
    assert after["apps/web/src/send.ts"].startswith(
        b'import { inngest } from "@acme/inngest/client";\nimport { type Events } from "@acme/inngest/events";\n'
    )
    assert not [path for path in after if path.startswith(SOURCE)]


def test_a_mock_of_the_whole_client_goes_on_mocking_the_events() -> None:
    files = with_events_in_client()
    assert b'vi.mock("../client");' in files[f"{SOURCE}/functions/brand.test.ts"]
    after = migrated(files)
    assert b'import { events } from "./events";\nexport * from "./events";\n' in after[f"{PACKAGE}/src/client.ts"]


def test_events_by_domain_are_the_same_events() -> None:
    by_file, by_domain = (migrated(with_events_in_client(), **{"events-by": by}) for by in ("file", "domain"))
    assert sorted(path for path in by_domain if path.startswith(EVENTS)) == [
        f"{EVENTS}/{name}.ts" for name in ("brand", "index", "shared", "studio")
    ]
    assert by_domain[f"{EVENTS}/index.ts"] == (
        b'import { brandEvents } from "./brand";\n'
        b'import { studioEvents } from "./studio";\n'
        b'export { brandAsked } from "./brand";\n\n'
        b"export const events = { ...brandEvents, ...studioEvents };\n"
        b"export type Events = typeof events;\n"
    )
    assert by_domain[f"{EVENTS}/studio.ts"] == (
        b'import { z } from "zod";\nimport { id } from "./shared";\n\n'
        b"export const studioEvents = {\n  // Studio\n"
        b'  "studio/run": { data: z.object({ id }) },\n};\n'
    )
    rest = [{path: content for path, content in one.items() if EVENTS not in path} for one in (by_file, by_domain)]
    assert rest[0] == rest[1]


def test_one_blocked_function_stays_and_all_are_served_in_their_order() -> None:
    after = migrated(with_one_file_of_functions(), **{"on-blocked": "keep"})
    assert b"functions: [archive, tell, brand]" in after[ROUTE]
    stayed = after[f"{SOURCE}/tell.ts"]
    assert stayed.startswith(b'import { notify } from "@/actions";\nimport { inngest } from "@acme/inngest/client";\n')
    assert b'import { retries } from "@acme/inngest/functions' in stayed
    assert stayed.endswith(
        b"\n\n" + FUNCTIONS[FUNCTIONS.index(b"/** Tells.") : FUNCTIONS.index(b"export const archive")].rstrip() + b"\n"
    )
    moved = next(content for path, content in after.items() if PACKAGE in path and b"Looks up" in content)
    assert b"// Also what stays needs it.\nexport const retries = 3;\n" in moved
    assert b"tell" not in moved
    assert sorted(path for path in after if path.startswith(SOURCE)) == [f"{SOURCE}/tell.ts"]


def test_nothing_is_divided_where_what_is_blocked_fails() -> None:
    outcome = carried_out(MemoryTree(with_one_file_of_functions()))
    assert outcome.status == "blocked"
    divided = next(result for result in outcome.results if result.step.id == "split-modules")
    assert divided.changes == ()


def test_client_events_and_functions_of_one_file_part_ways() -> None:
    files = {path: content for path, content in monorepo().items() if not path.startswith(SOURCE)}
    made = 'export const {0} = inngest.createFunction({{ id: "{0}" }}, {{ event: "brand/asked" }}, () => 1);\n'
    functions = "\n".join(made.format(name) for name in ("brand", "workflow"))
    files[f"{SOURCE}/index.ts"] = CLIENT + b"\n" + functions.encode()
    files["apps/web/src/send.ts"] = SEND.replace(b"/client", b"")
    files["apps/web/src/send.test.ts"] = b'vi.mock("@/inngest", () => ({ inngest: { send: vi.fn() } }));\n'
    files[ROUTE] = b"""import { serve } from "inngest/next";
import { inngest, workflow, brand } from "@/inngest";

export const { GET, POST, PUT } = serve({ client: inngest, functions: [workflow, brand] });
"""
    after = migrated(files)
    assert b"createFunction" not in after[f"{PACKAGE}/src/client.ts"]
    assert b"brand/asked" in after[f"{EVENTS}/index.ts"]
    assert after[f"{PACKAGE}/src/functions/index.ts"].count(b"createFunction") == 2
    assert b"[workflow, brand]" in after[ROUTE] or b"[workflow, brand]" in after[f"{PACKAGE}/src/functions/index.ts"]
    assert b'vi.mock("@acme/inngest' in after["apps/web/src/send.test.ts"]


def test_a_second_run_changes_nothing() -> None:
    for files in (with_events_in_client(), with_one_file_of_functions()):
        given = {"events-by": "domain", "on-blocked": "keep"}
        once = migrated(files, **given)
        outcome = carried_out(MemoryTree(once), **given)
        assert outcome.status == "noop", [
            (result.step.id, change.path) for result in outcome.results for change in result.changes
        ]


def test_events_of_a_client_are_shown_beside_those_that_had_a_module() -> None:
    files = monorepo()
    files[f"{SOURCE}/client.ts"] = b"""import { EventSchemas, Inngest } from "inngest";
import { events } from "./events";

export type Extra = { "extra/asked": { data: { id: string } } };

export const inngest = new Inngest({ id: "web", schemas: new EventSchemas().fromZod(events).fromRecord<Extra>() });
"""
    files["apps/web/src/extra.ts"] = (
        b'import type { Extra } from "@/inngest/client";\n\nexport type Name = keyof Extra;\n'
    )
    del files["apps/web/src/send.test.ts"]
    del files[f"{SOURCE}/functions/brand.test.ts"]
    after = migrated(files)
    assert after[f"{PACKAGE}/src/events/index.ts"].endswith(b'export * from "./client-events";\n')
    assert after["apps/web/src/extra.ts"].startswith(b'import type { Extra } from "@acme/inngest/events')
