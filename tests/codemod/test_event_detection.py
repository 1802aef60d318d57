"""What the plan `inngest-event` finds out of a repository, and what it asks for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from migrator.codemod import discover
from migrator.errors import UsageError
from migrator.tree import MemoryTree
from migrator.workspace import Project

CLIENT = 'import { Inngest } from "inngest";\n\nexport const inngest = new Inngest({ id: "a" });\n'
SERVE = (
    'import { serve } from "inngest/express";\nimport { inngest } from "./jobs";\n\n'
    "export default serve({ client: inngest, functions: [] });\n"
)


def detected(parameter: str, files: dict[str, str], **known: str) -> Any:
    project = Project(MemoryTree({path: text.encode() for path, text in files.items()}))
    return discover([]).get("define-event").detect(parameter, project, known)


def manifest(*names: str, **more: object) -> str:
    return json.dumps({"name": "app", "dependencies": dict.fromkeys(names, "*"), **more})


def test_the_app_is_the_one_that_makes_a_client() -> None:
    files = {
        "package.json": manifest(workspaces=["apps/*"]),
        "apps/api/package.json": "{}",
        "apps/web/package.json": "{}",
    }
    assert detected("app", {**files, "apps/api/src/jobs.ts": CLIENT}) == "apps/api"
    assert detected("app", {**files, "src/jobs.ts": CLIENT}) == ""
    assert detected("app", {**files, "src/jobs.ts": CLIENT}, client="apps/web/src/x.ts") == "apps/web"


def test_of_several_apps_one_has_to_be_named() -> None:
    files = {"package.json": manifest(workspaces=["apps/*"])}
    for app in ("api", "web"):
        files |= {f"apps/{app}/package.json": "{}", f"apps/{app}/src/jobs.ts": CLIENT}
    with pytest.raises(UsageError, match=r"apps/api/src/jobs\.ts and apps/web/src/jobs\.ts") as caught:
        detected("app", files)
    assert "-p app=apps/api" in caught.value.hint
    assert detected("client", files, app="apps/web") == "apps/web/src/jobs.ts"


def test_of_several_clients_the_one_that_is_served_counts() -> None:
    files = {"package.json": manifest(), "src/jobs.ts": CLIENT, "src/other.ts": CLIENT}
    with pytest.raises(UsageError, match="makes several Inngest clients") as caught:
        detected("client", files)
    assert "-p client=src/jobs.ts" in caught.value.hint
    assert detected("client", {**files, "src/route.ts": SERVE}) == "src/jobs.ts"


def test_without_a_client_the_plan_that_makes_one_is_named() -> None:
    with pytest.raises(UsageError, match="no Inngest client") as caught:
        detected("app", {"package.json": manifest()})
    assert "inngest-setup" in caught.value.hint


@pytest.mark.parametrize(
    ("files", "framework"),
    [
        ({"package.json": manifest()}, "plain"),
        ({"package.json": manifest("next")}, "next"),
        ({"package.json": manifest("nest-inngest")}, "nest"),
        ({"package.json": manifest("nest-inngest"), "src/main.ts": SERVE}, "plain"),
        ({"package.json": manifest(), "src/main.ts": 'import { InngestModule } from "nest-inngest";\n'}, "nest"),
    ],
)
def test_the_framework_is_told_by_what_serves(files: dict[str, str], framework: str) -> None:
    assert detected("framework", {**files, "src/jobs.ts": CLIENT}) == framework
