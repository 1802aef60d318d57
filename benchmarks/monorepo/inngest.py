"""The app's Inngest: client, events, functions and the route that serves them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from benchmarks.monorepo.bodies import body
from benchmarks.monorepo.layout import SCOPE, WEB
from benchmarks.monorepo.words import camel

_FOLDER = f"{WEB}/src/inngest"
_CLIENT = """\
import {{ EventSchemas, Inngest }} from "inngest";

import {{ {schemas} }} from "./events";

export const inngest = new Inngest({{
  id: "bench-web",
  schemas: new EventSchemas().fromZod({{
{events}  }}),
}});
"""
_FUNCTION = """\
import {{ log }} from "@/lib/log";
import {{ prompt }} from "@/lib/prompt";
import {{ inngest }} from "../client";
import {{ {core} }} from "{scope}/core";

export const {name}Job = inngest.createFunction(
  {{ id: "{stem}" }},
  {{ event: "bench/{stem}.requested" }},
  async ({{ event, step }}) => {{
    log(prompt(event.data.id));
    return step.run("work", () => {core}({{ amount: event.data.id }} as never));
  }},
);
"""
_ROUTE = """\
import {{ serve }} from "inngest/next";

import {{ {names} }} from "@/inngest/functions";
import {{ inngest }} from "@/inngest/client";

export const maxDuration = 300;

export const {{ GET, POST, PUT }} = serve({{
  client: inngest,
  functions: [{names}],
}});
"""


def inngest_files(size: int, stems: Iterator[str], core: list[str], random: Random) -> Iterator[tuple[str, str]]:
    """Path and text of each; functions use what the package `core` exports, and two modules of the app."""
    named = [next(stems) for _ in range(min(60, 6 + size // 200))]
    schemas = [f"{camel(stem)}Schema" for stem in named]
    lines = "".join(f"export const {one} = z.object({{ id: z.string().uuid() }});\n" for one in schemas)
    yield f"{_FOLDER}/events.ts", f'import {{ z }} from "zod";\n\n{lines}'
    keyed = zip(named, schemas, strict=True)
    events = "".join(f'    "bench/{stem}.requested": {{ data: {schema} }},\n' for stem, schema in keyed)
    yield f"{_FOLDER}/client.ts", _CLIENT.format(schemas=", ".join(schemas), events=events)
    for stem in named:
        pieces = body(random, stem, (), component=False)
        text = _FUNCTION.format(core=random.choice(core), scope=SCOPE, name=camel(stem), stem=stem)
        yield f"{_FOLDER}/functions/{stem}.ts", text + "\n" + next(pieces) + next(pieces) + next(pieces)
    exports = "".join(f'export {{ {camel(stem)}Job }} from "./{stem}";\n' for stem in named)
    yield f"{_FOLDER}/functions/index.ts", exports
    yield f"{_FOLDER}/index.ts", 'export { inngest } from "./client";\nexport * from "./functions";\n'
    names = ", ".join(f"{camel(stem)}Job" for stem in named)
    yield f"{WEB}/src/app/api/inngest/route.ts", _ROUTE.format(names=names)
    yield f"{WEB}/src/lib/log.ts", f'export {{ log }} from "{SCOPE}/log";\n'
    yield f"{WEB}/src/lib/prompt.ts", "export function prompt(id: string): string {\n  return `Look at ${id}.`;\n}\n"
