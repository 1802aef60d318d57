"""A small Next.js app without Inngest, as files by path, and the plan carried out on it."""

from __future__ import annotations

import json
from typing import Any

from migrator.engine import Outcome, carry_out
from migrator.plan import bind, load_plan
from migrator.tree import MemoryTree, Tree
from migrator.workspace import Project

Files = dict[str, bytes]
LIBRARY = "src/lib/inngest"
CLIENT = f"{LIBRARY}/client.ts"
FUNCTION = f"{LIBRARY}/functions/test.ts"
REGISTRY = f"{LIBRARY}/functions/index.ts"
ROUTE = "src/app/api/inngest/route.ts"
TEST = "tests/inngest.test.ts"
ENV = "src/env.js"
EXAMPLE = ".env.example"


def manifest(*, development: dict[str, str] | None = None, **dependencies: str) -> bytes:
    fields = {
        "name": "shop",
        "scripts": {"dev": "next dev", "test": "vitest run"},
        "dependencies": {"next": "^16.0.0", **dependencies},
        "devDependencies": {"vitest": "^5.0.0", **(development or {})},
    }
    return json.dumps(fields, indent=2).encode() + b"\n"


def app(**dependencies: str) -> Files:
    """The app with these dependencies besides Next."""
    return {
        "package.json": manifest(**dependencies),
        "tsconfig.json": b'{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }\n',
        "src/app/page.tsx": b'import { goods } from "~/server/goods";\n\nexport default () => goods.length;\n',
        "src/server/goods.ts": b"export const goods: string[] = [];\n",
        ENV: b"""import { createEnv } from "@t3-oss/env-nextjs";
import { z } from "zod";

export const env = createEnv({
  server: {
    DATABASE_URL: z.string(),
  },
  client: {},
  runtimeEnv: {
    DATABASE_URL: process.env.DATABASE_URL,
  },
});
""",
        EXAMPLE: b'DATABASE_URL=""\n',
        ".env": b"DATABASE_URL=secret\n",
        "tests/goods.test.ts": b'import { expect, it } from "vitest";\n\nit("is", () => expect(1).toBe(1));\n',
    }


def project(files: Files) -> Project:
    return Project(MemoryTree(files))


def detected(files: Files, **given: Any) -> dict[str, Any]:
    """The parameters of the plan as they are found out."""
    return dict(bind(load_plan("inngest-setup"), given, project(files)).params)


def set_up(files: Files, **given: Any) -> Outcome:
    """The plan, carried out with nothing but what it finds out and what is `given`."""
    found = project(files)
    return carry_out(bind(load_plan("inngest-setup"), given, found), found)


def files_of(tree: Tree) -> Files:
    return {path: tree.read(path) for path in tree.paths()}


def changed(outcome: Outcome) -> set[str]:
    """The paths of the files that any step changed."""
    return {change.path for step in outcome.results for change in step.changes}
