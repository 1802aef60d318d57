"""Rules about who must not lead to whom."""

from __future__ import annotations

from migrator.engine.checks import check
from migrator.engine.result import CheckStatus
from migrator.plan import Never
from migrator.tree import MemoryTree
from migrator.workspace import Project

FILES = {
    "package.json": b'{"workspaces": ["packages/*"]}',
    "packages/ai/package.json": b'{"name": "@acme/ai", "exports": "./src/index.ts"}',
    "packages/ai/src/index.ts": b'import "./tools";',
    "packages/ai/src/tools.ts": b'export const later = () => import("@acme/log");',
    "packages/log/package.json": b'{"name": "@acme/log", "exports": "./src/index.ts"}',
    "packages/log/src/index.ts": b"export {};",
    "packages/inngest/package.json": b'{"name": "@acme/inngest", "exports": "./src/index.ts"}',
    "packages/inngest/src/index.ts": b'import "@acme/ai";',
}


def never(files: dict[str, bytes], origin: str, reach: str) -> tuple[CheckStatus, str]:
    project = Project(MemoryTree(files))
    found = check(Never.model_validate({"from": origin, "reach": reach}), project, project, {})
    return found.status, found.detail


def test_the_other_direction_is_no_breach() -> None:
    assert never(FILES, "packages/ai", "packages/inngest") == (CheckStatus.PASSED, "")


def test_a_breach_is_shown_module_by_module() -> None:
    files = {**FILES, "packages/log/src/index.ts": b'export * from "@acme/inngest";'}
    assert never(files, "packages/ai", "packages/inngest") == (
        CheckStatus.FAILED,
        "packages/ai/src/tools.ts -> packages/log/src/index.ts -> packages/inngest/src/index.ts",
    )
