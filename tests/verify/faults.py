"""Twelve faults in the result of `inngest-package` on examples/studio, and which proofs each must fail.

Each fault is the kind of mistake that a move by hand makes. It is written into the tree that the plan left and
committed on top of the plan's commits. So `untouched` fails for every one of them: no step claims what a hand wrote.
Apart from it, exactly the proofs that are named fail, and no other. `untouched` alone is the fault that breaks nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

WEB, INNGEST = "apps/web/src", "packages/inngest/src"
ROUTE = f"{WEB}/app/api/inngest/route.ts"


@dataclass(frozen=True)
class Fault:
    """In each file the first text becomes the second; `added` is put at the file's end. `fails` beside `untouched`."""

    name: str
    fails: frozenset[str]
    replaced: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)
    locked: bool = False


def _fails(*names: str) -> frozenset[str]:
    return frozenset(names)


FAULTS = (
    Fault(
        "wrong relative path",
        _fails("references", "types", "functions"),
        {f"{INNGEST}/functions/studio/workflow.ts": ('"../../client"', '"../client"')},
    ),
    Fault(
        "lost re-export",
        _fails("references", "types"),
        {f"{INNGEST}/index.ts": ('export * from "./events";\n', "")},
    ),
    # The app's own program resolves it, and at run time a type is nothing: only the package by itself shows it.
    Fault(
        "alias false green",
        _fails("references", "types"),
        added={
            f"{WEB}/lib/garment.ts": "export type Garment = { id: string };\n",
            f"{INNGEST}/functions/fashion-item.ts": 'export type { Garment } from "@/lib/garment";\n',
        },
    ),
    Fault(
        "missing dependency",
        _fails("types", "functions"),
        {"packages/inngest/package.json": ('    "@studio/rag": "workspace:*",\n', "")},
        locked=True,
    ),
    Fault(
        "dropped function",
        _fails("functions"),
        {f"{INNGEST}/functions/index.ts": ("  runStudioWorkflow,\n  processFashionItem", "  processFashionItem")},
    ),
    Fault(
        "changed id",
        _fails("functions"),
        {f"{INNGEST}/functions/fashion-item.ts": ('id: "fashion-item"', 'id: "fashion-items"')},
    ),
    # Both events have a brandId and an imageUrl or not: the handler is made to fit, so that no type tells.
    Fault(
        "changed trigger",
        _fails("functions"),
        {
            f"{INNGEST}/functions/brand-ingestion.ts": (
                '{ event: "brand/ingestion.requested" }',
                '{ event: "brand/ingestion.requested", if: "event.data.maxPages > 1" }',
            )
        },
    ),
    Fault(
        "changed schema",
        _fails("events"),
        {
            f"{INNGEST}/events/index.ts": (
                "  labels: z.array(z.string()),\n});",
                "  labels: z.array(z.string()),\n  score: z.number().optional(),\n});",
            )
        },
    ),
    Fault(
        "cycle",
        _fails("cycles"),
        {"packages/ai/package.json": ('"@studio/db"', '"@studio/inngest": "workspace:*",\n    "@studio/db"')},
        {"packages/ai/src/index.ts": 'export type { BrandIngested } from "@studio/inngest/events";\n'},
        locked=True,
    ),
    Fault(
        "stale mock path",
        _fails("references"),
        {f"{WEB}/server/routers/workflow.test.ts": ('"@studio/inngest/client"', '"@/inngest/client"')},
    ),
    Fault("edited untouched file", _fails(), {f"{WEB}/app/globals.css": ("{", "{\n  /* by hand */")}),
    Fault(
        "type error in a consumer",
        _fails("types"),
        {f"{WEB}/server/routers/workflow.ts": ("requestedBy }", "requestedBy: 7 }")},
    ),
)
