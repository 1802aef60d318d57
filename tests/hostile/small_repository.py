"""A workspace with a package to rename, a module to move, and one module that may hold anything."""

from __future__ import annotations

import json
from random import Random

from mutation import mutated, spliced
from seeds import ENDINGS, HOSTS, STATEMENTS

FILES = {
    "package.json": b'{ "name": "acme", "private": true, "workspaces": ["apps/*", "packages/*"] }\n',
    "packages/old/package.json": json.dumps(
        {"name": "@acme/old", "exports": {".": "./src/index.ts", "./thing": "./src/thing.ts"}}
    ).encode(),
    "packages/old/src/index.ts": b"export const a = 1, b = 2, c = 3;\nexport type B<T = 0> = T;\nexport default a;\n",
    "packages/old/src/thing.ts": b"export const a = 1;\n",
    "apps/web/package.json": b'{ "name": "web", "dependencies": { "@acme/old": "workspace:*" } }\n',
    "apps/web/tsconfig.json": b'{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }\n',
    "apps/web/src/lib/target.ts": b"export const target = 1;\nexport type Target = typeof target;\n",
    "apps/web/src/user.ts": b'import { target } from "./lib/target";\nimport * as all from "./mutated";\n',
}


def with_a_mutated_module(random: Random) -> tuple[str, dict[str, bytes]]:
    """The path of the mutated module, and all files."""
    source = spliced(STATEMENTS, random)
    if random.random() < 0.25:
        name = random.choice(list(HOSTS))
        source = HOSTS[name].replace(b"%b", source)
    else:
        name = f"mutated.{random.choice(ENDINGS)}"
    path = f"apps/web/src/{name}"
    return path, {**FILES, path: mutated(source, random)}
