"""The inverse: how an importer names a file, in the manner of what it wrote before."""

import pytest
from trees import empty, resolver_of

from migrator.workspace.resolution import Resolved
from migrator.workspace.resolver import Resolver

APP = {
    "package.json": {"name": "studio", "workspaces": ["apps/*", "packages/*"]},
    "tsconfig.base.json": {"compilerOptions": {}},
    "apps/web/package.json": {"name": "web", "dependencies": {"@a/db": "*"}, "imports": {"#lib/*": "./src/lib/*.ts"}},
    "apps/web/tsconfig.json": {"compilerOptions": {"paths": {"@/*": ["./src/*"], "~public/*": ["./public/*"]}}},
    "packages/db/package.json": {
        "name": "@a/db",
        "exports": {
            ".": "./src/index.ts",
            "./client": "./src/client.ts",
            "./ui/*": "./src/ui/*.tsx",
            "./a.css": "./a.css",
        },
    },
    "packages/built/package.json": {"name": "@a/built", "exports": {".": "./dist/index.js", "./*": "./dist/*.js"}},
    "packages/plain/package.json": {"name": "@a/plain", "main": "./src/index.ts"},
    **empty(
        "vitest.shared.ts",
        "scripts/seed.ts",
        "apps/web/src/page.tsx",
        "apps/web/src/lib/a.ts",
        "apps/web/src/lib/deep/view.tsx",
        "apps/web/src/lib/deep/es.mts",
        "apps/web/src/jobs/index.ts",
        "apps/web/src/icon.svg",
        "apps/web/src/data.json",
        "apps/web/src/twin.ts",
        "apps/web/src/twin/index.ts",
        "apps/web/src/[id]/ä b.ts",
        "apps/web/public/logo.png",
        "apps/web/test/setup.ts",
        "packages/db/a.css",
        "packages/db/src/index.ts",
        "packages/db/src/client.ts",
        "packages/db/src/hidden.ts",
        "packages/db/src/ui/button.tsx",
        "packages/built/src/index.ts",
        "packages/built/src/x/y.ts",
        "packages/plain/src/index.ts",
        "packages/plain/src/x.ts",
    ),
}


@pytest.fixture(scope="module")
def app() -> Resolver:
    return resolver_of(APP)


@pytest.mark.parametrize(
    ("target", "like", "expected"),
    [
        ("lib/a.ts", "./old", "./lib/a"),
        ("lib/a.ts", "../old.js", "./lib/a.js"),
        ("lib/a.ts", "./old.ts", "./lib/a.ts"),
        ("lib/a.ts", "./old.jsx", "./lib/a.js"),
        ("lib/a.ts", "./old.d.ts", "./lib/a.ts"),
        ("lib/a.ts", "./old.test", "./lib/a"),
        ("lib/deep/view.tsx", "./old.js", "./lib/deep/view.js"),
        ("lib/deep/view.tsx", "./old.jsx", "./lib/deep/view.jsx"),
        ("lib/deep/view.tsx", "./old.tsx", "./lib/deep/view.tsx"),
        ("lib/deep/es.mts", "./old", "./lib/deep/es.mjs"),
        ("lib/deep/es.mts", "./old.mts", "./lib/deep/es.mts"),
        ("jobs/index.ts", "./old", "./jobs"),
        ("jobs/index.ts", "./old/index", "./jobs/index"),
        ("jobs/index.ts", "./old.js", "./jobs/index.js"),
        ("jobs/index.ts", "./old/index.ts", "./jobs/index.ts"),
        ("twin/index.ts", "./old", "./twin/index"),
        ("twin.ts", "./old", "./twin"),
        ("icon.svg", "./old.svg?react", "./icon.svg?react"),
        ("data.json", "./old.json", "./data.json"),
        ("[id]/ä b.ts", "./old", "./[id]/ä b"),
        ("../test/setup.ts", "./old", "../test/setup"),
    ],
)
def test_relative_stays_relative(app: Resolver, target: str, like: str, expected: str) -> None:
    path = f"apps/web/src/{target}".replace("src/../", "")

    assert app.specifier_for(path, "apps/web/src/page.tsx", like) == expected


@pytest.mark.parametrize(
    ("importer", "like", "expected"),
    [
        ("apps/web/src/jobs/a.ts", ".", "."),
        ("apps/web/src/jobs/a.ts", "..", "."),
        ("apps/web/src/jobs/a.ts", "./", "./"),
        ("apps/web/src/jobs/x/a.ts", ".", ".."),
        ("apps/web/src/jobs/x/a.ts", "../..", ".."),
        ("apps/web/src/jobs/a.ts", "./old", "./index"),
        ("apps/web/src/jobs/x/a.ts", "./index", "../index"),
        ("apps/web/src/a.ts", ".", "./jobs"),
    ],
)
def test_dots_for_an_index_only_where_they_were(app: Resolver, importer: str, like: str, expected: str) -> None:
    assert app.specifier_for("apps/web/src/jobs/index.ts", importer, like) == expected


@pytest.mark.parametrize(
    ("target", "like", "expected"),
    [
        ("apps/web/src/lib/a.ts", "@/old", "@/lib/a"),
        ("apps/web/src/lib/a.ts", "@/old.js", "@/lib/a.js"),
        ("apps/web/src/jobs/index.ts", "@/old/x", "@/jobs"),
        ("apps/web/src/jobs/index.ts", "@/old/index", "@/jobs/index"),
        ("apps/web/src/jobs/index.ts", "@/old/", "@/jobs/"),
        ("apps/web/src/lib/a.ts", "@/old/", "@/lib/a"),
        ("apps/web/src/icon.svg", "@/old.svg?url", "@/icon.svg?url"),
        ("apps/web/public/logo.png", "@/old.png", "~public/logo.png"),
        ("apps/web/test/setup.ts", "@/old", "../test/setup"),
        ("apps/web/src/lib/a.ts", "#lib/old", "#lib/a"),
        ("apps/web/src/page.tsx", "#lib/old", "@/page"),
        ("apps/web/src/lib/a.ts", "@a/db/client", "./lib/a"),
        ("apps/web/src/lib/a.ts", "~foreign/alias", "./lib/a"),
    ],
)
def test_an_alias_keeps_its_prefix_where_it_still_applies(app: Resolver, target: str, like: str, expected: str) -> None:
    assert app.specifier_for(target, "apps/web/src/importer.ts", like) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("packages/db/src/index.ts", "@a/db"),
        ("packages/db/src/client.ts", "@a/db/client"),
        ("packages/db/src/ui/button.tsx", "@a/db/ui/button"),
        ("packages/db/a.css", "@a/db/a.css"),
        ("packages/db/src/hidden.ts", None),
        ("packages/built/src/index.ts", "@a/built"),
        ("packages/built/src/x/y.ts", "@a/built/x/y"),
        ("packages/plain/src/index.ts", "@a/plain"),
        ("packages/plain/src/x.ts", "@a/plain/src/x"),
    ],
)
@pytest.mark.parametrize("like", ["@/inngest/client", "./old", "../../old.js", "@a/db/old", "~/gone", "web/x"])
def test_into_another_package_only_through_its_entry_points(
    app: Resolver, target: str, like: str, expected: str | None
) -> None:
    found = app.specifier_for(target, "apps/web/src/page.tsx", like)

    if target == "packages/plain/src/x.ts" and like.endswith(".js"):
        expected = "@a/plain/src/x.js"
    assert found == expected


def test_a_build_that_was_named_stays_named() -> None:
    resolver = resolver_of(
        {
            "package.json": {"workspaces": ["packages/*"]},
            "packages/p/package.json": {"name": "@a/p", "main": "./dist/index.js"},
            **empty("packages/p/src/index.ts", "packages/p/src/ui/a.tsx"),
        }
    )

    assert resolver.specifier_for("packages/p/src/ui/a.tsx", "x.ts", "@a/p/dist/old") == "@a/p/dist/ui/a"
    assert resolver.specifier_for("packages/p/src/ui/a.tsx", "x.ts", "@a/p/dist/old.js") == "@a/p/dist/ui/a.js"
    assert resolver.specifier_for("packages/p/src/ui/a.tsx", "x.ts", "@a/p/src/old") == "@a/p/src/ui/a"
    assert resolver.specifier_for("packages/p/src/index.ts", "x.ts", "@a/p/dist/old") == "@a/p"


def test_a_module_beside_a_folder_of_its_name() -> None:
    resolver = resolver_of(empty("src/jobs.ts", "src/jobs/a.ts", "src/jobs/index.ts", "src/.hidden/x.ts"))

    assert resolver.specifier_for("src/jobs.ts", "src/jobs/a.ts", "./old") == "../jobs"
    assert resolver.specifier_for("src/jobs.ts", "src/jobs/a.ts", ".") == "../jobs"
    assert resolver.specifier_for("src/jobs/index.ts", "src/jobs/a.ts", ".") == "."
    assert resolver.specifier_for("src/jobs/index.ts", "src/x.ts", "./old") == "./jobs/index"
    assert resolver.specifier_for("src/.hidden/x.ts", "src/x.ts", "./old") == "./.hidden/x"


def test_no_relative_path_into_the_root_unless_there_was_one(app: Resolver) -> None:
    root = "vitest.shared.ts"

    assert app.specifier_for(root, "apps/web/vitest.config.ts", "../../old.shared") == "../../vitest.shared"
    assert app.specifier_for(root, "apps/web/src/page.tsx", "@/lib/old") is None
    assert app.specifier_for(root, "apps/web/src/page.tsx", "./old") is None


def test_a_script_that_reached_into_a_package_may_go_on(app: Resolver) -> None:
    target = "packages/db/src/hidden.ts"

    assert app.specifier_for(target, "scripts/seed.ts", "../packages/db/src/old") == "../packages/db/src/hidden"
    assert app.specifier_for("packages/db/src/client.ts", "scripts/seed.ts", "./old") == "@a/db/client"


def test_a_moved_module_writes_relative_paths_where_its_package_has_no_alias(app: Resolver) -> None:
    assert app.specifier_for("packages/db/src/client.ts", "packages/db/src/ui/button.tsx", "@/db/client") == "../client"


def test_an_es_module_of_node_gets_the_ending_that_an_alias_did_without() -> None:
    resolver = resolver_of(
        {
            "package.json": {"type": "module"},
            "tsconfig.json": {"compilerOptions": {"module": "NodeNext"}},
            **empty("src/a.ts", "src/b/index.ts"),
        }
    )

    assert resolver.specifier_for("src/a.ts", "src/x.ts", "@/old/a") == "./a.js"
    assert resolver.specifier_for("src/b/index.ts", "src/x.ts", "@/old/a") == "./b/index.js"


def test_a_package_that_names_itself_goes_on_doing_so() -> None:
    resolver = resolver_of(
        {"package.json": {"name": "me", "exports": {"./*": "./src/*.ts"}}, **empty("src/a.ts", "src/b.ts", "test/x.ts")}
    )

    assert resolver.specifier_for("src/b.ts", "src/a.ts", "me/old") == "me/b"
    assert resolver.specifier_for("test/x.ts", "src/a.ts", "me/old") == "../test/x"


BARE = {
    "package.json": {"dependencies": {"inngest": "3"}},
    **empty("src/inngest/client.ts", "src/inngest/index.ts", "src/jobs/a.ts", "src/x.ts", "test/t.ts"),
}


@pytest.mark.parametrize("options", [{"paths": {"*": ["./src/*"]}}, {"baseUrl": "./src"}])
def test_bare_paths_stay_bare_only_for_who_wrote_them(options: dict[str, object]) -> None:
    resolver = resolver_of({**BARE, "tsconfig.json": {"compilerOptions": options}})

    assert resolver.specifier_for("src/jobs/a.ts", "src/x.ts", "inngest/client") == "jobs/a"
    assert resolver.specifier_for("src/jobs/a.ts", "src/x.ts", "@/inngest/client") == "./jobs/a"
    assert resolver.specifier_for("src/jobs/a.ts", "src/x.ts", "inngest/next") == "./jobs/a"
    assert resolver.specifier_for("test/t.ts", "src/x.ts", "inngest/client") == "../test/t"


def test_what_nothing_leads_to_has_no_specifier() -> None:
    resolver = resolver_of(empty("a.ts", "a.js", "b.ts"))

    assert resolver.specifier_for("a.js", "b.ts", "./x.js") is None
    assert resolver.specifier_for("gone.ts", "b.ts", "./x") is None


def test_paths_that_name_packages_serve_where_the_package_has_no_such_entry() -> None:
    resolver = resolver_of(
        {
            "package.json": {"workspaces": ["packages/*"]},
            "tsconfig.json": {
                "compilerOptions": {"paths": {"@a/db/*": ["./packages/db/src/*"], "@a/db": ["./packages/db/src"]}}
            },
            "packages/db/package.json": {"name": "@a/db", "exports": {"./x": "./src/x.ts"}},
            "packages/web/package.json": {"name": "web"},
            **empty("packages/db/src/x.ts", "packages/db/src/hidden.ts", "packages/db/src/index.ts"),
        }
    )

    for target, expected in (("x", "@a/db/x"), ("hidden", "@a/db/hidden"), ("index", "@a/db")):
        path = f"packages/db/src/{target}.ts"
        for like in ("@a/db/old", "./old"):
            found = resolver.specifier_for(path, "packages/web/src/a.ts", like)
            assert found == expected, (target, like)
            assert resolver.resolve(found, "packages/web/src/a.ts") == Resolved(path)
