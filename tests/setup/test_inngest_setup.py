"""The plan `inngest-setup` as a whole: what it adds, what it leaves alone, what it refuses."""

from __future__ import annotations

import json

import pytest
from apps import (
    CLIENT,
    ENV,
    EXAMPLE,
    FUNCTION,
    LIBRARY,
    REGISTRY,
    ROUTE,
    TEST,
    Files,
    app,
    changed,
    detected,
    files_of,
    manifest,
    project,
    set_up,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.inngest._setup.middlewares import matches
from migrator.errors import UsageError

ADDED = {CLIENT, FUNCTION, REGISTRY, ROUTE, TEST, "vitest.config.mts"}
EDITED = {"package.json", ENV, EXAMPLE}


def said(outcome) -> list[str]:
    remarks = [one for result in outcome.results for one in result.diagnostics if one.severity != "info"]
    return [f"{one.severity} {one.place} {one.message}" for one in remarks]


@pytest.mark.parametrize("sdk", [3, 4])
def test_an_app_without_inngest_gets_all_of_it_and_a_second_run_changes_nothing(sdk: int) -> None:
    events = {"email/send": {"to": "string", "subject": "string"}}
    outcome = set_up(app(zod="^4.0.0"), sdk=sdk, events=events)
    assert (outcome.status, said(outcome)) == ("ok", [])
    assert changed(outcome) == ADDED | EDITED
    files = files_of(outcome.tree)
    assert files[".env"] == app()[".env"]
    assert json.loads(files["package.json"])["scripts"]["dev"] == "next dev"

    again = set_up(files, sdk=sdk, events=events)
    assert (again.status, changed(again)) == ("noop", set())


#: What an app may have of it already, each with what comes along where it is not there.
PARTS: dict[str, tuple[str, ...]] = {
    "client": (CLIENT,),
    "functions and route": (FUNCTION, REGISTRY, ROUTE),
    "route": (ROUTE,),
    "keys": (ENV,),
    "example": (EXAMPLE,),
    "test": (TEST, "vitest.config.mts"),
    "manifest": ("package.json",),
}
WHOLE = files_of(set_up(app(zod="^4.0.0")).tree)


@settings(max_examples=20, deadline=None)
@given(st.sets(st.sampled_from(sorted(PARTS)), min_size=1))
def test_whatever_is_missing_is_added_and_nothing_else_changes(missing: set[str]) -> None:
    bare = app(zod="^4.0.0")
    gone = {path for part in missing for path in PARTS[part]}
    files = {path: content for path, content in WHOLE.items() if path not in gone or path in bare}
    files |= {path: bare[path] for path in gone if path in bare}
    outcome = set_up(files)
    assert files_of(outcome.tree) == WHOLE, said(outcome)
    assert changed(outcome) == gone


def test_what_the_app_has_elsewhere_is_used_where_it_is() -> None:
    files = app(inngest="^4.1.0") | {
        "src/jobs/client.ts": b'import { Inngest } from "inngest";\n\nexport const jobs = new Inngest({ id: "own" })\n',
        "src/jobs/mail.ts": b"""import { jobs } from "./client";

export const mail = jobs.createFunction({ id: "mail", triggers: [{ event: "mail/sent" }] }, async () => {});
""",
    }
    outcome = set_up(files)
    assert (outcome.status, said(outcome)) == ("ok", [])
    after = files_of(outcome.tree)
    assert all(after[path] == files[path] for path in ("src/jobs/client.ts", "src/jobs/mail.ts"))
    assert not any(path.startswith(LIBRARY) for path in after)
    assert b"functions = [mail]" in after["src/jobs/functions/index.ts"]
    assert b"client: jobs," in after[ROUTE]
    assert b'toBe("own")' in after[TEST]


@pytest.mark.parametrize(
    ("files", "step", "words"),
    [
        ({"package.json": manifest(inngest="^2.0.0")}, "add-inngest", "has inngest ^2.0.0"),
        ({CLIENT: b"export {};\n"}, "create-client", f"{CLIENT} is there"),
        ({FUNCTION: b"export {};\n"}, "create-functions", f"{FUNCTION} is there"),
        ({ROUTE: b"export const GET = () => {};\n"}, "create-serve-route", f"{ROUTE} is there"),
        ({TEST: b"export {};\n"}, "create-tests", f"{TEST} is there"),
    ],
)
def test_what_is_in_the_way_is_refused_and_stays(files: Files, step: str, words: str) -> None:
    outcome = set_up(app() | files, sdk=4)
    assert outcome.status == "failed"
    stopped = next(result for result in outcome.results if result.stops)
    assert stopped.step.id == step
    assert words in " ".join(said(outcome))
    assert not changed(outcome) & files.keys() - {"package.json"}


def test_a_middleware_that_sees_inngest_is_named_with_its_line() -> None:
    guard = b"""import { clerkMiddleware, createRouteMatcher } from "@clerk/nextjs/server";

const isPublic = createRouteMatcher(["/sign-in(.*)"]);

export default clerkMiddleware(async (auth, request) => {
  if (!isPublic(request)) await auth.protect();
});

export const config = {
  matcher: ["/((?!_next|[^?]*\\\\.(?:html?|css|js)).*)", "/(api|trpc)(.*)"],
};
"""
    assert any("warning src/middleware.ts:10 " in one for one in said(set_up(app() | {"src/middleware.ts": guard})))
    told = guard.replace(b'"/sign-in(.*)"', b'"/sign-in(.*)", "/api/inngest"')
    assert said(set_up(app() | {"src/middleware.ts": told})) == []
    bare = guard.replace(
        b"clerkMiddleware(async (auth, request) => {\n  if (!isPublic(request)) await auth.protect();\n}",
        b"clerkMiddleware(",
    )
    assert said(set_up(app() | {"src/middleware.ts": bare})) == []


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("/api/:path*", True),
        ("/:path*", True),
        ("/((?!api|_next/static|favicon.ico).*)", False),
        ("/((?!api/public).*)", True),
        ("/(api|trpc)(.*)", True),
        ("/dashboard/:path*", False),
        ("/api/:name", True),
        ("/api/:name/more", False),
        ("/:locale(en|de)/:path*", False),
        ("/", False),
        ("/(broken", True),
    ],
)
def test_patterns_of_a_matcher(pattern: str, expected: bool) -> None:
    assert matches(pattern, "/api/inngest") is expected


@pytest.mark.parametrize(
    ("dependencies", "sdk", "range_"),
    [
        ({}, 4, "^4.24.0"),
        ({"zod": "^3.25.0", "typescript": "^5.8.2"}, 4, "^4.24.0"),
        ({"zod": "^3.23.8"}, 4, "^4.24.0"),  # a newer one fits the range, and no lockfile holds it back
        ({"zod": "~3.24.1"}, 3, "~3.41.0"),
        ({"zod": "3.22.4"}, 3, "~3.41.0"),
        ({"zod": ">=3.0.0 <3.20.0"}, 3, "~3.41.0"),
        ({"zod": "^4.1.0", "typescript": "5.7.x"}, 3, "~3.41.0"),
        ({"zod": "^3.20.0 || ^4.0.0", "typescript": "latest"}, 4, "^4.24.0"),
        ({"typescript": "workspace:*"}, 4, "^4.24.0"),
        ({"inngest": "^3.20.0"}, 3, "^3.20.0"),
    ],
)
def test_the_newest_sdk_that_fits(dependencies: dict[str, str], sdk: int, range_: str) -> None:
    found = detected(app(**dependencies))
    assert (found["sdk"], found["range"]) == (sdk, range_)


def test_what_the_lockfile_holds_counts_more_than_what_the_range_admits() -> None:
    locked = json.dumps({"packages": {"node_modules/zod": {"version": "3.23.8"}}}).encode()
    files = app(zod="^3.23.8") | {"package-lock.json": locked}
    assert detected(files)["sdk"] == 3
    assert "the app has zod ^3.23.8" in " ".join(said(set_up(files)))
    assert "ask for ^3.25.0 || ^4.0.0" in " ".join(said(set_up(files, sdk=4)))


def test_what_is_given_decides_the_rest() -> None:
    assert detected(app(), range="~3.50.0")["sdk"] == 3
    assert detected(app(), sdk=3)["range"] == "^3.54.2"
    with pytest.raises(UsageError, match="no range of version 3 or 4"):
        detected(app(), range="^2.0.0")


def test_the_app_is_the_only_one_with_an_app_router() -> None:
    root = {"package.json": b'{"name": "acme", "workspaces": ["apps/*"]}\n'}

    def member(name: str, page: str = "src/app/page.tsx") -> Files:
        return {f"apps/{name}/package.json": manifest(), f"apps/{name}/{page}": b"export default () => null;\n"}

    assert detected(root | member("web"))["app"] == "apps/web"
    assert detected(root | member("web") | member("old", "pages/index.tsx"))["app"] == "apps/web"
    with pytest.raises(UsageError, match="several Next"):
        detected(root | member("web") | member("docs"))
    with pytest.raises(UsageError, match="of apps/old have no pages or routes"):
        detected(root | member("old", "pages/index.tsx"))
    with pytest.raises(UsageError, match="no package of this repository depends on next"):
        detected(root)


def test_the_workspace_tells_the_range() -> None:
    files = {
        "package.json": b'{"name": "acme", "workspaces": ["apps/*"]}\n',
        "apps/web/package.json": manifest(),
        "apps/web/app/page.tsx": b"export default () => null;\n",
        "apps/api/package.json": b'{"name": "api", "dependencies": {"inngest": "3.54.1"}}\n',
    }
    assert detected(files)["range"] == "3.54.1"
    assert detected(files)["sdk"] == 3
    assert detected(files, sdk=4)["range"] == "^4.24.0"
    outcome = set_up(files)
    assert project(files_of(outcome.tree)).workspace.manifest("apps/web").ranges["inngest"][1] == "3.54.1"


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ({"email send": {}}, "is no name of an event"),
        ({"inngest/x": {}}, "Inngest's own"),
        ({"email/send": {}, "email-send": {}}, "would both be called emailSend"),
        ({"email/send": {"to": "text"}}, "'to' has the type 'text'"),
    ],
)
def test_events_that_can_not_be(events: dict[str, dict[str, str]], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        detected(app(), events=events)
