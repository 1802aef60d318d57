"""What an audit finds, in the forms in which real repositories write it."""

from __future__ import annotations

import pytest
from shop import INNGEST, ROUTE, SENDER, audited, shop

from migrator.audit import Audited, Producer

CLIENT = 'import { inngest } from "../client";\n'
MADE = f"{INNGEST}/functions/made.ts"


def made(source: str, **files: str) -> Audited:
    return audited({**shop(), MADE: CLIENT + source, **{f"{INNGEST}/{name}.ts": text for name, text in files.items()}})


def functions(found: Audited, path: str = MADE) -> list[tuple[str | None, str | None, list[str | None]]]:
    return [
        (one.id, one.export, [trigger.value for trigger in one.triggers])
        for one in found.state.functions
        if one.path == path
    ]


def test_a_shop() -> None:
    state = audited(shop()).state
    assert [(one.path, one.line, one.id, one.sdk) for one in state.clients] == [
        (f"{INNGEST}/client.ts", 4, "shop", "3.54.0")
    ]
    assert [(one.id, one.export, one.line, one.served, one.packages, one.decision) for one in state.functions] == [
        ("order-placed-confirm", "confirm", 4, True, ("@shop/mail",), "move"),
        ("order-paid-ship", "ship", 3, True, (), "move"),
    ]
    assert [(one.kind, one.value) for one in state.functions[1].triggers] == [
        ("event", "order/paid"),
        ("cron", "0 6 * * *"),
    ]
    assert [(one.name, one.path, one.line, one.schema, one.sent_by, one.handled_by) for one in state.events] == [
        ("order/paid", f"{INNGEST}/client.ts", 8, "zod", (f"{INNGEST}/functions/confirm.ts",), ("order-paid-ship",)),
        ("order/placed", f"{INNGEST}/client.ts", 7, "zod", (SENDER,), ("order-placed-confirm",)),
    ]
    assert state.producers == (Producer(SENDER, 1, "@/inngest/client", "import"),)
    assert [(one.path, one.framework, one.functions, one.complete) for one in state.routes] == [
        (ROUTE, "next", ("order-placed-confirm", "order-paid-ship"), True)
    ]


@pytest.mark.parametrize(
    ("source", "id", "triggers"),
    [
        ('inngest.createFunction({ id: "x" }, { event: "a/b" }, f)', "x", ["a/b"]),
        (
            'inngest.createFunction({ id: "x" }, [{ event: "a/b" }, { cron: "* * * * *" }], f)',
            "x",
            ["a/b", "* * * * *"],
        ),
        ('inngest.createFunction({ id: "x", triggers: [{ event: "a/b" }] }, f)', "x", ["a/b"]),
        ('inngest.createFunction({ id: "x", triggers: { event: "a/b" } }, f)', "x", ["a/b"]),
        (
            'inngest.createFunction({ id: "x", triggers: [eventType("a/b"), cron("0 * * * *")] }, f)',
            "x",
            ["a/b", "0 * * * *"],
        ),
        ('inngest.createFunction({ name: "x" }, "a/b", f)', "x", ["a/b"]),
        ("inngest.createFunction({ id: IDS.x }, { event: EVENTS.made.name }, f)", "of-a-constant", ["thing/made"]),
        ("inngest.createFunction({ id: `${ID}-2` }, { event: MADE }, f)", "plain-2", ["thing/made"]),
        ("inngest.createFunction({ id: ID }, { event: Name.Made }, f)", "plain", ["thing/made"]),
        ("inngest.createFunction(options, [trigger], f)", "apart", ["thing/made"]),
        ('inngest.createFunction({ ...common, id: "x" }, { event: unknown() }, f)', "x", [None]),
        ('(inngest.createFunction({ id: "x" }, { event: "a/b" }, f) as unknown)', "x", ["a/b"]),
    ],
)
def test_a_function_in_every_form(source: str, id: str, triggers: list[str | None]) -> None:
    names = """export const ID = "plain";
export const IDS = Object.freeze({ x: "of-a-constant" });
export const MADE = "thing/made" as const;
export const EVENTS = { made: { name: MADE } } as const;
export enum Name { Made = "thing/made" }
"""
    before = """import { cron, eventType } from "inngest";
import { EVENTS, ID, IDS, MADE, Name } from "../names";
const options = { id: "apart" };
const trigger = { event: MADE };
const common = { retries: 3 };
const f = async () => 1;
"""
    found = made(f"{before}export const it = {source};\n", names=names)
    assert functions(found) == [(id, "it", triggers)]


def test_what_is_no_function_of_inngest() -> None:
    source = """import { LambdaClient } from "aws-sdk";
const lambda = new LambdaClient();
export const made = lambda.createFunction({ FunctionName: "x" });
export const other = (inngest: { createFunction: (name: string) => void }) => inngest.createFunction("x");
"""
    assert functions(made(source)) == []


def test_helpers_that_wrap_create_function_make_one_function_for_each_call() -> None:
    helper = f"""{CLIENT.replace("../", "./")}
type Options = {{ id: string; event: string }};
export const wrapped = (id: string, event: string, f: () => void) => inngest.createFunction({{ id }}, {{ event }}, f);
export function named({{ id, event }}: Options, f: () => void) {{
  return wrapped(`${{id}}-named`, event, f);
}}
"""
    source = """import { named, wrapped } from "../helper";
export const one = wrapped("one", "thing/made", () => {});
export const two = named({ id: "two", event: "thing/sold" }, () => {});
"""
    found = made(source, helper=helper)
    assert functions(found) == [("one", "one", ["thing/made"]), ("two-named", "two", ["thing/sold"])]
    assert functions(found, f"{INNGEST}/helper.ts") == []


def test_a_helper_that_is_called_in_a_loop_counts_as_the_one_place_that_makes_them() -> None:
    source = """const make = (name: string) => inngest.createFunction({ id: `a-${name}` }, { event: name }, () => {});
export const all = ["a/b", "c/d"].map((name) => make(name));
"""
    assert functions(made(source)) == [(None, None, [None])]


def test_a_factory_that_is_given_the_client() -> None:
    source = """import type { Inngest } from "inngest";
export const make = (client: Inngest) => client.createFunction({ id: "made" }, { event: "a/b" }, () => {});
"""
    assert functions(made(source)) == [("made", "make", ["a/b"])]


def test_decorated_methods() -> None:
    source = """import { NestInngest } from "nest-inngest";
const AppInngest = NestInngest.from(inngest);
export class Orders {
  @AppInngest.Function({ id: "order-placed-handler" })
  @AppInngest.Trigger({ event: "order/placed" })
  async placed() {}
}
"""
    assert functions(made(source)) == [("order-placed-handler", "Orders", ["order/placed"])]


SENT = """import { inngest } from "@/inngest/client";
import { created } from "./types";
export async function all(items: string[], wants: boolean, client: typeof inngest) {
  await inngest.send({ name: "a/one", data: {} });
  await inngest.send([{ name: "a/two", data: {} }, ...items.map((id) => ({ name: "a/three", data: { id } }))]);
  await inngest.send(wants ? { name: "a/four" } : { name: "a/five" });
  const events = items.map((id) => { return { name: "a/six", data: { id } }; });
  await client.send(events);
  const list = [];
  list.push({ name: "a/seven", data: {} });
  await inngest.send(list);
  await inngest.send(created.create({ id: "1" }));
  await sent("a/eight");
  const { inngest: later } = await import("@/inngest/client");
  await later.send({ name: "a/nine" });
  await (await import("@/inngest/client")).inngest.send({ name: "a/ten" });
  import("@/inngest/client").then(({ inngest }) => inngest.send({ name: "a/eleven" }));
}
const sent = (name: string) => inngest.send({ name, data: {} });
export class Shop {
  constructor(private readonly events: typeof inngest) {}
  open() { return this.events.send({ name: "a/twelve" }); }
}
export function none(socket: { send: (x: unknown) => void }) {
  const inngest = { send: (x: unknown) => x };
  inngest.send({ name: "no/shadowed" });
  socket.send({ name: "no/socket" });
}
"""
WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "created"]


def test_sends_in_every_form() -> None:
    files = shop()
    files["apps/web/src/types.ts"] = (
        'import { eventType } from "inngest";\nexport const created = eventType("a/created");\n'
    )
    files["apps/web/src/all.ts"] = SENT
    found = [one.name for one in audited(files).state.events if "apps/web/src/all.ts" in one.sent_by]
    assert sorted(found) == sorted(f"a/{word}" for word in WORDS)


@pytest.mark.parametrize(
    ("declared", "kind"),
    [
        ('new EventSchemas().fromRecord<{ "x/a": { data: string }; "x/b": { data: string } }>()', "type"),
        ("new EventSchemas().fromRecord<A & B>()", "type"),
        ("new EventSchemas().fromUnion<OneOf>()", "type"),
        ("new EventSchemas().fromZod({ [NAME]: { data: 1 }, ...more })", "zod"),
        ('new EventSchemas().fromZod([{ name: z.literal("x/a") }, { name: z.literal("x/b") }])', "zod"),
        ('new EventSchemas().fromSchema({ "x/a": s, "x/b": s })', "schema"),
        ("new EventSchemas().fromRecord<typeof record>()", "schema"),
    ],
)
def test_events_in_every_form_of_declaration(declared: str, kind: str) -> None:
    client = f"""import {{ EventSchemas, Inngest }} from "inngest";
import {{ z }} from "zod";
export const NAME = "x/a";
const s = 1 as never;
const more = {{ "x/b": {{ data: 1 }} }};
const record = {{ "x/a": s, "x/b": s }};
type A = {{ "x/a": {{ data: string }} }};
interface B {{ "x/b": {{ data: string }} }}
type OneOf = {{ name: "x/a"; data: string }} | {{ name: "x/b"; data: string }};
export const inngest = new Inngest({{ id: "shop", schemas: {declared} }});
"""
    found = audited(shop(client=client)).state.events
    assert [(one.name, one.schema) for one in found if one.name.startswith("x/")] == [("x/a", kind), ("x/b", kind)]


@pytest.mark.parametrize(
    ("route", "framework", "served"),
    [
        ('import { serve } from "inngest/koa";\nexport const h = serve({ client: inngest, functions });', "koa", 2),
        ('import { serve } from "inngest/edge";\nexport const h = serve(inngest, [confirm]);', "edge", 1),
        ('import * as all from "@/inngest/functions";\nimport { serve } from "inngest/hono";\n'
         "export const h = serve({ client: inngest, functions: Object.values(all) });", "hono", 2),
        ('import { connect } from "inngest/connect";\n'
         "await connect({ apps: [{ client: inngest, functions: [ship] }] });", "connect", 1),
        ('import plugin from "inngest/fastify";\n'
         "fastify.register(plugin, { client: inngest, functions: [ship, confirm] });", "fastify", 2),
        ('import { serve } from "inngest/next";\nconst all = [ship];\nif (process.env.ALL) all.push(confirm);\n'
         "export const h = serve({ client: inngest, functions: all });", "next", 2),
        ('import { serve } from "inngest/next";\nimport { pushed } from "@/inngest/pushed";\n'
         "export const h = serve({ client: inngest, functions: pushed });", "next", 1),
        ('import { serve } from "inngest/next";\nconst options = { client: inngest, functions: listed() };\n'
         "function listed() { return [ship, ...(process.env.ALL ? [confirm] : [])]; }\n"
         "export const h = serve(options);", "next", 2),
    ],
)  # fmt: skip
def test_serve_routes_of_every_framework(route: str, framework: str, served: int) -> None:
    head = """import { inngest } from "@/inngest/client";
import { confirm } from "@/inngest/functions/confirm";
import { ship } from "@/inngest/functions/ship";
const functions = [confirm, ship];
"""
    files = shop(route=head + route)
    files[f"{INNGEST}/functions/index.ts"] = 'export * from "./confirm";\nexport * from "./ship";\n'
    files[f"{INNGEST}/pushed.ts"] = """import { ship } from "./functions/ship";
export const pushed = [] as unknown[];
pushed.push(ship);
"""
    state = audited(files).state
    assert [(one.framework, len(one.functions), one.complete) for one in state.routes] == [(framework, served, True)]
    assert sum(one.served is True for one in state.functions) == served


@pytest.mark.parametrize(
    "listed",
    [
        'import { listed } from "somewhere";',
        "let listed = [];",
        'const listed = (await import("somewhere")).default;',
        "const listed = [...unknown()];",
    ],
)
def test_what_is_served_may_not_be_in_the_text(listed: str) -> None:
    route = f"""import {{ serve }} from "inngest/next";
import {{ inngest }} from "@/inngest/client";
{listed}
export const h = serve({{ client: inngest, functions: listed }});
"""
    found = audited(shop(route=route))
    assert [one.complete for one in found.state.routes] == [False]
    assert [one.served for one in found.state.functions] == [None, None]
    assert [one.rule.code for one in found.faults if one.rule.code == "unserved-function"] == []


def test_producers_by_form() -> None:
    files = shop()
    files["apps/web/src/many.ts"] = """import "./inngest/client";
export { orderPaid } from "@/inngest/events";
export type Placed = typeof import("@/inngest/events").orderPlaced;
export const later = () => import("@/inngest/functions/ship");
"""
    files["apps/web/src/orders.test.ts"] = 'vi.mock("@/inngest/client");\n'
    files[f"{INNGEST}/client.test.ts"] = 'import { inngest } from "./client";\n'
    found = [(one.line, one.form) for one in audited(files).state.producers if one.path != SENDER]
    assert sorted(found) == [(1, "mock"), (1, "side-effect"), (2, "re-export"), (3, "import-type"), (4, "dynamic")]


def test_a_client_that_a_module_keeps_to_itself_makes_it_no_part_of_inngest() -> None:
    files = shop()
    own = 'import { Inngest } from "inngest";\nconst own = new Inngest({ id: "own" });\n'
    files["apps/web/src/actions.ts"] = (
        f'{own}export const act = () => own.send({{ name: "order/placed", data: {{}} }});\n'
    )
    files["apps/web/src/page.ts"] = 'import { act } from "./actions";\nact();\n'
    state = audited(files, source=INNGEST).state
    assert [one.path for one in state.producers] == [SENDER]
    assert "apps/web/src/actions.ts" in next(one for one in state.events if one.name == "order/placed").sent_by


def test_who_starts_what_serves_beside_the_functions_is_a_producer() -> None:
    files = shop()
    files[f"{INNGEST}/worker.ts"] = files.pop(ROUTE)
    files["apps/web/src/main.ts"] = 'import { GET } from "./inngest/worker";\nGET();\n'
    assert [one.path for one in audited(files).state.producers] == ["apps/web/src/main.ts", SENDER]
