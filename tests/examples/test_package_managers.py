"""The example workspaces of pnpm and npm, with the real package managers, TypeScript and Inngest SDK."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
ROUTE = "src/routes/inngest.ts"
MANAGERS = [
    pytest.param(
        {"name": "orders", "install": ("pnpm", "install", "--frozen-lockfile"), "app": "apps/api"},
        "pnpm-lock.yaml",
        (),
        {
            "sideEffects": False,
            "exports": {
                ".": "./src/index.ts",
                "./client": "./src/client.ts",
                "./events": "./src/events/index.ts",
                "./functions": "./src/functions/index.ts",
            },
            "scripts": {"typecheck": "tsc --noEmit"},
            "dependencies": {
                "@orders/mail": "workspace:*",
                "@orders/stock": "workspace:*",
                "inngest": "catalog:",
                "zod": "catalog:",
            },
            "devDependencies": {"@types/node": "catalog:types", "typescript": "catalog:"},
        },
        id="pnpm",
    ),
    pytest.param(
        {"name": "clinic", "install": ("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund")},
        "package-lock.json",
        ("npm", "run", "build"),
        {
            "scripts": {"build": "tsc", "typecheck": "tsc --noEmit"},
            "files": ["dist"],
            "dependencies": {
                "@clinic/alerts": "*",
                "@clinic/calendar": "*",
                "inngest": "^3.54.2",
                "zod": "^3.25.76",
            },
            "devDependencies": {"@types/node": "^22.19.1"},
        },
        id="npm",
    ),
]


@pytest.mark.parametrize(("how", "lockfile", "build", "expected"), MANAGERS)
def test_a_frozen_install_passes_before_and_after(
    example, how, lockfile: str, build: tuple[str, ...], expected
) -> None:
    workspace = example(**how, route=ROUTE)
    if build:
        workspace.run(*build)
    assert workspace.served() == workspace.recorded()

    applied = workspace.migrate("apply", "inngest-package")
    last = applied["steps"][-1]
    assert (last["id"], last["status"], last["diagnostics"]) == ("update-lockfile", "applied", [])
    assert workspace.run("git", "diff", "--name-only", "HEAD~1").split() == [lockfile]

    made = json.loads((workspace.folder / "packages/inngest/package.json").read_text())
    assert {key: made.get(key) for key in expected} == expected

    workspace.run(*workspace.install)
    # A build compiles the package, too.
    workspace.run(*(build or ("tsc", "--noEmit", "-p", "packages/inngest")))
    workspace.run("tsc", "--noEmit", "-p", workspace.app)
    assert workspace.served() == workspace.recorded()
    assert workspace.run("git", "status", "--porcelain") == ""


def test_no_lockfile_names_a_registry() -> None:
    for name in ("orders/pnpm-lock.yaml", "clinic/package-lock.json"):
        found = re.search(r'"resolved": "https?:|tarball:', (EXAMPLES / name).read_text())
        assert found is None
