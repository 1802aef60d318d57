"""What a specifier means, form by form. The order of endings and of places to look is TypeScript's."""

import time

import pytest
from trees import empty, resolver_of, tree_of

from migrator.tree import MemoryTree, Mode
from migrator.workspace.resolution import Builtin, External, Resolution, Resolved, Unresolved
from migrator.workspace.resolver import Resolver
from migrator.workspace.workspace import Workspace


def reason(resolution: Resolution) -> str:
    assert isinstance(resolution, Unresolved), resolution
    return resolution.reason


RELATIVE = empty(
    "src/a.ts",
    "src/a.d.ts",
    "src/view.tsx",
    "src/old.js",
    "src/typed.js",
    "src/typed.d.ts",
    "src/es.mts",
    "src/common.cts",
    "src/user.model.ts",
    "src/both.ts",
    "src/both/index.ts",
    "src/folder/index.tsx",
    "src/data.json",
    "src/icon.svg",
    "src/Page.vue",
    "src/styles.css",
    "src/LICENSE",
    "src/what?.ts",
    "src/[id]/ä b.ts",
    "src/Über/index.ts",
    "index.ts",
)


@pytest.mark.parametrize(
    ("specifier", "path"),
    [
        ("./a", "src/a.ts"),
        ("./a.js", "src/a.ts"),
        ("./a.ts", "src/a.ts"),
        ("./a.jsx", "src/a.ts"),
        ("./view", "src/view.tsx"),
        ("./view.js", "src/view.tsx"),
        ("./view.jsx", "src/view.tsx"),
        ("./view.ts", "src/view.tsx"),
        ("./old", "src/old.js"),
        ("./old.js", "src/old.js"),
        ("./typed", "src/typed.d.ts"),
        ("./typed.js", "src/typed.d.ts"),
        ("./es.mjs", "src/es.mts"),
        ("./es.mts", "src/es.mts"),
        ("./common.cjs", "src/common.cts"),
        ("./user.model", "src/user.model.ts"),
        ("./both", "src/both.ts"),
        ("./both/", "src/both/index.ts"),
        ("./both/index", "src/both/index.ts"),
        ("./folder", "src/folder/index.tsx"),
        ("./folder/index.js", "src/folder/index.tsx"),
        ("../src/a", "src/a.ts"),
        ("..", "index.ts"),
        ("../", "index.ts"),
        ("../index", "index.ts"),
        ("./data.json", "src/data.json"),
        ("./icon.svg", "src/icon.svg"),
        ("./icon.svg?react", "src/icon.svg"),
        ("./a?raw", "src/a.ts"),
        ("./what?", "src/what?.ts"),
        ("./Page.vue", "src/Page.vue"),
        ("./styles.css?inline", "src/styles.css"),
        ("./LICENSE", "src/LICENSE"),
        ("./[id]/ä b", "src/[id]/ä b.ts"),
        ("./Über", "src/Über/index.ts"),
    ],
)
def test_relative(specifier: str, path: str) -> None:
    assert resolver_of(RELATIVE).resolve(specifier, "src/importer.ts") == Resolved(path)


@pytest.mark.parametrize(
    ("specifier", "because"),
    [
        ("./es", "there is no file src/es"),
        ("./A", "there is no file src/A, only src/a.ts, which differs in case"),
        ("./über", "there is no file src/über, only src/Über/index.ts, which differs in case"),
        ("./data", "there is no file src/data"),
        (".", "there is no file src"),
        ("../../x", "the path leaves the repository"),
        ("../node_modules/x", "it lies in node_modules"),
        ("/src/a", "an absolute path"),
        ("@/a", "no tsconfig paths lead @/a to a file"),
        ("$lib/a", "no tsconfig paths lead $lib/a to a file"),
        ("#a", "no package.json has imports"),
        ("", "no tsconfig paths lead"),
        ("raw-loader!./a", "no tsconfig paths lead"),
    ],
)
def test_unresolved_says_why(specifier: str, because: str) -> None:
    assert reason(resolver_of(RELATIVE).resolve(specifier, "src/importer.ts")).startswith(because)


def test_the_bare_star_alias_counts_only_where_a_file_is() -> None:
    resolver = resolver_of(
        {
            "package.json": {"dependencies": {"inngest": "^3"}},
            "tsconfig.json": {"compilerOptions": {"paths": {"*": ["./src/*"]}}},
            **empty("src/inngest/inngest.server.ts", "src/pages/buy.tsx"),
        }
    )

    found = {text: resolver.resolve(text, "src/pages/buy.tsx") for text in ("inngest", "inngest/next")}

    assert resolver.resolve("inngest/inngest.server", "src/pages/buy.tsx") == Resolved("src/inngest/inngest.server.ts")
    assert found == {"inngest": External("inngest"), "inngest/next": External("inngest", "/next")}


def test_paths_go_before_packages_as_typescript_has_it() -> None:
    resolver = resolver_of(
        {
            "package.json": {"dependencies": {"inngest": "^3"}},
            "tsconfig.json": {"compilerOptions": {"baseUrl": "./src"}},
            **empty("src/inngest/index.ts", "src/fs.ts"),
        }
    )

    assert resolver.resolve("inngest", "src/a.ts") == Resolved("src/inngest/index.ts")
    assert resolver.resolve("inngest/next", "src/a.ts") == External("inngest", "/next")
    assert resolver.resolve("fs", "src/a.ts") == Resolved("src/fs.ts")


def test_a_matching_alias_that_leads_nowhere_keeps_base_url_out() -> None:
    resolver = resolver_of(
        {
            "tsconfig.json": {"compilerOptions": {"baseUrl": ".", "paths": {"lib/*": ["./src/lib/*"]}}},
            **empty("lib/x.ts", "other/x.ts"),
        }
    )

    assert resolver.resolve("other/x", "a.ts") == Resolved("other/x.ts")
    assert resolver.resolve("lib/x", "a.ts") == External("lib", "/x", declared=False)


def test_alias_places_are_tried_in_turn_and_may_carry_endings() -> None:
    paths = {"@/*": ["./gen/*", "./src/*"], "~types": ["./types/index.d.ts"], "ui": ["./ui"]}
    resolver = resolver_of(
        {
            "tsconfig.json": {"compilerOptions": {"paths": paths}},
            "ui/package.json": {"main": "./lib/entry.js"},
            **empty("src/x.ts", "gen/y.ts", "src/y.ts", "types/index.d.ts", "ui/lib/entry.ts", "src/[id]/a b.tsx"),
        }
    )

    found = [resolver.resolve(text, "src/z.ts") for text in ("@/x", "@/y.js", "~types", "ui", "@/[id]/a b")]

    assert found == [
        Resolved(path) for path in ("src/x.ts", "gen/y.ts", "types/index.d.ts", "ui/lib/entry.ts", "src/[id]/a b.tsx")
    ]


def test_a_slash_at_the_end_means_the_folder() -> None:
    resolver = resolver_of(
        {
            "tsconfig.json": {"compilerOptions": {"paths": {"@/*": ["./src/*"]}}},
            **empty("src/a.ts", "src/b.ts", "src/b/index.ts"),
        }
    )

    assert resolver.resolve("@/b/", "x.ts") == Resolved("src/b/index.ts")
    assert isinstance(resolver.resolve("@/a/", "x.ts"), Unresolved)


def test_root_dirs_overlay_folders() -> None:
    resolver = resolver_of(
        {
            "tsconfig.json": {"compilerOptions": {"rootDirs": [".", "./generated/types"]}},
            **empty("routes/page.ts", "generated/types/routes/$types.ts"),
        }
    )

    assert resolver.resolve("./$types", "routes/page.ts") == Resolved("generated/types/routes/$types.ts")
    assert resolver.resolve("./page", "generated/types/routes/$types.ts") == Resolved("routes/page.ts")


def test_an_alias_declared_in_paths_and_in_imports() -> None:
    resolver = resolver_of(
        {
            "package.json": {"imports": {"#/*": ["./src/*.ts", "./src/*.tsx"], "#dep": "zod/v4", "#no": None}},
            "tsconfig.json": {"compilerOptions": {"paths": {"#/*": ["./src/*"]}}},
            **empty("src/inngest/client.ts", "src/ui/view.tsx", "src/ui/index.ts"),
        }
    )
    without = resolver_of(
        {"package.json": {"imports": {"#/*": ["./src/*.ts", "./src/*.tsx"]}}, **empty("src/ui/view.tsx")}
    )

    assert resolver.resolve("#/inngest/client", "a.ts") == Resolved("src/inngest/client.ts")
    assert resolver.resolve("#/ui", "a.ts") == Resolved("src/ui/index.ts")
    assert resolver.resolve("#dep", "a.ts") == External("zod", "/v4", declared=False)
    assert without.resolve("#/ui/view", "a.ts") == Resolved("src/ui/view.tsx")
    assert reason(resolver.resolve("#no", "a.ts")) == "the imports of package.json lead #no to no file"


@pytest.mark.parametrize(
    ("specifier", "expected"),
    [
        ("fs", Builtin("fs")),
        ("fs/promises", Builtin("fs/promises")),
        ("node:test", Builtin("node:test")),
        ("bun:sqlite", Builtin("bun:sqlite")),
        ("bun", Builtin("bun")),
        ("astro:content", Builtin("astro:content")),
        ("https://esm.sh/react", Builtin("https://esm.sh/react")),
        ("test", External("test", declared=False)),
        ("buffer", External("buffer")),
        ("buffer/", External("buffer", "/")),
        ("@scope/pkg/sub/x.js", External("@scope/pkg", "/sub/x.js", declared=False)),
        ("react", External("react")),
        ("typescript", External("typescript")),
        ("pkg/styles.css?inline", External("pkg", "/styles.css", declared=False)),
    ],
)
def test_what_comes_from_outside(specifier: str, expected: Resolution) -> None:
    resolver = resolver_of(
        {
            "package.json": {"workspaces": ["a"], "devDependencies": {"typescript": "5"}},
            "a/package.json": {"dependencies": {"buffer": "6"}, "peerDependencies": {"react": "*"}},
        }
    )

    assert resolver.resolve(specifier, "a/src/x.ts") == expected


def test_local_folders_and_aliased_packages_as_manifests_name_them() -> None:
    resolver = resolver_of(
        {
            "package.json": {"workspaces": ["packages/*"]},
            "packages/a/package.json": {
                "dependencies": {
                    "local": "file:../../vendor/local",
                    "db": "workspace:@acme/db@*",
                    "gone": "file:../gone",
                }
            },
            "packages/db/package.json": {"name": "@acme/db", "main": "db.ts"},
            "vendor/local/package.json": {"name": "anything", "main": "./main"},
            **empty("packages/db/db.ts", "vendor/local/main.ts"),
        }
    )

    assert resolver.resolve("local", "packages/a/x.ts") == Resolved("vendor/local/main.ts")
    assert resolver.resolve("db", "packages/a/x.ts") == Resolved("packages/db/db.ts")
    assert resolver.resolve("gone", "packages/a/x.ts") == External("gone")


def test_unknown_bases_are_named_as_the_likely_cause() -> None:
    resolver = resolver_of({"tsconfig.json": {"extends": "@company/tsconfig"}})
    broken = resolver_of({"tsconfig.json": "{"})

    assert "extends @company/tsconfig, which is not in the tree" in reason(resolver.resolve("@/x", "a.ts"))
    assert "tsconfig.json:1:" in reason(broken.resolve("@/x", "a.ts"))


def test_symlinks_and_submodules_are_not_looked_behind() -> None:
    tree = MemoryTree(
        {"src/shared": b"../../shared", "vendor": b"", "src/link.ts": b"a.ts"},
        {"src/shared": Mode.SYMLINK, "vendor": Mode.SUBMODULE, "src/link.ts": Mode.SYMLINK},
    )
    resolver = Resolver(tree, Workspace.load(tree))

    assert "src/shared is a symlink" in reason(resolver.resolve("./shared/x", "src/a.ts"))
    assert "vendor is a submodule" in reason(resolver.resolve("../vendor/x", "src/a.ts"))
    assert resolver.resolve("./link", "src/a.ts") == Resolved("src/link.ts")


def test_the_importer_need_not_exist_and_lies_where_its_config_is() -> None:
    files = {
        "a/tsconfig.json": {"compilerOptions": {"paths": {"@/*": ["./src/*"]}}},
        "b/tsconfig.json": {"compilerOptions": {"paths": {"@/*": ["./lib/*"]}}},
        **empty("a/src/x.ts", "b/lib/x.ts"),
    }
    resolver = resolver_of(files)

    assert resolver.resolve("@/x", "a/new/deep/y.ts") == Resolved("a/src/x.ts")
    assert resolver.resolve("@/x", "b/new.ts") == Resolved("b/lib/x.ts")


def test_twenty_thousand_resolutions_take_well_under_a_second() -> None:
    modules = [f"packages/p{package}/src/m{module}.ts" for package in range(50) for module in range(40)]
    tree = tree_of(
        {
            "package.json": {"workspaces": ["packages/*"]},
            **{
                f"packages/p{n}/package.json": {"name": f"@a/p{n}", "exports": {"./*": "./src/*.ts"}} for n in range(50)
            },
            **{f"packages/p{n}/tsconfig.json": {"compilerOptions": {"paths": {"@/*": ["./src/*"]}}} for n in range(50)},
            **empty(*modules),
        }
    )
    resolver = Resolver(tree, Workspace.load(tree))
    started = time.process_time()

    for number, importer in enumerate(modules):
        for step in range(10):
            other = (number + step) % 40
            resolver.resolve(
                (f"./m{other}", f"@/m{other}", f"@a/p{step}/m{other}", "react", "node:fs")[step % 5], importer
            )

    assert time.process_time() - started < 1
