"""The proof `functions` on small repositories with the real SDK, 3 and 4."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from sdk_repositories import ENVIRONMENT, Sides, installed

from migrator.verify import CheckStatus
from migrator.verify.inngest.functions import Functions
from migrator.verify.workshop import CannotPrepareError

SDK = {3: "3.54.2", 4: "4.24.0"}
OLDER = {
    "3.7.0": "it tells the Dev Server and nobody else",
    "3.27.5": "it answers whoever asks only where that is allowed",
    "3.35.1": "it reads a body only where its length is told",
}
TRIGGERED = {
    3: "client.createFunction({{ {options} }}, [{triggers}], {handler})",
    4: "client.createFunction({{ {options}, triggers: [{triggers}] }}, {handler})",
}
CLIENT = 'import { Inngest } from "inngest";\nexport const client = new Inngest({ id: "shop" });\n'
ROUTE = """import { serve } from "inngest/next";
import { client } from "@/inngest/client";
import { functions } from "@/inngest/functions";
export const runtime = "nodejs";
export const { GET, POST, PUT } = serve({ client, functions });
"""
TSCONFIG = json.dumps({"compilerOptions": {"paths": {"@/*": ["./src/*"]}, "moduleResolution": "bundler"}})
FUNCTIONS = "src/inngest/functions.ts"
PATH_OF_ROUTE = "src/app/api/inngest/route.ts"


def functions(major: int) -> str:
    made = TRIGGERED[major].format
    one = made(
        options='id: "brand", concurrency: { limit: 2, key: "event.data.id" }, retries: 1, '
        'cancelOn: [{ event: "brand/removed" }], onFailure: async () => {}',
        triggers='{ event: "brand/made" }, { cron: "0 * * * *" }',
        handler="async () => 1",
    )
    other = made(options='id: "mail"', triggers='{ event: "mail/asked" }', handler="async () => 2")
    return (
        f'import {{ client }} from "./client";\nexport const brand = {one};\nexport const mail = {other};\n'
        "export const functions = [brand, mail];\n"
    )


def app(major: int) -> dict[str, str]:
    return {
        "tsconfig.json": TSCONFIG,
        "src/inngest/client.ts": CLIENT,
        FUNCTIONS: functions(major),
        PATH_OF_ROUTE: ROUTE,
    }


@pytest.fixture(scope="module")
def dependencies(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    made: dict[str, Path] = {}

    def get(version: str) -> Path:
        if version not in made:
            wanted = {"inngest": version, "esbuild": "0.25"}
            manifest = json.dumps({"name": "shop", "private": True, "dependencies": wanted})
            made[version] = installed(tmp_path_factory.mktemp("sdk") / "shop", manifest)
        return made[version]

    return get


@pytest.fixture
def sides(tmp_path: Path, dependencies: Callable[[str], Path]) -> Callable[[int, Mapping[str, str]], Sides]:
    return lambda major, files: Sides(tmp_path / "shop", dependencies(SDK[major]), files)


def moved(shop: Sides) -> None:
    shop.moved("src/inngest/client.ts", "src/jobs/client.ts")
    shop.moved(FUNCTIONS, "src/jobs/functions.ts")
    shop.replaced(PATH_OF_ROUTE, "@/inngest/client", "@/jobs/client")
    shop.replaced(PATH_OF_ROUTE, "@/inngest/functions", "@/jobs/functions")


@pytest.mark.parametrize("major", SDK)
def test_a_move_serves_what_was_served(sides, major: int) -> None:
    proven = sides(major, app(major)).proven(Functions(), moved)
    assert (proven.status, proven.detail, proven.findings) == (CheckStatus.PASSED, "3 functions of 1 route", ())


DUPLICATE = (
    "can't be asked any more: Duplicate function ID \"shop-mail\"; please change a function's name or provide an "
    "explicit ID to avoid conflicts."
)
FAULTS = {
    "dropped": (FUNCTIONS, "[brand, mail]", "[brand]", ["mail: is no longer served"]),
    "id": (FUNCTIONS, 'id: "mail"', 'id: "post"', ['mail: id: "mail" -> "post"']),
    "cron": (FUNCTIONS, '"0 * * * *"', '"5 * * * *"', ['brand: triggers[1].cron: "0 * * * *" -> "5 * * * *"']),
    "event": (FUNCTIONS, '"mail/asked"', '"mail/sent"', ['mail: triggers[0].event: "mail/asked" -> "mail/sent"']),
    "concurrency": (FUNCTIONS, "limit: 2", "limit: 3", ["brand: concurrency.limit: 2 -> 3"]),
    "retries": (FUNCTIONS, "retries: 1", "retries: 2", ["brand: steps.step.retries.attempts: 1 -> 2"]),
    "cancellation": (
        FUNCTIONS,
        '"brand/removed"',
        '"brand/gone"',
        ['brand: cancel[0].event: "brand/removed" -> "brand/gone"'],
    ),
    "failure": (FUNCTIONS, ", onFailure: async () => {}", "", ["brand-failure: is no longer served"]),
    "client": ("src/inngest/client.ts", '"shop"', '"store"', ['app_id: "shop" -> "store"']),
    "duplicate": (FUNCTIONS, "[brand, mail]", "[brand, mail, mail]", [DUPLICATE]),
    "added": (FUNCTIONS, "[brand]", "[brand, mail]", ["mail: was not served before"]),
    "method": (
        PATH_OF_ROUTE,
        "GET, POST, PUT",
        "GET, POST",
        ["exports GET, POST, before GET, POST, PUT", "its PUT answers None, before 200"],
    ),
}


IN_BOTH = ("dropped", "id", "cron", "concurrency", "client", "duplicate")


@pytest.mark.parametrize(("major", "fault"), [*((4, fault) for fault in FAULTS), *((3, fault) for fault in IN_BOTH)])
def test_each_fault_is_found_and_nothing_else(sides, major: int, fault: str) -> None:
    path, old, new, messages = FAULTS[fault]
    files = app(major)
    if fault == "added":
        files[FUNCTIONS] = files[FUNCTIONS].replace("[brand, mail]", "[brand]")
    proven = sides(major, files).proven(Functions(), lambda shop: shop.replaced(path, old, new))
    assert proven.status is CheckStatus.FAILED
    assert [one.message for one in proven.findings] == messages
    assert {one.path for one in proven.findings} == {PATH_OF_ROUTE}


@pytest.mark.parametrize("version", OLDER)
def test_an_older_sdk_is_asked_as_it_can_be(tmp_path: Path, dependencies: Callable[[str], Path], version: str) -> None:
    def later(shop: Sides) -> None:
        shop.replaced(FUNCTIONS, '"0 * * * *"', '"5 * * * *"')

    proven = Sides(tmp_path / "shop", dependencies(version), app(3)).proven(Functions(), later)
    assert proven.detail == "3 functions of 1 route"
    assert [one.message.partition(".cron: ")[2] for one in proven.findings] == ['"0 * * * *" -> "5 * * * *"']


def without_bun(tmp_path: Path) -> Mapping[str, str]:
    """An environment in which node is on PATH and bun is not."""
    (tmp_path / "bin").mkdir()
    for program in ("node", "git"):
        (tmp_path / "bin" / program).symlink_to(str(shutil.which(program)))
    return {**ENVIRONMENT, "PATH": str(tmp_path / "bin")}


def cron(shop: Sides) -> None:
    moved(shop)
    shop.replaced("src/jobs/functions.ts", "0 * * * *", "5 * * * *")


@pytest.mark.parametrize("major", SDK)
def test_esbuild_and_node_do_where_there_is_no_bun(sides, tmp_path: Path, major: int) -> None:
    proven = sides(major, app(major)).proven(Functions(), cron, without_bun(tmp_path))
    assert [one.message for one in proven.findings] == ['brand: triggers[1].cron: "0 * * * *" -> "5 * * * *"']
    assert proven.detail == "3 functions of 1 route"


WAYS = {
    "wrapped": (
        "const handler = serve({ client, functions });\n"
        "const wrap = (f: any) => async () => { throw new Error(); };\n"
        "export const PUT = wrap(handler.PUT);\n",
        "next",
    ),
    "pages": ("export default serve({ client, functions });\n", "next"),
    "mounted": (
        'import http from "node:http";\nconst app = { use: (path: string, handler: unknown) => {} };\n'
        'app.use("/api/inngest", serve({ client, functions }));\n'
        "http.createServer().listen(0);\n",
        "express",
    ),
    "late": (
        "async function main() {\n  await new Promise((go) => setTimeout(go, 100));\n"
        "  serve({ client, functions });\n}\nvoid main();\n",
        "express",
    ),
    "edge": ("export const handler = serve({ client, functions });\n", "edge"),
    "in the cloud": ("export const { PUT } = serve({ client, functions, signingKey: 'signkey-test-00' });\n", "next"),
}


@pytest.mark.parametrize("way", WAYS)
def test_however_it_is_served(sides, way: str) -> None:
    text, framework = WAYS[way]
    files = app(4)
    head = ROUTE.partition("export")[0].replace("inngest/next", f"inngest/{framework}")
    files[PATH_OF_ROUTE] = head + text
    proven = sides(4, files).proven(Functions(), cron)
    assert [one.message for one in proven.findings] == ['brand: triggers[1].cron: "0 * * * *" -> "5 * * * *"']
    assert proven.detail == "3 functions of 1 route"


def test_what_makes_the_handler_is_asked_through_what_calls_it(sides) -> None:
    files = app(3)
    factory = ROUTE.partition("export")[0] + "export const routes = () => serve({ client, functions });\n"
    files["src/server/jobs.ts"] = factory
    files[PATH_OF_ROUTE] = 'import { routes } from "../../../server/jobs";\nexport const { PUT } = routes();\n'

    def divided(shop: Sides) -> None:
        shop.replaced(FUNCTIONS, 'id: "mail"', 'id: "post"')

    proven = sides(3, files).proven(Functions(), divided)
    assert [(one.message, one.path) for one in proven.findings] == [('mail: id: "mail" -> "post"', PATH_OF_ROUTE)]


SECRET = 'if (!process.env.DATABASE_URL?.startsWith("https://")) throw new Error("no database");\n'
# What a driver asks for, and takes one of a few words for an answer.
DRIVER = 'if (process.env.PGSSLMODE || process.env.HTTPS_PROXY) throw new Error("no such mode");\n'


def test_absent_variables_are_made_up(sides) -> None:
    files = app(4)
    files[FUNCTIONS] = SECRET + DRIVER + files[FUNCTIONS]
    proven = sides(4, files).proven(Functions(), moved)
    assert proven.status is CheckStatus.PASSED
    assert proven.detail == "3 functions of 1 route, with made-up environment variables"


def test_what_cannot_be_loaded_on_the_base_is_not_called_the_same(sides) -> None:
    files = app(4)
    files[FUNCTIONS] = 'throw new Error("no database");\n' + files[FUNCTIONS]
    proven = sides(4, files).proven(Functions(), cron)
    assert proven.status is CheckStatus.SKIPPED
    assert proven.detail == f"{PATH_OF_ROUTE} can't be asked on the base: no database"


def test_what_cannot_be_loaded_on_the_branch_alone_is_a_fault(sides) -> None:
    proven = sides(4, app(4)).proven(
        Functions(),
        lambda shop: shop.replaced(
            FUNCTIONS, "export const functions", 'throw new Error("lost");\nexport const functions'
        ),
    )
    assert [one.message for one in proven.findings] == ["can't be asked any more: lost"]


def test_a_route_that_is_gone_and_one_that_is_new(sides) -> None:
    def rewritten(shop: Sides) -> None:
        (shop.folder / PATH_OF_ROUTE).unlink()
        shop.write({"src/other.ts": "// " + "x" * 2000 + "\n" + ROUTE})

    proven = sides(4, app(4)).proven(Functions(), rewritten)
    assert [(one.message, one.path) for one in proven.findings] == [
        ("can't be asked any more: it is not on the branch", PATH_OF_ROUTE),
        ("serves 3 functions of shop, as no module did before", "src/other.ts"),
    ]


def test_nothing_served_is_nothing_proven(sides) -> None:
    files = {"src/inngest/client.ts": CLIENT}
    proven = sides(4, files).proven(Functions(), lambda shop: None)
    assert (proven.status, proven.detail) == (CheckStatus.SKIPPED, "no module of the base calls `serve` of inngest")


def unlocked(shop: Sides) -> None:
    shop.replaced("package.json", '"inngest"', '"left-pad": "1.3.0", "inngest"')


def test_an_install_that_fails_on_the_branch_alone_is_a_fault(sides) -> None:
    with pytest.raises(CannotPrepareError, match="lockfile"):
        sides(4, app(4)).proven(Functions(), unlocked, reuse=False)


def test_an_install_that_fails_on_the_base_leaves_nothing_to_compare(sides) -> None:
    shop = sides(4, app(4))
    unlocked(shop)
    shop.commit()
    proven = shop.proven(Functions(), cron, reuse=False)
    assert proven.status is CheckStatus.SKIPPED
    assert proven.detail.startswith("dependencies can't be installed: `bun install")
