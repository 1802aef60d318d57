"""What a package of the workspace offers under a name."""

from typing import Any

import pytest
from trees import empty, resolver_of

from migrator.workspace.resolution import Resolved, Unresolved
from migrator.workspace.resolver import Resolver


def resolver_over(manifest: dict[str, Any], *paths: str, config: dict[str, Any] | None = None, **more: Any) -> Resolver:
    return resolver_of(
        {
            "package.json": {"workspaces": ["packages/*", "app"]},
            "app/package.json": {"name": "app"},
            "app/tsconfig.json": {"compilerOptions": config or {}},
            "packages/p/package.json": {"name": "@a/p", **manifest},
            **more,
            **empty(*(f"packages/p/{path}" for path in paths)),
        }
    )


def found(resolver: Resolver, specifier: str, importer: str = "app/x.ts") -> str | None:
    resolution = resolver.resolve(specifier, importer)
    return resolution.path.removeprefix("packages/p/") if isinstance(resolution, Resolved) else None


SOURCES = ("src/index.ts", "src/client.ts", "src/ui/button.tsx", "src/ui/index.ts", "src/internal/x.ts", "src/a.css")


@pytest.mark.parametrize(
    ("exports", "specifier", "path"),
    [
        ("./src/index.ts", "@a/p", "src/index.ts"),
        ("./src/index.ts", "@a/p/client", None),
        (["./nope.ts", "./src/index.ts"], "@a/p", "src/index.ts"),
        ({"import": "./src/index.ts"}, "@a/p", "src/index.ts"),
        ({"require": "./src/client.ts", "default": "./src/index.ts"}, "@a/p", "src/index.ts"),
        ({".": {"types": "./nope.d.ts", "default": "./src/index.ts"}}, "@a/p", "src/index.ts"),
        ({".": {"node": {"import": "./src/client.ts"}, "default": "./src/index.ts"}}, "@a/p", "src/index.ts"),
        ({".": {"import": {"types": "./src/index.ts"}}}, "@a/p", "src/index.ts"),
        ({"./client": "./src/client.ts"}, "@a/p/client", "src/client.ts"),
        ({"./client": "./src/client.ts"}, "@a/p", None),
        ({"./client": "./src/client.js"}, "@a/p/client", "src/client.ts"),
        ({"./client": "./src/client"}, "@a/p/client", None),
        ({"./*": "./src/*.ts"}, "@a/p/client", "src/client.ts"),
        ({"./*": "./src/*.ts"}, "@a/p/ui/index", "src/ui/index.ts"),
        ({"./*": "./src/*.ts"}, "@a/p/ui/button", None),
        ({"./*": ["./src/*.ts", "./src/*.tsx"]}, "@a/p/ui/button", "src/ui/button.tsx"),
        ({"./*": "./src/*"}, "@a/p/client.js", "src/client.ts"),
        ({"./*": "./src/*/index.ts"}, "@a/p/ui", "src/ui/index.ts"),
        ({"./*.js": "./src/*.ts"}, "@a/p/client.js", "src/client.ts"),
        ({"./*.js": "./src/*.ts"}, "@a/p/client", None),
        ({"./*": "./src/*.ts", "./ui/*": "./src/ui/*.tsx"}, "@a/p/ui/button", "src/ui/button.tsx"),
        ({"./*": "./src/*.ts", "./internal/*": None}, "@a/p/internal/x", None),
        ({"./src/": "./src/"}, "@a/p/src/client.ts", "src/client.ts"),
        ({"./a.css": "./src/a.css"}, "@a/p/a.css", "src/a.css"),
        ({"./up": "./../../app/x.ts"}, "@a/p/up", None),
        ({"./x": {"browser": "./src/client.ts"}}, "@a/p/x", "src/client.ts"),
        ({".": {"types@>=5": "./src/client.ts", "default": "./src/index.ts"}}, "@a/p", "src/client.ts"),
        ({}, "@a/p", None),
    ],
)
def test_exports(exports: Any, specifier: str, path: str | None) -> None:
    assert found(resolver_over({"exports": exports}, *SOURCES), specifier) == path


def test_custom_conditions_of_the_importer() -> None:
    exports = {".": {"@a/source": "./src/client.ts", "default": "./src/index.ts"}}

    assert found(resolver_over({"exports": exports}, *SOURCES), "@a/p") == "src/index.ts"
    with_source = resolver_over({"exports": exports}, *SOURCES, config={"customConditions": ["@a/source"]})
    assert found(with_source, "@a/p") == "src/client.ts"


@pytest.mark.parametrize(
    ("fields", "files", "specifier", "path"),
    [
        ({"main": "./lib/main.js"}, ["lib/main.ts", "index.ts"], "@a/p", "lib/main.ts"),
        ({"main": "./main.js", "types": "./types.d.ts"}, ["types.d.ts", "main.js"], "@a/p", "types.d.ts"),
        ({"typings": "types"}, ["types.d.ts"], "@a/p", "types.d.ts"),
        ({"main": "./lib"}, ["lib/index.ts"], "@a/p", "lib/index.ts"),
        ({"module": "./es.js"}, ["es.js"], "@a/p", "es.js"),
        ({"main": "./gone.js"}, ["index.tsx"], "@a/p", "index.tsx"),
        ({}, ["index.ts"], "@a/p", "index.ts"),
        ({}, ["src/index.ts"], "@a/p", None),
        ({}, ["src/client.ts"], "@a/p/src/client", "src/client.ts"),
        ({}, ["src/ui/index.ts"], "@a/p/src/ui", "src/ui/index.ts"),
        ({}, ["client.ts"], "@a/p/client.js", "client.ts"),
        ({"typesVersions": {"*": {"*": ["./src/*"]}}}, ["src/client.ts"], "@a/p/client", "src/client.ts"),
        ({"typesVersions": {"<4": {"*": ["./old/*"]}}}, ["old/client.ts"], "@a/p/client", None),
    ],
)
def test_without_exports(fields: dict[str, Any], files: list[str], specifier: str, path: str | None) -> None:
    assert found(resolver_over(fields, *files), specifier) == path


@pytest.mark.parametrize(
    ("manifest", "config", "files", "specifier", "path"),
    [
        ({"exports": {".": "./dist/index.js"}}, {}, ["src/index.ts"], "@a/p", "src/index.ts"),
        ({"exports": {".": {"types": "./dist/index.d.ts"}}}, {}, ["src/index.tsx"], "@a/p", "src/index.tsx"),
        ({"exports": {"./*": "./dist/*.js"}}, {}, ["src/ui/b.ts"], "@a/p/ui/b", "src/ui/b.ts"),
        ({"exports": {"./*": "./dist/*.js"}}, {}, ["src/ui/index.ts"], "@a/p/ui", "src/ui/index.ts"),
        ({"exports": {".": "./dist/esm/index.mjs"}}, {}, ["src/index.mts"], "@a/p", "src/index.mts"),
        (
            {"exports": {".": "./build/index.js"}},
            {"outDir": "./build", "rootDir": "./code"},
            ["code/index.ts"],
            "@a/p",
            "code/index.ts",
        ),
        ({"main": "dist/src/index.js"}, {}, ["src/index.ts"], "@a/p", "src/index.ts"),
        ({"main": "./dist/acme-p.umd.min.js"}, {}, ["src/acme-p.ts", "src/index.ts"], "@a/p", "src/acme-p.ts"),
        ({"main": "./dist/acme-p.js"}, {}, ["src/index.ts"], "@a/p", "src/index.ts"),
        ({"main": "./dist/index.js"}, {}, ["index.ts"], "@a/p", "index.ts"),
        ({}, {}, ["src/client/x.ts"], "@a/p/dist/client/x", "src/client/x.ts"),
        ({"exports": {"./a.css": "./dist/a.css"}}, {}, ["src/a.css"], "@a/p/a.css", "src/a.css"),
        ({"exports": {"./x": "./dist/other.js"}}, {}, ["src/index.ts"], "@a/p/x", None),
        ({"exports": {".": "./generated/index.js"}}, {}, ["src/index.ts"], "@a/p", None),
        ({"exports": {".": "./dist/index.js"}}, {}, ["dist/index.js", "src/index.ts"], "@a/p", "dist/index.js"),
    ],
)
def test_a_build_that_is_not_in_the_tree_stands_for_its_source(
    manifest: dict[str, Any], config: dict[str, Any], files: list[str], specifier: str, path: str | None
) -> None:
    more = {"packages/p/tsconfig.json": {"compilerOptions": config}}

    assert found(resolver_over(manifest, *files, **more), specifier) == path


def test_relative_imports_of_a_build_are_left_alone() -> None:
    resolver = resolver_over({"main": "./dist/cli.js"}, "src/cli.ts")

    assert isinstance(resolver.resolve("../dist/cli.js", "packages/p/bin/run.js"), Unresolved)


def test_a_package_names_itself_only_through_exports() -> None:
    exported = resolver_over({"exports": {"./x": "./src/client.ts"}}, *SOURCES)
    nested = resolver_of({"package.json": {"name": "me", "exports": {".": "./a.ts"}}, **empty("a.ts")})

    assert found(exported, "@a/p/x", "packages/p/src/index.ts") == "src/client.ts"
    assert found(nested, "me", "src/b.ts") == "a.ts"


@pytest.mark.parametrize(
    ("manifest", "specifier", "because"),
    [
        ({"exports": {".": "./src/index.ts", "./x": "./x.ts"}}, "@a/p/y", "has no entry ./y in its exports (., ./x)"),
        ({"exports": {"./*": None}}, "@a/p/y", "blocks ./y"),
        ({"exports": {".": "./gen/index.js"}}, "@a/p", "leads to ./gen/index.js, and neither that nor its source"),
        ({"main": "./gen/index.js"}, "@a/p", "leads to ./gen/index.js, and neither that nor its source"),
        ({}, "@a/p", "has no index"),
        ({}, "@a/p/y", "has no file for ./y"),
    ],
)
def test_reasons(manifest: dict[str, Any], specifier: str, because: str) -> None:
    resolution = resolver_over(manifest).resolve(specifier, "app/x.ts")

    assert isinstance(resolution, Unresolved)
    assert resolution.reason.startswith(f"@a/p (packages/p) {because}")
