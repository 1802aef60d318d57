"""A module that runs in the browser imports a subpath of the package: never an index that loads the client."""

from __future__ import annotations

import pytest
from monorepo import PACKAGE, SOURCE, Files, migrated, monorepo

from migrator.tree import MemoryTree
from migrator.workspace import Project

FORM, INNER = "apps/web/src/components/form.tsx", "apps/web/src/components/inner.ts"


def with_a_form(events: str, channels: str) -> Files:
    """A client component with an event's name, a realtime channel and a label, and a module that only it imports."""
    files = monorepo()
    files[f"{SOURCE}/events.ts"] += b'export const ASKED = "brand/asked";\n'
    files[f"{SOURCE}/channels.ts"] = (
        b'import { channel } from "@inngest/realtime";\n\nexport const brands = channel("b");\n'
    )
    files["apps/web/package.json"] = files["apps/web/package.json"].replace(
        b'"inngest":', b'"@inngest/realtime": "^0.4.0",\n    "inngest":'
    )
    head = b'import { brands } from "../channels";\nimport { label } from "@/lib/label";\n'
    files[f"{SOURCE}/functions/brand.ts"] = head + files[f"{SOURCE}/functions/brand.ts"].replace(
        b'() => "brand"', b"() => [brands, label]"
    )
    files["apps/web/src/lib/label.ts"] = b'import { text } from "./text";\n\nexport const label = text;\n'
    files["apps/web/src/lib/text.ts"] = b'export const text = "brand";\n'
    files[FORM] = (
        f'"use client";\n\nimport {{ ASKED }} from "{events}";\nimport {{ brands }} from "{channels}";\n'
        'import { label } from "@/lib/label";\nimport { inner } from "./inner";\n\n'
        "export const Form = () => <form title={label}>{ASKED + inner + brands}</form>;\n"
    ).encode()
    files[INNER] = (
        f'import {{ ASKED, type Events }} from "{events}";\nimport {{ text }} from "../lib/text";\n\n'
        "export const inner: keyof Events = ASKED + text;\n"
    ).encode()
    return files


def loaded_by(files: Files, path: str) -> set[str]:
    """Every module that a bundle of `path` has in it."""
    graph, found = Project(MemoryTree(files)).graph, [path]
    for one in found:
        edges = [edge for edge in graph.edges_from(one) if edge.loads and not edge.reference.type_only]
        found += [edge.target for edge in edges if edge.target is not None and edge.target not in found]
    return set(found)


@pytest.mark.parametrize("barrel", [False, True], ids=["deep", "barrel"])
def test_a_client_component_imports_what_it_takes_and_no_more(barrel: bool) -> None:
    files = with_a_form(*(("@/inngest",) * 2 if barrel else ("@/inngest/events", "@/inngest/channels")))
    if barrel:
        names = ("client", "events", "channels", "functions/brand")
        files[f"{SOURCE}/index.ts"] = "".join(f'export * from "./{name}";\n' for name in names).encode()
    after = migrated(files, decisions={"apps/web/src/lib/label.ts": "co-move"})
    assert after[FORM].decode().splitlines()[2:5] == [
        'import { ASKED } from "@acme/inngest/events";',
        'import { brands } from "@acme/inngest/channels";',
        'import { label } from "@acme/inngest/lib/label";',
    ]
    assert after[INNER].decode().splitlines()[:2] == [
        'import { ASKED, type Events } from "@acme/inngest/events";',
        'import { text } from "@acme/inngest/lib/text";',
    ]
    assert loaded_by(after, FORM) == {
        FORM,
        INNER,
        *(f"{PACKAGE}/src/{name}.ts" for name in ("events/index", "channels", "lib/label", "lib/text")),
    }


def test_behind_two_barrels_the_client_is_not_loaded_either() -> None:
    files = with_a_form("@/inngest", "@/inngest")
    files[f"{SOURCE}/events/brand.ts"] = files.pop(f"{SOURCE}/events.ts")
    files[f"{SOURCE}/events/index.ts"] = b'export * from "./brand";\nexport * from "./server";\n'
    files[f"{SOURCE}/events/server.ts"] = b'import { db } from "@acme/db";\n\nexport const all = db;\n'
    names = ("client", "events", "channels")
    files[f"{SOURCE}/index.ts"] = "".join(f'export * from "./{name}";\n' for name in names).encode()
    after = migrated(files, decisions={"apps/web/src/lib/label.ts": "co-move"})
    assert f"{PACKAGE}/src/client.ts" not in loaded_by(after, FORM)
    assert f"{PACKAGE}/src/index.ts" not in loaded_by(after, FORM)
