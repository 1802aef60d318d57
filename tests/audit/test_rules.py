"""Faults against the conventions, each at its place; what may well be right is none."""

from __future__ import annotations

import pytest
from shop import INNGEST, ROUTE, SENDER, faults, shop

CONFIRM, SHIP = f"{INNGEST}/functions/confirm.ts", f"{INNGEST}/functions/ship.ts"
CLIENT = f"{INNGEST}/client.ts"


def test_a_clean_repository_has_no_finding() -> None:
    assert faults(shop()) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("orderPlaced", "event-name"),
        ("order.placed", "event-name"),
        ("Order/Placed", "event-name"),
        ("order/", "event-name"),
        ("order/place", "event-tense"),
        ("order/place.requests", "event-tense"),
        ("order/embed", "event-tense"),
        ("order/placed", None),
        ("order/payment.failed.twice", None),
        ("order-line/price_changed.v2", None),
        ("shop/order/placed", None),
        ("order/sent", None),
        ("order/payment-withdrawn", None),
    ],
)
def test_what_an_event_is_called(name: str, code: str | None) -> None:
    files = {path: text.replace('"order/placed"', f'"{name}"') for path, text in shop().items()}
    assert faults(files) == ([(code, CLIENT, 7)] if code is not None else [])


def test_events_of_inngest_itself_are_called_as_they_are() -> None:
    files = {
        path: text.replace('{ event: "order/paid" }', '{ event: "inngest/function.failed" }')
        for path, text in shop().items()
    }
    assert [code for code, _, _ in faults(files)] == ["unhandled-event"]


@pytest.mark.parametrize("id", ["confirm", "order-confirm", "Order-Placed-Confirm", "order_placed_confirm", "a b c"])
def test_what_a_function_is_called(id: str) -> None:
    files = {path: text.replace("order-placed-confirm", id) for path, text in shop().items()}
    assert faults(files) == [("function-id", CONFIRM, 5)]


def test_two_functions_with_one_id() -> None:
    files = {path: text.replace("order-paid-ship", "order-placed-confirm") for path, text in shop().items()}
    assert faults(files) == [("duplicate-function-id", SHIP, 4)]


def test_a_function_that_no_route_serves() -> None:
    files = {path: text.replace("functions: [confirm, ship]", "functions: [confirm]") for path, text in shop().items()}
    assert faults(files) == [("unserved-function", SHIP, 3)]


def test_events_that_nobody_handles_or_sends() -> None:
    ship = shop()[SHIP].replace('{ event: "order/paid" }', '{ event: "order/refunded" }')
    client = shop()[CLIENT].replace("  }),\n});", '    "order/refunded": { data: orderPaid },\n  }),\n});')
    assert faults(shop(ship=ship, client=client)) == [("unhandled-event", CONFIRM, 9), ("unsent-event", SHIP, 5)]


def test_an_event_that_somebody_waits_for_or_is_cancelled_by_is_handled() -> None:
    waits = """import { inngest } from "../client";

export const ship = inngest.createFunction(
  { id: "order-paid-ship", cancelOn: [{ event: "order/placed", match: "data.orderId" }] },
  { cron: "0 6 * * *" },
  async ({ step }) => step.waitForEvent("paid", { event: "order/paid", timeout: "1d" }),
);
"""
    assert faults(shop(ship=waits)) == []


def test_where_a_name_is_not_in_the_text_nothing_is_said_of_the_others() -> None:
    orders = 'import { inngest } from "@/inngest/client";\nexport const send = (event: never) => inngest.send(event);\n'
    assert faults(shop(orders=orders)) == []


def test_an_event_that_no_schema_declares() -> None:
    client = shop()[CLIENT].replace('    "order/paid": { data: orderPaid },\n', "")
    assert faults(shop(client=client)) == [("undeclared-event", SHIP, 5)]


def test_a_cast_takes_what_is_sent_out_of_the_schemas_reach() -> None:
    orders = shop()[SENDER].replace("data: { orderId }", "data: { orderId } as any")
    assert faults(shop(orders=orders)) == [("unchecked-send", SENDER, 3)]


TYPED = """import { eventType, Inngest } from "inngest";
import { orderPaid, orderPlaced } from "./events";

export const placed = eventType("order/placed", { schema: orderPlaced });
export const paid = eventType("order/paid", { schema: orderPaid });
export const inngest = new Inngest({ id: "shop" });
"""


def test_senders_that_pass_by_an_event_type_of_sdk_4() -> None:
    confirm = shop()[CONFIRM].replace("import { inngest }", "import { inngest, paid }")
    confirm = confirm.replace(
        '{ name: "order/paid", data: { orderId: event.data.orderId } }', "paid.create(event.data)"
    )
    assert faults(shop(client=TYPED, confirm=confirm)) == [("unchecked-send", SENDER, 3)]
    orders = """import { inngest, placed } from "@/inngest/client";

export const place = (orderId: string) => inngest.send(placed.create({ orderId }));
"""
    assert faults(shop(client=TYPED, confirm=confirm, orders=orders)) == []


def test_a_second_client_in_one_app() -> None:
    files = shop()
    files["apps/web/src/other.ts"] = (
        'import { Inngest } from "inngest";\nexport const other = new Inngest({ id: "other" });\n'
    )
    files[CLIENT] = files[CLIENT].replace("../", "../")
    found = [one for one in faults(files) if one[0] == "several-clients"]
    assert found == [("several-clients", "apps/web/src/other.ts", 2)]


@pytest.mark.parametrize(
    ("work", "found"),
    [
        ('await fetch("https://example.org");', True),
        ("await db.orders.find(1);", True),
        ("if (event) { await axios.get('/x'); }", True),
        ('await inngest.send({ name: "order/paid", data: { orderId: "1" } });', True),
        ("const later = async () => { await db.orders.find(1); };", False),
        ('await step.run("find", async () => { await db.orders.find(1); });', False),
        ("await Promise.all([mail('a')]);", False),
        ("const fetch = async (x: string) => x; await fetch('/x');", False),
        ("await mail('a');", False),
    ],
)
def test_work_outside_of_steps(work: str, found: bool) -> None:
    confirm = shop()[CONFIRM].replace(
        "import { inngest }", 'import axios from "axios";\nimport { db } from "@shop/mail";\nimport { inngest }'
    )
    confirm = confirm.replace("    await step.run(", f"    {work}\n    await step.run(", 1)
    assert faults(shop(confirm=confirm)) == ([("work-outside-step", CONFIRM, 10)] if found else [])


def test_a_function_without_steps_may_do_its_work_as_it_likes() -> None:
    ship = shop()[SHIP].replace('async () => "shipped"', 'async () => { await fetch("https://example.org"); }')
    assert faults(shop(ship=ship)) == []


def test_a_client_that_needs_code_of_the_app() -> None:
    files = shop()
    files[CLIENT] = 'import { logger } from "@/logger";\n' + files[CLIENT].replace('id: "shop",', 'id: "shop", logger,')
    files["apps/web/src/logger.ts"] = "export const logger = console;\n"
    assert faults(files) == []  # It comes along.
    files["apps/web/src/page.ts"] = 'import { logger } from "./logger";\nlogger.info("x");\n'
    assert faults(files) == [("client-imports-app", CLIENT, 1)]


def test_a_name_that_is_written_out_beside_its_constant() -> None:
    files = shop()
    files[f"{INNGEST}/events.ts"] += 'export const PLACED = "order/placed";\n'
    files[SENDER] = files[SENDER].replace('name: "order/placed"', "name: PLACED")
    files[SENDER] = 'import { PLACED } from "@/inngest/events";\n' + files[SENDER]
    assert faults(files) == [("mixed-event-names", CONFIRM, 6)]


def test_two_routes_of_one_app() -> None:
    files = shop()
    files["apps/web/src/app/api/more/route.ts"] = files[ROUTE].replace("[confirm, ship]", "[ship]")
    assert faults(files) == [("mixed-registration", "apps/web/src/app/api/more/route.ts", 6)]
