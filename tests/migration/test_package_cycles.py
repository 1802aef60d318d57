"""Packages that would need each other: proven before anything is written, and told module by module."""

from __future__ import annotations

import json

import pytest
from monorepo import SOURCE, Files, carried_out, manifest, monorepo

from migrator.tree import MemoryTree

DECISIONS = {"apps/web/src/log.ts": "repoint:@acme/log"}
ARCHIVE = "packages/inngest/src/functions/archive.ts"


def repointed_in_a_circle(declared: bool, imported: bool) -> Files:
    """Moved code is to import a package that needs the app: by its manifest, by what it imports, or both."""
    files = monorepo()
    files["apps/web/package.json"] = files["apps/web/package.json"].replace(
        b'"private": true,', b'"private": true,\n  "exports": { "./send": "./src/send.ts" },'
    )
    needs = {"web": "workspace:*"} if declared else {}
    files["packages/log/package.json"] = manifest("@acme/log", exports="./i.ts", dependencies=needs)
    files["packages/log/i.ts"] = b"export const log = 1;\n"
    if imported:
        files["packages/log/i.ts"] += b'export { later } from "./later";\n'
        files["packages/log/later.ts"] = b'export const later = () => import("web/send");\n'
    files["apps/web/src/log.ts"] = b"export const log = 1;\n"
    files["apps/web/src/page.ts"] = b'import { log } from "./log";\n'
    files[f"{SOURCE}/functions/archive.ts"] += b'\nexport { log } from "@/log";\n'
    return files


@pytest.mark.parametrize(
    ("declared", "imported", "witness"),
    [
        (True, False, "packages/log/package.json"),
        (False, True, "packages/log/later.ts"),
        (True, True, "packages/log/later.ts"),
    ],
    ids=["declared", "imported", "both"],
)
def test_a_cycle_is_refused_module_by_module(checkout, migrate, declared: bool, imported: bool, witness: str) -> None:
    checkout.commit(repointed_in_a_circle(declared, imported))
    before = checkout.state()
    for command in ("plan", "apply"):
        ran = migrate(command, "inngest-package", "-p", f"decisions={json.dumps(DECISIONS)}", "--format", "json")
        assert ran.code == 1, ran.err
        cycles = next(check for check in ran.json["checks"] if check["name"] == "cycles")
        assert (ran.json["status"], cycles["status"]) == ("failed", "failed")
        way = cycles["detail"]
        assert way.startswith("apps/web -> packages/inngest (through apps/web/")
        assert f" -> packages/log (through {ARCHIVE})" in way
        assert way.endswith(f" -> apps/web (through {witness})")
    assert checkout.state() == before, "planning or applying a plan that fails its checks wrote something"


def test_a_cycle_that_was_there_before_is_nobodys_fault() -> None:
    files = monorepo()
    files["packages/db/package.json"] = manifest(
        "@acme/db", exports="./src/index.ts", devDependencies={"@acme/ai": "*"}
    )
    files["packages/db/src/index.ts"] += b'import "@acme/ai";\n'
    outcome = carried_out(MemoryTree(files))
    assert next(check for check in outcome.checks if check.name == "cycles").status == "passed"
