"""Whatever manifests, tsconfigs, lockfiles and settings hold, the plan is carried out, or says what is in the way."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from monorepo import carried_out, monorepo
from mutation import TRIED, mutated

from migrator.errors import MigratorError
from migrator.tree import MemoryTree, checked_path

LOCKFILES = {
    "bun.lock": b"""{
  "lockfileVersion": 1,
  "workspaces": {
    "": { "name": "acme" },
    "apps/web": { "name": "web", "dependencies": { "inngest": "^3.54.0" } },
  },
  "packages": {
    "inngest": ["inngest@3.54.2", "", { "peerDependencies": { "zod": "^3.25.0" } }, "sha512-x"],
    "@acme/db": ["@acme/db@workspace:packages/db"],
  }
}
""",
    "pnpm-lock.yaml": b"""lockfileVersion: '9.0'

importers:

  apps/web:
    dependencies:
      inngest:
        specifier: ^3.54.0
        version: 3.54.2(zod@3.25.1)

packages:

  inngest@3.54.2:
    resolution: {integrity: sha512-x}
    peerDependencies:
      zod: '>=3'

snapshots:

  inngest@3.54.2(zod@3.25.1):
    dependencies:
      zod: 3.25.1
""",
    "yarn.lock": b"""# yarn lockfile v1


inngest@^3.54.0:
  version "3.54.2"
  dependencies:
    zod "^3.25.0"
""",
    "package-lock.json": b"""{"name": "acme", "lockfileVersion": 3, "packages": {"": {"workspaces": ["apps/*"]},
"node_modules/inngest": {"version": "3.54.2", "peerDependencies": {"zod": "^3"}},
"node_modules/web": {"resolved": "apps/web", "link": true}}}
""",
}
SETTINGS = {
    "pnpm-workspace.yaml": b"""packages:
  - apps/*
  - 'packages/**'
  - '!**/test/**'
catalog: { zod: ^3.25.0 }
overrides: { zod: ^3 }
""",
    "turbo.json": b'{"tasks": {"build": {"dependsOn": ["^build"], "outputs": ["dist/**"]}}}',
    "tsconfig.base.json": b'{ // all\n "compilerOptions": { "strict": true, "paths": {"@acme/*": ["packages/*"]} } }',
    "apps/web/tsconfig.json": b"""{ "extends": "../../tsconfig.base.json",
  "compilerOptions": { "paths": { "@/*": ["./src/*"] }, "baseUrl": "." }, "include": ["src", "**/*.ts"] }
""",
    "apps/web/vitest.config.ts": b"""import { defineConfig } from "vitest/config";
export default defineConfig({ resolve: { alias: { "@": "./src", "@acme/db": "../../packages/db/src" } } });
""",
    "apps/web/jest.config.js": b'module.exports = { moduleNameMapper: { "^@/(.*)$": "<rootDir>/src/$1" } };\n',
    "knip.json": b'{"workspaces": {"apps/web": {"entry": ["src/inngest/*.ts"]}}}',
    "README.md": b"# See `apps/web/src/inngest/client.ts`\n\n```ts\nimport { inngest } from '@/inngest/client';\n```\n",
    "Dockerfile": b"COPY apps/web/package.json apps/web/\nCOPY packages/db/package.json packages/db/\n",
}
KEYS = [
    *("name", "version", "exports", "imports", "main", "types", "workspaces", "dependencies", "devDependencies"),
    *("peerDependencies", "scripts", "type", "files", "packageManager", "overrides", "resolutions", "catalog", "pnpm"),
    *("extends", "compilerOptions", "include", "exclude", "references", "typesVersions", "jest", "tsup"),
]
OPTIONS = [
    "paths",
    "baseUrl",
    "rootDirs",
    "rootDir",
    "outDir",
    "composite",
    "customConditions",
    "moduleResolution",
    "jsx",
]
VALUES: Sequence[Any] = [
    *(
        None,
        True,
        0,
        1e308,
        "",
        "x",
        ".",
        "..",
        "../..",
        "/",
        "./src/*",
        "*",
        "**",
        "[",
        "{a,b",
        "!(a",
        "[z-a]",
        "+(a|aa)*",
    ),
    *(
        "a\0b",
        "\ud800",
        "\x1b[31m",
        "-x",
        ".git",
        "node_modules",
        "workspace:",
        "file:..",
        "catalog:",
        "npm:@x/y@1",
        "@/x",
    ),
    *([], {}, [[]], [None], {"": None}, {".": {}}, {"*": "*"}, {"a": {"b": {"c": []}}}, ["**/**/**"], "a" * 3000, "#x"),
]
CHOICES: Sequence[dict[str, Any]] = [{}, {"on-blocked": "keep"}, {"events-by": "domain"}, {"mentions": "rewrite"}]


def with_odd_values(source: bytes, random: Random) -> bytes:
    """A JSON document in which some values, keys or options are others; damaged in its bytes where it is none."""
    try:
        value = json.loads(source)
    except ValueError:
        return mutated(source, random)
    for _ in range(random.choice((1, 1, 2, 3))):
        odd = random.choice(
            [*VALUES, [random.choice(VALUES)], {random.choice(["./x", "@/*", "a"]): random.choice(VALUES)}]
        )
        kind = random.random()
        if kind < 0.4:
            value = replaced(value, random, odd)
        elif isinstance(value, dict) and kind < 0.7:
            value = {**value, random.choice(KEYS): odd}
        elif isinstance(value, dict):
            options = value.get("compilerOptions")
            options = options if isinstance(options, dict) else {}
            value = {**value, "compilerOptions": {**options, random.choice(OPTIONS): odd}}
    return json.dumps(value, indent=random.choice((None, 2, "\t"))).encode()


def replaced(value: Any, random: Random, odd: Any) -> Any:
    """`value` with `odd` in the place of something in it."""
    if not isinstance(value, dict | list) or not value or random.random() < 0.2:
        return odd
    if isinstance(value, list):
        at = random.randrange(len(value))
        return [*value[:at], replaced(value[at], random, odd), *value[at + 1 :]]
    key = random.choice(list(value))
    return {**value, key: replaced(value[key], random, odd)}


def odd_monorepo(random: Random) -> dict[str, bytes]:
    files = monorepo()
    lockfile = random.choice(list(LOCKFILES))
    files[lockfile] = LOCKFILES[lockfile]
    files |= {path: content for path, content in SETTINGS.items() if random.random() < 0.5}
    for _ in range(random.choice((1, 1, 2, 3))):
        path = random.choice([path for path in files if not path.endswith(".ts") or random.random() < 0.2])
        change = with_odd_values if path.endswith(".json") and random.random() < 0.7 else mutated
        files[path] = change(files[path], random)
    return files


def check(seed: int) -> None:
    random = Random(seed)
    try:
        outcome = carried_out(MemoryTree(odd_monorepo(random)), **random.choice(CHOICES))
    except MigratorError as error:
        assert error.message
        return
    for result in outcome.results:
        assert not result.stops or result.diagnostics
        for change in result.changes:
            assert checked_path(change.path) == change.path


@settings(max_examples=TRIED or 60, deadline=None, database=None, derandomize=not TRIED)
@given(st.integers(0, 2**48))
def test_the_plan_on_odd_configuration(seed: int) -> None:
    check(seed)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("apps/web/package.json", b'"private": true', b'"private": true, "devDependencies": true'),
        ("packages/db/package.json", b'"private": true', b'"private": true, "scripts": [1], "peerDependencies": 2'),
        ("packages/db/tsconfig.json", b'"include"', b'"extends": 1.5, "include"'),
        ("packages/ai/tsconfig.json", b'"include"', b'"extends": [true, {}], "include"'),
        ("packages/db/tsconfig.json", b'"include"', b'"extends": [null, {}], "include"'),
        ("packages/db/tsconfig.json", b'"include"', b'"compilerOptions": {"types": [{}, 1]}, "include"'),
    ],
)
def test_fields_of_another_kind_are_as_none(path: str, old: bytes, new: bytes) -> None:
    files = monorepo()
    assert carried_out(MemoryTree({**files, path: files[path].replace(old, new)})).status == "ok"


def test_manifests_that_hold_no_object() -> None:
    """A seed that long runs have found."""
    check(295310566)
