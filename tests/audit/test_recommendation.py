"""Go, go with decisions, no-go: what the audit promises is what the plan does."""

from __future__ import annotations

from shop import INNGEST, ROUTE, SENDER, Files, audited, manifest, shop

from migrator.engine import carry_out
from migrator.plan import bind, load_plan
from migrator.tree import MemoryTree
from migrator.workspace import Project

CONFIRM, SHIP = f"{INNGEST}/functions/confirm.ts", f"{INNGEST}/functions/ship.ts"


def blocked() -> Files:
    """`confirm` needs a module that the app uses too; `ship` needs a server action."""
    files = shop()
    files[CONFIRM] = 'import { price } from "@/price";\n' + files[CONFIRM]
    files[SHIP] = 'import { act } from "@/act";\n' + files[SHIP]
    files["apps/web/src/price.ts"] = "export const price = 1;\n"
    files["apps/web/src/page.ts"] = 'import { price } from "./price";\nexport const shown = price;\n'
    files["apps/web/src/act.ts"] = '"use server";\n\nexport const act = async () => 1;\n'
    return files


def test_go() -> None:
    advice = audited(shop()).advice
    assert advice.recommendation == "go"
    assert "packages/inngest/src/functions/confirm.ts" in advice.structure
    assert [step.id for step in advice.steps][:3] == ["scaffold-package", "move-event-schemas", "move-client"]
    assert {one.name: one.value for one in advice.inputs}["functions"] == "2, of which 2 are served"


def test_go_with_decisions_under_which_the_plan_does_go_through() -> None:
    found = audited(blocked())
    assert found.advice.recommendation == "go-with-decisions"
    assert {one.path: one.decision for one in found.modules} == {
        "apps/web/src/price.ts": "blocked",
        "apps/web/src/act.ts": "blocked",
    }
    assert [(one.id, one.app_modules, one.decision) for one in found.state.functions] == [
        ("order-placed-confirm", ("apps/web/src/price.ts",), "blocked"),
        ("order-paid-ship", ("apps/web/src/act.ts",), "blocked"),
    ]
    chosen = {one.param: one for one in found.advice.choices}
    assert chosen["decisions"].value == {"apps/web/src/price.ts": "co-move"}
    assert chosen["decisions"].entries["apps/web/src/price.ts"].endswith("one other module uses it too")
    assert chosen["on-blocked"].value == "keep"
    assert SHIP in chosen["on-blocked"].reason
    project = Project(MemoryTree({path: text.encode() for path, text in blocked().items()}))
    given = {one.param: one.value for one in found.advice.choices}
    assert carry_out(bind(load_plan("inngest-package"), given, project), project).status == "ok"


def in_a_circle(files: Files) -> Files:
    """`@shop/mail` sends events through the app's client."""
    files["apps/web/package.json"] = manifest(
        "web",
        exports={"./client": "./src/inngest/client.ts"},
        dependencies={"@shop/mail": "workspace:*", "inngest": "3.54.0", "next": "16.0.0", "zod": "3.25.0"},
    )
    files["packages/mail/package.json"] = manifest("@shop/mail", exports={".": "./src/index.ts"}, dependencies={})
    files["packages/mail/src/index.ts"] += 'export const later = () => import("web/client");\n'
    return files


def test_a_circle_that_keeping_a_function_gets_round() -> None:
    found = audited(in_a_circle(shop()))
    assert found.advice.recommendation == "go-with-decisions"
    chosen = {one.param: one.value for one in found.advice.choices}
    assert chosen["decisions"] == {CONFIRM: "keep"}
    threatened = [one.chain for one in found.state.cycles if one.threatened]
    assert threatened == [("packages/inngest", "packages/mail", "packages/inngest")]


def test_no_go_for_a_circle_that_no_decision_gets_round() -> None:
    files = in_a_circle(shop())
    files[f"{INNGEST}/client.ts"] = 'import { mail } from "@shop/mail";\n' + files[f"{INNGEST}/client.ts"]
    advice = audited(files).advice
    assert advice.recommendation == "no-go"
    (reason,) = advice.reasons
    assert "packages/inngest -> packages/mail (through packages/inngest/src/client.ts)" in reason
    assert "-> packages/inngest (through packages/mail/src/index.ts)" in reason
    assert advice.choices == ()


def test_no_go_where_the_client_needs_what_can_never_come_along() -> None:
    files = shop()
    files[f"{INNGEST}/client.ts"] = 'import { metadata } from "@/app/layout";\n' + files[f"{INNGEST}/client.ts"]
    files["apps/web/src/app/layout.tsx"] = "export const metadata = {};\n"
    advice = audited(files).advice
    assert advice.recommendation == "no-go"
    assert advice.reasons == (
        "apps/web/src/app/layout.tsx can't come along, and what needs it has to: it is a file of Next's router; "
        f"through {INNGEST}/client.ts -> apps/web/src/app/layout.tsx",
    )


def test_without_inngest() -> None:
    found = audited({"package.json": manifest("shop"), "src/index.ts": "export const a = 1;\n"})
    assert found.advice.recommendation == "no-go"
    assert found.advice.reasons[0].startswith("there is no Inngest in this repository")
    assert found.faults == ()


def test_the_plan_waits_for_a_parameter() -> None:
    files = shop()
    for path in [path for path in files if path.startswith("apps/web/")]:
        files[path.replace("apps/web", "apps/admin")] = files[path].replace('"web"', '"admin"')
    advice = audited(files).advice
    assert advice.recommendation == "go-with-decisions"
    assert "several packages make an Inngest client" in advice.reasons[0]
    assert "-p app=apps/admin" in advice.reasons[0]
    assert audited(files, app="apps/web").advice.recommendation == "go"


def test_what_is_in_a_package_already() -> None:
    files = shop()
    project = Project(MemoryTree({path: text.encode() for path, text in files.items()}))
    tree = carry_out(bind(load_plan("inngest-package"), {}, project), project).tree
    found = audited({path: tree.read(path).decode() for path in tree.paths()})
    assert found.advice.recommendation == "go"
    assert found.advice.reasons[0].startswith("Inngest is in a package already, packages/inngest")
    assert found.faults == ()
    assert [one.path for one in found.state.producers] == [SENDER]
    assert [one.path for one in found.state.routes] == [ROUTE]


def test_what_a_producer_loads_before_and_after() -> None:
    files = shop()
    files[f"{INNGEST}/index.ts"] = 'export * from "./client";\nexport * from "./functions/confirm";\n'
    files[SENDER] = files[SENDER].replace("@/inngest/client", "@/inngest")
    points = {one.point: one for one in audited(files).advice.comparison}
    loading = points[f"loading {INNGEST}/index.ts"]
    assert loading.today.startswith("5 modules, ")
    assert loading.today.endswith("1 of them with functions")
    assert loading.shared.startswith("3 modules, ")
    assert "no functions (packages/inngest/src/index.ts)" in loading.shared
