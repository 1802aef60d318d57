"""What the tests of a set-up say."""

from __future__ import annotations

import json
from collections.abc import Sequence

from .._event.app import EventApp
from .parts import Registered, client_id

_TEST = """\
{head}import type {{ NextRequest }} from "next/server";

const ENDPOINT = "http://localhost:3000/api/inngest";

// The SDK reads it when it is loaded, so each test imports what it is about. Without it requests need a signature.
Object.assign(process.env, {{ INNGEST_DEV: "1" }});

describe("Inngest", () => {{
  it("has a client with the app's id", async () => {{
    const {{ {client} }} = await import("{client_from}");

    expect({client}.id).{id_expected};
  }});

  it("registers functions, each with an id of its own", async () => {{
    const {{ {functions} }} = await import("{functions_from}");

    const ids = {functions}.map((one) => one.id());
    expect(ids).{ids_expected};
    expect(new Set(ids).size).toBe(ids.length);
  }});

{served}}});
"""
_IN_BAND = """\
  it("serves all of them", async () => {{
    const {{ {client} }} = await import("{client_from}");
    const {{ {functions} }} = await import("{functions_from}");
    const {{ PUT }} = await import("{route_from}");
    const request = new Request(ENDPOINT, {{
      method: "PUT",
      headers: {{
        "content-type": "application/json",
        "x-inngest-sync-kind": "in_band",
      }},
      body: JSON.stringify({{ url: ENDPOINT }}),
    }});

    const response = await PUT(request as NextRequest, {{}});

    expect(response.status).toBe(200);
    const synced = (await response.json()) as {{ functions: {{ id: string }}[] }};
    const ids = {functions}.map((one) => one.id({client}.id));
    expect(synced.functions.map((one) => one.id)).toEqual(
      expect.arrayContaining(ids),
    );
  }});
"""
_COUNTED = """\
  it("serves all of them", async () => {{
    const {{ {functions} }} = await import("{functions_from}");
    const {{ GET }} = await import("{route_from}");

    const response = await GET(new Request(ENDPOINT) as NextRequest, {{}});

    expect(response.status).toBe(200);
    const served = (await response.json()) as {{ function_count: number }};
    expect(served.function_count).toBeGreaterThanOrEqual({functions}.length);
  }});
"""


def written_tests(client: EventApp, registry: Registered, head: str, named: Sequence[str], *, in_band: bool) -> str:
    """The tests, in Prettier's manner: they start with `head`, and `named` are specifiers of client, list and route.

    What is served is told by an in-band sync, or else by its number alone.
    """
    own = client_id(client.client)
    hello = next((one for one in registry.functions if one.name == "helloWorld"), None)
    client_from, functions_from, route_from = named
    parts = {
        "client": client.client_name,
        "client_from": client_from,
        "functions": registry.name,
        "functions_from": functions_from,
        "route_from": route_from,
    }
    return _TEST.format(
        head=head,
        id_expected=f"toBe({json.dumps(own)})" if own is not None else 'not.toBe("")',
        ids_expected='toContain("hello-world")' if hello is not None else "not.toHaveLength(0)",
        served=(_IN_BAND if in_band else _COUNTED).format(**parts),
        **parts,
    )
