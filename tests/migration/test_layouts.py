"""Where real apps have their Inngest: in a module among other things, in several places, in the route's folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from checkouts import Checkout, Ran
from monorepo import PACKAGE, SOURCE, Files, carried_out, function, leading_nowhere, migrated, monorepo

from migrator.errors import UsageError
from migrator.plan import bind, load_plan
from migrator.tree import MemoryTree
from migrator.workspace import Project

Migrate = Callable[..., Ran]
APP = "apps/web/src"
ROUTE = f"{APP}/app/api/inngest/route.ts"
CLIENT = b'import { Inngest } from "inngest";\n\nexport const inngest = new Inngest({ id: "web" });\n'
EVENTS = b"""import { z } from "zod";

export const events = { "brand/asked": { data: z.object({ id: z.string() }) } };
export type Events = typeof events;
"""
TYPED = b"""import { EventSchemas, Inngest } from "inngest";
import { events } from "%s";

export const inngest = new Inngest({ id: "web", schemas: new EventSchemas().fromZod(events) });
"""


def app(modules: Mapping[str, bytes]) -> Files:
    """The monorepo with these modules as its app, and modules that have nothing to do with Inngest."""
    kept = {path: content for path, content in monorepo().items() if not path.startswith(f"{APP}/")}
    others = {
        f"{APP}/lib/format.ts": b"export const format = (text: string) => text.trim();\n",
        f"{APP}/lib/dates.ts": b"export const now = () => new Date();\n",
        f"{APP}/app/page.tsx": b'import { format } from "@/lib/format";\n\nexport default () => format("x");\n',
    }
    return kept | others | {f"{APP}/{path}": content for path, content in modules.items()}


def route(client: str, *functions: tuple[str, str]) -> bytes:
    """A route that serves functions, given by name and specifier."""
    imports = "".join(f'import {{ {name} }} from "{specifier}";\n' for name, specifier in functions)
    names = ", ".join(name for name, _ in functions)
    return (
        f'import {{ serve }} from "inngest/next";\nimport {{ inngest }} from "{client}";\n{imports}\n'
        f"export const {{ GET, POST, PUT }} = serve({{ client: inngest, functions: [{names}] }});\n"
    ).encode()


def sender(client: str) -> bytes:
    return (
        f'import {{ inngest }} from "{client}";\n\nexport const send = () => inngest.send({{ name: "x" }});\n'.encode()
    )


def found(files: Files, **given: Any) -> tuple[str, list[str]]:
    """What the plan takes for `source` and `along`, without the app's folder."""
    bound = bind(load_plan("inngest-package"), given, Project(MemoryTree(files)))
    return bound.params["source"].removeprefix(f"{APP}/"), [
        one.removeprefix(f"{APP}/") for one in bound.params["along"]
    ]


def of_package(files: Files) -> set[str]:
    """The package's modules, relative to its source."""
    return {path.removeprefix(f"{PACKAGE}/src/") for path in files if path.startswith(f"{PACKAGE}/src/")}


def moved(files: Files, **given: Any) -> Files:
    """The files after the plan, which leaves nothing of its own in the app and nothing to do for a second run."""
    outcome = carried_out(MemoryTree(files), **given)
    assert {result.step.id: list(leading_nowhere(result.tree)) for result in outcome.results} == {
        result.step.id: [] for result in outcome.results
    }
    after = migrated(files, **given)
    assert not [path for path in after if path.startswith(f"{APP}/") and path not in files]
    assert carried_out(MemoryTree(after)).status == "noop"
    return after


SERVED = (
    b'import { serve } from "inngest/next";\n'
    b'import { inngest } from "@acme/inngest/client";\n'
    b'import { functions } from "@acme/inngest/functions";\n\n'
    b"export const { GET, POST, PUT } = serve({ client: inngest, functions });\n"
)


@pytest.mark.parametrize("place", ["lib/inngest", "inngest", "utils/inngest", "server/jobs-client"])
@pytest.mark.parametrize("folder", ["jobs", "inngest/functions", "lib/inngest/functions", "app/api/inngest/functions"])
def test_a_client_among_other_things_with_its_functions_elsewhere(place: str, folder: str) -> None:
    files = app(
        {
            f"{place}.ts": CLIENT,
            f"{folder}/brand.ts": function("brand", f"@/{place}"),
            f"{folder}/brand.test.ts": f'import {{ brand }} from "./brand";\n\nvi.mock("@/{place}");\n'.encode(),
            f"{folder}/never-served.ts": function("never", f"@/{place}"),
            "app/api/inngest/route.ts": route(f"@/{place}", ("brand", f"@/{folder}/brand")),
            "send.ts": sender(f"@/{place}"),
        }
    )
    after = moved(files)
    assert of_package(after) == {
        "client.ts",
        "functions/brand.test.ts",
        "functions/brand.ts",
        "functions/index.ts",
        "functions/never-served.ts",
        "index.ts",
    }
    assert after[f"{PACKAGE}/src/client.ts"] == CLIENT
    assert after[f"{PACKAGE}/src/functions/brand.ts"] == function("brand", "../client")
    assert after[ROUTE] == SERVED
    assert after[f"{APP}/send.ts"] == sender("@acme/inngest/client")
    assert {path for path in files if path not in after} == {
        f"{APP}/{place}.ts",
        *(path for path in files if path.startswith(f"{APP}/{folder}/")),
    }


def test_one_module_for_everything() -> None:
    own = CLIENT + b'\nexport const brand = inngest.createFunction({ id: "brand" }, { event: "x" }, async () => 1);\n'
    files = app(
        {
            "lib/inngest.ts": own,
            "lib/inngest.test.ts": b'import { brand } from "./inngest";\n\nvoid brand;\n',
            "app/api/inngest/route.ts": route("@/lib/inngest", ("brand", "@/lib/inngest")),
            "send.ts": sender("@/lib/inngest"),
        }
    )
    assert found(files) == ("lib/inngest.ts", [])
    after = moved(files)
    assert {"client.ts", "functions/index.ts", "index.ts"} <= of_package(after)
    assert f"{PACKAGE}/src/inngest.test.ts" in after
    assert after[ROUTE].replace(b"inngest, brand", b"inngest").endswith(b"serve({ client: inngest, functions });\n")
    assert after[f"{APP}/send.ts"] == sender("@acme/inngest/client")
    assert f"{APP}/lib/format.ts" in after and f"{APP}/lib/inngest.ts" not in after


@pytest.mark.parametrize("functions", ["functions", "functions/brand"])
def test_everything_in_the_folder_of_the_route(functions: str) -> None:
    folder = "app/api/inngest"
    files = app(
        {
            f"{folder}/client.ts": CLIENT,
            f"{folder}/{functions}.ts": function("brand", "../client" if "/" in functions else "./client"),
            f"{folder}/route.ts": route("./client", ("brand", f"./{functions}")),
            "send.ts": sender("@/app/api/inngest/client"),
        }
    )
    assert found(files) == (folder, [])
    after = moved(files)
    assert {path for path in after if folder in path} == {ROUTE}
    assert after[ROUTE] == SERVED
    assert after[f"{PACKAGE}/src/client.ts"] == CLIENT
    assert after[f"{APP}/send.ts"] == sender("@acme/inngest/client")


def test_a_route_that_only_passes_handlers_on_is_no_shim() -> None:
    folder = "app/api/inngest"
    files = app(
        {
            f"{folder}/client.ts": CLIENT,
            f"{folder}/functions.ts": function("brand", "./client"),
            f"{folder}/handlers.ts": route("./client", ("brand", "./functions")),
            f"{folder}/route.ts": b'export { GET, POST, PUT } from "./handlers";\n',
        }
    )
    after = moved(files)
    assert after[ROUTE] == b'export { GET, POST, PUT } from "@acme/inngest/handlers";\n'


def test_functions_beside_the_clients_own_folder_come_along() -> None:
    files = app(
        {
            "inngest/client.ts": CLIENT,
            "inngest/index.ts": b'import { brand } from "@/jobs/brand";\nimport { mail } from "../jobs/mail/send";\n\n'
            b"export const all = [mail, brand];\n",
            "jobs/brand.ts": function("brand", "@/inngest/client"),
            "jobs/mail/send.ts": function("mail", "../../inngest/client").replace(
                b"\n\n", b'\nimport { subject } from "./subject";\n\nvoid subject;\n', 1
            ),
            "jobs/mail/subject.ts": b'export const subject = "x";\n',
            "app/api/inngest/route.ts": b'import { serve } from "inngest/next";\nimport { all } from "@/inngest";\n'
            b'import { inngest } from "@/inngest/client";\n\n'
            b"export const { GET, POST, PUT } = serve({ client: inngest, functions: all });\n",
        }
    )
    assert found(files) == ("inngest", ["jobs"])
    after = moved(files)
    assert of_package(after) == {
        "client.ts",
        "functions/index.ts",
        "functions/jobs/brand.ts",
        "functions/jobs/mail/send.ts",
        "index.ts",
        "jobs/mail/subject.ts",
    }
    assert not [path for path in after if path.startswith((f"{APP}/jobs", f"{APP}/inngest"))]
    assert b"functions: all" in after[ROUTE]


def test_functions_among_what_features_have_besides_come_one_by_one() -> None:
    files = app(
        {
            "lib/inngest.ts": CLIENT,
            "features/brand/job.ts": function("brand", "@/lib/inngest"),
            "features/brand/job.test.ts": b'import { brand } from "./job";\n\nvoid brand;\n',
            "features/brand/card.tsx": b"export const Card = () => null;\n",
            "features/brand/price.ts": b"export const price = 1;\n",
            "features/mail/send.ts": function("mail", "../../lib/inngest"),
            "features/mail/form.tsx": b"export const Form = () => null;\n",
            "features/mail/list.tsx": b"export const List = () => null;\n",
            "features/mail/never-served.ts": function("never", "../../lib/inngest"),
            "app/api/inngest/route.ts": route(
                "@/lib/inngest", ("mail", "@/features/mail/send"), ("brand", "@/features/brand/job")
            ),
        }
    )
    assert found(files)[0] == "lib/inngest.ts"
    after = moved(files)
    assert of_package(after) == {
        "client.ts",
        "functions/features/brand/job.test.ts",
        "functions/features/brand/job.ts",
        "functions/features/mail/send.ts",
        "functions/index.ts",
        "index.ts",
    }
    assert b"export const functions = [mail, brand];\n" in after[f"{PACKAGE}/src/functions/index.ts"]
    assert after[ROUTE] == SERVED
    assert after[f"{APP}/features/mail/never-served.ts"] == function("never", "@acme/inngest/client")


def test_functions_that_are_not_to_come_along_are_served_from_the_app_in_their_order() -> None:
    files = monorepo() | {
        f"{APP}/jobs/mail.ts": function("mail", "@/inngest/client"),
        ROUTE: route(
            "@/inngest/client",
            ("brand", "@/inngest/functions/brand"),
            ("mail", "@/jobs/mail"),
            ("workflow", "@/inngest/functions/studio/workflow"),
        ),
    }
    after = migrated(files, along="[]")
    assert after[f"{APP}/jobs/mail.ts"] == function("mail", "@acme/inngest/client")
    assert b"functions: [brand, mail, workflow]" in after[ROUTE]
    outcome = carried_out(MemoryTree(files), along="[]")
    assert [
        (one.severity, one.path) for result in outcome.results for one in result.diagnostics
        if one.code == "served-from-app"
    ] == [("info", f"{APP}/jobs/mail.ts")]  # fmt: skip


def test_events_that_the_client_takes_from_elsewhere_come_along() -> None:
    files = app(
        {
            "lib/inngest.ts": TYPED % b"./events",
            "lib/events.ts": EVENTS,
            "jobs/brand.ts": function("brand", "@/lib/inngest"),
            "app/api/inngest/route.ts": route("@/lib/inngest", ("brand", "@/jobs/brand")),
            "send.ts": sender("@/lib/inngest") + b'export type { Events } from "./lib/events";\n',
        }
    )
    assert found(files) == ("jobs", ["lib/events.ts", "lib/inngest.ts"])
    after = moved(files)
    assert after[f"{PACKAGE}/src/events/index.ts"] == EVENTS
    assert after[f"{PACKAGE}/src/client.ts"] == TYPED % b"./events"
    assert after[f"{APP}/send.ts"].endswith(b'export type { Events } from "@acme/inngest/events";\n')


def test_event_types_of_sdk_4_come_along_from_anywhere() -> None:
    names = b'import { eventType } from "inngest";\n\nexport const asked = eventType("brand/asked");\n'
    brand = b"""import { inngest } from "@/lib/inngest";
import { asked } from "@/lib/signals";

export const brand = inngest.createFunction({ id: "brand", triggers: [asked] }, async () => "brand");
"""
    files = app(
        {
            "lib/inngest.ts": CLIENT,
            "lib/signals.ts": names,
            "jobs/brand.ts": brand,
            "app/api/inngest/route.ts": route("@/lib/inngest", ("brand", "@/jobs/brand")),
            "send.ts": b'import { asked } from "@/lib/signals";\n\nvoid asked;\n',
        }
    )
    after = moved(files)
    assert after[f"{PACKAGE}/src/events/signals.ts"] == names
    assert b'from "@acme/inngest/events' in after[f"{APP}/send.ts"]


def test_types_of_the_whole_app_do_not_come_along_unasked() -> None:
    files = app(
        {
            "lib/inngest.ts": b'import { EventSchemas, Inngest } from "inngest";\nimport type { Events } '
            b'from "./types";\n'
            b'export const inngest = new Inngest({ id: "web", schemas: new EventSchemas().fromRecord<Events>() });\n',
            "lib/types.ts": b"export type Events = {};\nexport type User = { id: string };\n",
            "user.ts": b'import type { User } from "./lib/types";\n\nexport const user: User = { id: "" };\n',
        }
    )
    outcome = carried_out(MemoryTree(files))
    assert outcome.status == "blocked"
    assert {one.path for result in outcome.results for one in result.decisions if one.decision == "blocked"} == {
        f"{APP}/lib/types.ts"
    }
    after = migrated(files, decisions={f"{APP}/lib/types.ts": "co-move"})
    assert after[f"{PACKAGE}/src/lib/types.ts"] == files[f"{APP}/lib/types.ts"]


def test_functions_of_another_client_stay() -> None:
    audits = function("audit", "./client").replace(b"inngest", b"audits")
    files = app(
        {
            "lib/inngest.ts": CLIENT,
            "jobs/brand.ts": function("brand", "@/lib/inngest"),
            "audit/client.ts": CLIENT.replace(b"const inngest", b"const audits"),
            "audit/functions.ts": audits,
            "app/api/inngest/route.ts": route("@/lib/inngest", ("brand", "@/jobs/brand")),
        }
    )
    assert found(files) == ("jobs", ["lib/inngest.ts"])
    assert moved(files)[f"{APP}/audit/functions.ts"] == audits


def test_with_shims_kept_the_places_outside_the_folder_still_work() -> None:
    files = app(
        {
            "lib/inngest.ts": CLIENT,
            "jobs/brand.ts": function("brand", "@/lib/inngest"),
            "app/api/inngest/route.ts": route("@/lib/inngest", ("brand", "@/jobs/brand")),
            "send.ts": sender("@/lib/inngest"),
        }
    )
    after = migrated(files, shims="keep")
    assert after[f"{APP}/lib/inngest.ts"] == b'export * from "@acme/inngest/client";\n'
    assert after[f"{APP}/jobs/brand.ts"] == b'export * from "@acme/inngest/functions/brand";\n'
    assert after[f"{APP}/send.ts"] == sender("@acme/inngest/client")
    assert carried_out(MemoryTree(after), shims="keep").status == "noop"
    assert carried_out(MemoryTree(after)).status == "noop"


def test_an_own_re_export_of_the_app_is_no_shim() -> None:
    files = app(
        {
            "lib/inngest.ts": CLIENT,
            "lib/queue.ts": b'export * from "./inngest";\n',
            "jobs/brand.ts": function("brand", "@/lib/inngest"),
            "app/api/inngest/route.ts": route("@/lib/inngest", ("brand", "@/jobs/brand")),
            "send.ts": sender("./lib/queue"),
        }
    )
    after = moved(files)
    assert after[f"{APP}/lib/queue.ts"] == b'export * from "@acme/inngest/client";\n'
    assert after[f"{APP}/send.ts"] == files[f"{APP}/send.ts"]


def test_without_any_function_the_client_moves_alone() -> None:
    files = app({"lib/inngest.ts": CLIENT, "send.ts": sender("@/lib/inngest")})
    after = moved(files)
    assert of_package(after) == {"client.ts", "index.ts"}


def test_an_app_at_the_root_with_its_client_there() -> None:
    files = {
        "package.json": monorepo()["apps/web/package.json"].replace(b'"@acme/db": "workspace:*",', b""),
        "tsconfig.json": b'{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }\n',
        "inngest.ts": CLIENT,
        "jobs/brand.ts": function("brand", "@/inngest"),
        "app/api/inngest/route.ts": route("@/inngest", ("brand", "@/jobs/brand")),
        "lib/send.ts": sender("../inngest"),
    }
    after = migrated(files)
    assert after["packages/inngest/src/client.ts"] == CLIENT
    assert after["lib/send.ts"] == sender("@web/inngest/client")
    assert "inngest.ts" not in after
    assert carried_out(MemoryTree(after)).status == "noop"


def test_two_clients_that_could_be_meant_are_named() -> None:
    files = app({"lib/inngest.ts": CLIENT, "lib/mailer.ts": CLIENT, "send.ts": sender("@/lib/inngest")})
    with pytest.raises(UsageError, match=r"lib/inngest\.ts:3 and .*lib/mailer\.ts:3") as refused:
        found(files)
    assert f"-p source={APP}/lib/inngest.ts" in (refused.value.hint or "")
    assert found(files, source=f"{APP}/lib/inngest.ts") == ("lib/inngest.ts", [])
    after = migrated(files, source=f"{APP}/lib/inngest.ts")
    assert after[f"{APP}/lib/mailer.ts"] == CLIENT


@pytest.mark.parametrize("source", ["lib", "lib/format.ts", "nowhere"])
def test_a_source_without_inngest_is_refused(source: str) -> None:
    files = app({"inngest.ts": CLIENT, "jobs/brand.ts": function("brand", "@/inngest")})
    with pytest.raises(UsageError, match=f"no module of {APP}/{source} makes an Inngest client, or functions"):
        found(files, source=f"{APP}/{source}")


def test_with_everything_given_a_second_run_has_nothing_to_do() -> None:
    files = app(
        {
            "lib/inngest.ts": CLIENT,
            "features/mail/send.ts": function("mail", "../../lib/inngest"),
            "features/mail/form.tsx": b"export const Form = () => null;\n",
            "features/mail/list.tsx": b"export const List = () => null;\n",
            "app/api/inngest/route.ts": route("@/lib/inngest", ("mail", "@/features/mail/send")),
            "audit/client.ts": CLIENT,
            "app/api/audit/route.ts": route("@/audit/client"),
        }
    )
    given = {"app": "apps/web", "source": f"{APP}/lib/inngest.ts", "package": PACKAGE, "name": "@acme/inngest"}
    after = migrated(files, **given)
    assert f"{PACKAGE}/src/functions/features/mail/send.ts" in after
    assert carried_out(MemoryTree(after), **given).status == "noop"


def test_a_client_made_in_a_route_is_refused() -> None:
    made = (
        b'import { serve } from "inngest/next";\n' + CLIENT + b"\nexport const { GET } = serve({ client: inngest });\n"
    )
    with pytest.raises(UsageError, match=r"made in .*route\.ts, which has to stay"):
        found(app({"app/api/inngest/route.ts": made}))


def test_functions_made_in_the_route_stay_there() -> None:
    made = route("@/lib/inngest", ("brand", "@/jobs/brand")).replace(
        b"\n\n", b'\n\nconst hello = inngest.createFunction({ id: "hello" }, { event: "x" }, async () => 1);\n', 1
    )
    files = app(
        {
            "lib/inngest.ts": CLIENT,
            "jobs/brand.ts": function("brand", "@/lib/inngest"),
            "app/api/inngest/route.ts": made.replace(b"[brand]", b"[hello, brand]"),
        }
    )
    after = moved(files)
    assert b"functions: [hello, brand]" in after[ROUTE]
    assert b'from "@acme/inngest/functions' in after[ROUTE]


def test_history_follows_what_moves_from_outside_the_folder(checkout: Checkout, migrate: Migrate) -> None:
    checkout.commit(
        app(
            {
                "lib/inngest.ts": CLIENT,
                "jobs/brand.ts": function("brand", "@/lib/inngest"),
                "app/api/inngest/route.ts": route("@/lib/inngest", ("brand", "@/jobs/brand")),
            }
        )
    )
    assert migrate("apply", "inngest-package").code == 0
    log = checkout.git("log", "--follow", "--format=%s", "migrate/inngest-package", "--", f"{PACKAGE}/src/client.ts")
    assert log.splitlines()[-1] == "base"
    moves = checkout.git("log", "-M100%", "--diff-filter=R", "--name-status", "--format=", "migrate/inngest-package")
    assert sorted(line.split("\t") for line in moves.split("\n") if line) == [
        ["R100", f"{APP}/jobs/brand.ts", f"{PACKAGE}/src/functions/brand.ts"],
        ["R100", f"{APP}/lib/inngest.ts", f"{PACKAGE}/src/client.ts"],
    ]
    assert migrate("plan", "inngest-package", "--detailed-exitcode").code == 0


def test_an_index_that_serves_is_no_index_of_the_package() -> None:
    files = monorepo()
    files[f"{SOURCE}/index.ts"] = b"""import { serve } from "inngest/next";
import { inngest } from "./client";
import { brand } from "./functions/brand";

export { inngest };
export const handlers = () => serve({ client: inngest, functions: [brand] });
"""
    route = "apps/web/src/app/api/inngest/route.ts"
    files[route] = b'import { handlers } from "@/inngest";\n\nexport const { GET, POST, PUT } = handlers();\n'
    files["apps/web/src/ask.ts"] = b'import { inngest } from "@/inngest";\nvoid inngest.send({ name: "x" });\n'
    after = migrated(files)
    assert after[f"{PACKAGE}/src/index.ts"] == b'export * from "./client";\nexport * from "./events";\n'
    assert after[route] == files[route].replace(b"@/inngest", b"@acme/inngest/functions/serve")
    assert after["apps/web/src/ask.ts"] == files["apps/web/src/ask.ts"].replace(b"@/inngest", b"@acme/inngest/client")
    assert carried_out(MemoryTree(after)).status == "noop"


def test_a_worker_that_connects_is_found_again() -> None:
    files = monorepo()
    del files["apps/web/src/app/api/inngest/route.ts"]
    files[f"{SOURCE}/worker.ts"] = b"""import { connect } from "inngest/connect";
import { inngest } from "./client";
import { brand } from "./functions/brand";

export const start = () => connect({ apps: [{ client: inngest, functions: [brand] }] });
"""
    files["apps/web/src/main.ts"] = b'import { start } from "./inngest/worker";\n\nvoid start();\n'
    assert carried_out(MemoryTree(migrated(files))).status == "noop"
