"""A small monorepo with Inngest in its app, as files by path, and what must be true of any result."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from migrator.engine import Outcome, carry_out
from migrator.plan import bind, load_plan
from migrator.tree import MemoryTree, Tree
from migrator.workspace import External, Project, Resolved, Unresolved

Files = dict[str, bytes]
SOURCE = "apps/web/src/inngest"
PACKAGE = "packages/inngest"


def manifest(name: str, **fields: Any) -> bytes:
    return json.dumps({"name": name, **fields}, indent=2).encode() + b"\n"


def function(name: str, client: str = "../client") -> bytes:
    return (
        f'import {{ inngest }} from "{client}";\n\n'
        f"export const {name} = inngest.createFunction(\n"
        f'  {{ id: "{name}" }},\n  {{ event: "{name}/asked" }},\n  async () => "{name}",\n);\n'
    ).encode()


def monorepo(member: str = "workspace:*", sdk: str = "^3.54.0", zod: str = "^3.25.0") -> Files:
    """`member` is the range members name each other with; `sdk` and `zod` those of the app."""
    return {
        "package.json": manifest("acme", private=True, workspaces=["apps/*", "packages/*"]),
        "packages/db/package.json": manifest("@acme/db", private=True, exports={".": "./src/index.ts"}),
        "packages/db/tsconfig.json": b'{ "include": ["src"] }\n',
        "packages/db/src/index.ts": b"export const db = new Map<string, string>();\n",
        "packages/ai/package.json": manifest(
            "@acme/ai", private=True, exports={".": "./src/index.ts"}, dependencies={"@acme/db": member}
        ),
        "packages/ai/tsconfig.json": b'{ "include": ["src"] }\n',
        "packages/ai/src/index.ts": b'export { db } from "@acme/db";\n',
        "apps/web/package.json": manifest(
            "web", private=True, dependencies={"@acme/db": member, "inngest": sdk, "next": "16.0.0", "zod": zod}
        ),
        "apps/web/tsconfig.json": b'{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }\n',
        "apps/web/next.config.ts": b'export default { transpilePackages: ["@acme/db"] };\n',
        f"{SOURCE}/events.ts": b"""import { z } from "zod";

export const events = { "brand/asked": { data: z.object({ id: z.string() }) } };
export type Events = typeof events;
""",
        f"{SOURCE}/client.ts": b"""import { EventSchemas, Inngest } from "inngest";
import { events } from "./events";

export const inngest = new Inngest({ id: "web", schemas: new EventSchemas().fromZod(events) });
""",
        f"{SOURCE}/functions/archive.ts": function("archive"),
        f"{SOURCE}/functions/brand.ts": function("brand").replace(
            b"\n\n", b'\nimport { db } from "@acme/db";\n\n// Brands live in the map.\n', 1
        ),
        f"{SOURCE}/functions/brand.test.ts": b"""import { brand } from "./brand";

vi.mock("../client");
""",
        f"{SOURCE}/functions/studio/workflow.ts": function("workflow", "../../client"),
        "apps/web/src/app/api/inngest/route.ts": b"""import { serve } from "inngest/next";
import { inngest } from "@/inngest/client";
import { brand } from "@/inngest/functions/brand";
import { workflow } from "@/inngest/functions/studio/workflow";

export const maxDuration = 300;
export const { GET, POST, PUT } = serve({ client: inngest, functions: [workflow, brand] });
""",
        "apps/web/src/send.ts": b"""import { inngest } from "@/inngest/client";
import type { Events } from "./inngest/events";

export const send = (name: keyof Events) => inngest.send({ name, data: { id: "1" } });
""",
        "apps/web/src/send.test.ts": b"""import { send } from "./send";

vi.mock("@/inngest/client", () => ({ inngest: { send: vi.fn() } }));
""",
    }


def carried_out(tree: Tree, **given: Any) -> Outcome:
    """The shipped plan on `tree`, with nothing but what it finds out and what is `given`."""
    project = Project(tree)
    return carry_out(bind(load_plan("inngest-package"), given, project), project)


def migrated(files: Mapping[str, bytes], **given: Any) -> Files:
    """The files after the plan, which must have gone through."""
    outcome = carried_out(MemoryTree(files), **given)
    said = [f"{one.path}: {one.message}" for result in outcome.results for one in result.diagnostics]
    assert outcome.status == "ok", (said, [str(one) for one in outcome.checks])
    assert [check.status for check in outcome.checks] == ["passed", "passed"], outcome.checks
    assert list(leading_nowhere(outcome.tree)) == []
    assert list(not_of_the_package(outcome.tree)) == []
    return {path: outcome.tree.read(path) for path in outcome.tree.paths()}


def leading_nowhere(tree: Tree) -> Iterator[str]:
    """References without a target."""
    for edge in Project(tree).graph.edges:
        if isinstance(edge.resolution, Unresolved):
            yield f"{edge.importer}: {edge.reference.specifier}"


def not_of_the_package(tree: Tree, package: str = PACKAGE) -> Iterator[str]:
    """What a package's modules take from outside it without declaring it: a path out of it, an app's alias."""
    project = Project(tree)
    declared = json.loads(tree.read(f"{package}/package.json"))
    known = {name for kind in ("dependencies", "devDependencies") for name in declared.get(kind, {})}
    for edge in project.graph.edges:
        if not edge.importer.startswith(package + "/"):
            continue
        place = f"{edge.importer}: {edge.reference.specifier}"
        match edge.resolution:
            case Resolved(path) if not path.startswith(package + "/") and edge.reference.package not in known:
                yield place
            case External(name, _) if name not in known:
                yield place
