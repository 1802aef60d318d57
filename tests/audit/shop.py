"""A small shop with Inngest in its app, as files by path: every convention kept. What tests add or change is theirs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from migrator.audit import Audited, audit_of
from migrator.cli.rehearsing import rehearsing
from migrator.plan import load_plan
from migrator.tree import MemoryTree
from migrator.workspace import Project

Files = dict[str, str]
INNGEST = "apps/web/src/inngest"
ROUTE = "apps/web/src/app/api/inngest/route.ts"
SENDER = "apps/web/src/orders.ts"


def manifest(name: str, **fields: Any) -> str:
    return json.dumps({"name": name, **fields}, indent=2) + "\n"


def shop(**changed: str) -> Files:
    """The files; those of `changed` are named by their last part without its ending, `client=...`."""
    files = {
        "package.json": manifest("shop", private=True, workspaces=["apps/*", "packages/*"]),
        "packages/mail/package.json": manifest("@shop/mail", exports={".": "./src/index.ts"}),
        "packages/mail/src/index.ts": "export const mail = async (to: string) => to;\n",
        "apps/web/package.json": manifest(
            "web", dependencies={"@shop/mail": "workspace:*", "inngest": "3.54.0", "next": "16.0.0", "zod": "3.25.0"}
        ),
        "apps/web/tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }\n',
        f"{INNGEST}/events.ts": """import { z } from "zod";

export const orderPlaced = z.object({ orderId: z.string() });
export const orderPaid = z.object({ orderId: z.string() });
""",
        f"{INNGEST}/client.ts": """import { EventSchemas, Inngest } from "inngest";
import { orderPaid, orderPlaced } from "./events";

export const inngest = new Inngest({
  id: "shop",
  schemas: new EventSchemas().fromZod({
    "order/placed": { data: orderPlaced },
    "order/paid": { data: orderPaid },
  }),
});
""",
        f"{INNGEST}/functions/confirm.ts": """import { mail } from "@shop/mail";
import { inngest } from "../client";

export const confirm = inngest.createFunction(
  { id: "order-placed-confirm" },
  { event: "order/placed" },
  async ({ event, step }) => {
    await step.run("mail", () => mail(event.data.orderId));
    await step.sendEvent("paid", { name: "order/paid", data: { orderId: event.data.orderId } });
  },
);
""",
        f"{INNGEST}/functions/ship.ts": """import { inngest } from "../client";

export const ship = inngest.createFunction(
  { id: "order-paid-ship" },
  [{ event: "order/paid" }, { cron: "0 6 * * *" }],
  async () => "shipped",
);
""",
        ROUTE: """import { serve } from "inngest/next";
import { inngest } from "@/inngest/client";
import { confirm } from "@/inngest/functions/confirm";
import { ship } from "@/inngest/functions/ship";

export const { GET, POST, PUT } = serve({ client: inngest, functions: [confirm, ship] });
""",
        SENDER: """import { inngest } from "@/inngest/client";

export const place = (orderId: string) => inngest.send({ name: "order/placed", data: { orderId } });
""",
    }
    for path in files:
        files[path] = changed.pop(path.rpartition("/")[2].rpartition(".")[0], files[path])
    assert not changed, f"no file is called {sorted(changed)}"
    return files


def audited(files: Mapping[str, str], **params: str) -> Audited:
    """The audit of Inngest of these files."""
    project = Project(MemoryTree({path: text.encode() for path, text in files.items()}))
    auditor = audit_of("inngest-package")
    return auditor.audit(project, rehearsing(load_plan(auditor.plan), params, project))


def faults(files: Mapping[str, str]) -> list[tuple[str, str, int]]:
    """Code, path and line of each fault."""
    return sorted((one.rule.code, one.path, one.line) for one in audited(files).faults)
