"""Who refers to a file, asked of a graph that has resolved nothing yet, is what the whole graph says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trees import tree_of

from migrator.tree import MemoryTree
from migrator.workspace import Project

MEMBERS: dict[str, Any] = {"package.json": {"name": "acme", "workspaces": ["packages/*"]}}
OTHERS = {f"others/of/no/concern{number}.ts": "" for number in range(20)}


def paths(**aliases: str) -> dict[str, Any]:
    return {"compilerOptions": {"paths": {alias: [place] for alias, place in aliases.items()}}}


@pytest.mark.parametrize(
    ("specifier", "importer", "target", "files"),
    [
        ("..", "test/a.ts", "lib/main.js", {"package.json": {"name": "acme", "main": "lib/main.js"}}),
        ("../", "test/a.ts", "lib/main.js", {"package.json": {"name": "acme", "main": "lib/main.js"}}),
        ("..", "test/a.ts", "src/index.ts", {"package.json": {"name": "acme", "main": "dist/acme.js"}}),
        (
            *("acme", "examples/x.ts", "packages/core/src/main.ts"),
            {"package.json": {**MEMBERS["package.json"], "exports": "./packages/core/src/main.ts"}},
        ),
        (
            *("../hooks", "packages/a/test/t.ts", "packages/a/src/use.ts"),
            {**MEMBERS, "packages/a/package.json": {}, "packages/a/hooks/package.json": {"main": "../src/use.ts"}},
        ),
        (
            *("a", "packages/b/t.ts", "shared/thing.ts"),
            {**MEMBERS, "packages/a/package.json": {"name": "a", "main": "../../shared/thing.ts"}},
        ),
        (
            *("a/x", "packages/b/t.ts", "shared/thing.ts"),
            {
                **MEMBERS,
                "packages/a/package.json": {"name": "a", "typesVersions": {"*": {"x": ["../../shared/thing.ts"]}}},
            },
        ),
        (
            *("zz", "packages/b/t.ts", "shared/thing.ts"),
            {
                **MEMBERS,
                "packages/a/package.json": {"name": "zz", "main": "dist/shared/thing.js"},
                "packages/a/tsconfig.json": {"compilerOptions": {"outDir": "dist", "rootDir": "../.."}},
            },
        ),
        ("~foo", "src/t.ts", "src/foo.ts", {"tsconfig.json": paths(**{"~*": "./src/*"})}),
        ("@components", "src/t.ts", "src/components/index.ts", {"tsconfig.json": paths(**{"@*": "./src/*"})}),
        ("@c/button", "src/t.ts", "src/c-button.ts", {"tsconfig.json": paths(**{"@c/*": "./src/c-*"})}),
        ("@/x", "src/t.ts", "src/x/*.ts", {"tsconfig.json": paths(**{"@/*": "./src/*/*"})}),
        ("logo?url", "src/t.ts", "src/assets/mark.svg", {"tsconfig.json": paths(logo="./src/assets/mark.svg")}),
        ("./?raw", "src/w/t.ts", "src/w/index.ts", {}),
        ("./w?raw", "src/t.ts", "src/w.ts", {}),
        ("./a?b", "src/t.ts", "src/a?b.ts", {}),
        ("./w", "src/t.ts", "src/w/index", {}),
        (".", "src/m/t.ts", "gen/m/index.ts", {"tsconfig.json": {"compilerOptions": {"rootDirs": ["src", "gen"]}}}),
        (
            *("@acme/ui?raw", "t.ts", "packages/ui/src/main.ts"),
            {**MEMBERS, "packages/ui/package.json": {"name": "@acme/ui", "main": "src/main.ts"}},
        ),
        (
            *("x", "examples/b/t.ts", "ui/src/main.ts"),
            {
                "ui/package.json": {"name": "@acme/ui", "main": "src/main.ts"},
                "examples/b/package.json": {"name": "b", "dependencies": {"x": "file:../../ui"}},
            },
        ),
        ("#db", "t.ts", "src/database.ts", {"package.json": {"imports": {"#db": "./src/database.ts"}}}),
        ("./node_modules/x", "t.ts", "node_modules/x/m.js", {"node_modules/x/package.json": {"main": "m.js"}}),
    ],
)
def test_whatever_it_is_called(specifier: str, importer: str, target: str, files: dict[str, Any]) -> None:
    tree = tree_of({**OTHERS, importer: f'import "{specifier}";\n', target: "", **files})
    assert Project(tree).graph.importers(target) == (importer,)


SOURCES = [
    *("a.ts", "b.ts", "b/index.ts", "src/a.ts", "src/b.ts", "src/index.ts", "src/c-b.ts", "lib/b.ts", "lib/main.ts"),
    *("lib/src/index.ts", "lib/hooks/index.ts", "shared/b.ts"),
]
CALLED = [
    *(".", "..", "./", "../", "./b", "../b", "./b/index", "./b.js", "./b?raw", "@/b", "@/", "@b", "@c/b", "#b", "b"),
    *("exact", "exact?url", "lib", "./lib", "../lib", "lib/", "lib/b", "lib/other", "lib/hooks", "../hooks", "root"),
    *("alias", "alias/b", "alias/other", "folder", "folder/b"),
]
CONFIGS: list[dict[str, Any]] = [
    {},
    paths(**{"@/*": "./src/*", "exact": "./lib/b.ts"}),
    paths(**{"@*": "./src/*", "@c/*": "./src/c-*"}),
    {"compilerOptions": {"baseUrl": "."}},
    {"compilerOptions": {"rootDirs": [".", "src", "lib"]}},
]
ROOTS: list[dict[str, Any]] = [
    {"name": "root", "workspaces": ["lib"], "imports": {"#b": "./src/b.ts"}, "main": "./lib/main.ts"},
    {"name": "root", "workspaces": ["lib"], "exports": {".": "./lib/b.ts"}, "imports": {"#b": "lib/b"}},
    {"workspaces": ["lib"], "dependencies": {"alias": "workspace:lib@*", "folder": "file:./lib"}},
]
LIBS: list[dict[str, Any]] = [
    {"name": "lib", "main": "./main.js"},
    {"name": "lib", "main": "../shared/b.ts"},
    {"name": "lib", "exports": {".": "./src/index.ts", "./other": "./b.ts"}},
    {"name": "lib", "main": "dist/shared/b.js", "typesVersions": {"*": {"other": ["../shared/b.ts"]}}},
    {"main": "./b.ts"},
]
BUILDS: list[dict[str, Any]] = [{}, {"compilerOptions": {"outDir": "dist", "rootDir": ".."}}]
HOOKS: list[dict[str, Any]] = [{}, {"main": "../b.ts"}, {"name": "hooks", "types": "../../shared/b.ts"}]


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(st.sampled_from(SOURCES), st.lists(st.sampled_from(CALLED), max_size=5), min_size=4),
    *(st.sampled_from(choices) for choices in (CONFIGS, ROOTS, LIBS, BUILDS, HOOKS)),
)
def test_it_is_what_the_whole_graph_says(
    sources: dict[str, list[str]],
    config: dict[str, Any],
    root: dict[str, Any],
    lib: dict[str, Any],
    build: dict[str, Any],
    hooks: dict[str, Any],
) -> None:
    settled = {
        "tsconfig.json": config,
        "package.json": root,
        "lib/package.json": lib,
        "lib/tsconfig.json": build,
        **({"lib/hooks/package.json": hooks} if hooks else {}),
    }
    files = {path: "".join(f'import "{one}";\n' for one in called).encode() for path, called in sources.items()}
    tree = MemoryTree({**files, **{path: json.dumps(content).encode() for path, content in settled.items()}})
    edges = list(Project(tree).graph.edges)
    for path in tree.paths():
        assert Project(tree).graph.edges_to(path) == tuple(edge for edge in edges if edge.target == path)
