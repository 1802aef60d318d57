"""What connecting two packages does to each kind of configuration: before, after, and what is left alone."""

# ruff: noqa: E501 - files on one line each
from __future__ import annotations

import json

import pytest

from migrator.refactor.configuration.connection import Advice
from migrator.refactor.configuration.consumer import connect
from migrator.tree import MemoryTree, Overlay
from migrator.workspace import Workspace

Files = dict[str, str]


def repository(files: Files, root: dict[str, object] | None = None, **app: object) -> Files:
    """An app that uses @acme/db and @acme/ui, and comes to use @acme/inngest; all of them consist of sources."""
    manifests: dict[str, dict[str, object]] = {
        "package.json": {"name": "acme", "workspaces": ["apps/*", "packages/*"], **(root or {})},
        "apps/web/package.json": {
            "name": "web",
            "dependencies": {"@acme/db": "workspace:*", "@acme/ui": "workspace:*"},
            **app,
        },
        **{
            f"packages/{name}/package.json": {"name": f"@acme/{name}", "exports": {".": "./src/index.ts"}}
            for name in ("db", "ui", "inngest")
        },
    }
    return {**{path: json.dumps(value, indent=2) + "\n" for path, value in manifests.items()}, **files}


def connected(files: Files, consumer: str = "web") -> tuple[Files, tuple[Advice, ...]]:
    """The files that differ once `consumer` uses @acme/inngest, its manifest apart; and the advice."""
    base = MemoryTree({path: text.encode() for path, text in files.items()})
    tree = Overlay(base)
    workspace = Workspace.load(base)
    one, other = workspace.by_name(consumer), workspace.by_name("@acme/inngest")
    assert one is not None and other is not None
    advice = connect(tree, workspace, one, other)
    after = {change.path: (change.after or b"").decode() for change in tree.changes()}
    again = Overlay(tree)
    second = connect(again, Workspace.load(tree), one, other)
    assert [change.path for change in again.changes()] == [], "a second time changes something"
    assert second == ()
    return {path: text for path, text in after.items() if path != one.manifest.path}, advice


NEXT = "apps/web/next.config.ts"


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (
            NEXT,
            'export default { transpilePackages: ["@acme/db"] };\n',
            'export default { transpilePackages: ["@acme/db", "@acme/inngest"] };\n',
        ),
        (
            NEXT,
            "const config = {\n  transpilePackages: [\n    '@acme/db', // data\n    '@acme/ui', // looks\n  ],\n}\n",
            "const config = {\n  transpilePackages: [\n    '@acme/db', // data\n    '@acme/ui', // looks\n"
            "    '@acme/inngest',\n  ],\n}\n",
        ),
        (
            NEXT,
            'const own = ["@acme/db"];\nexport default withSentryConfig({ transpilePackages: own }, {});\n',
            'const own = ["@acme/db", "@acme/inngest"];\n'
            "export default withSentryConfig({ transpilePackages: own }, {});\n",
        ),
        (
            NEXT,
            'export default { transpilePackages: [...base, "@acme/db"] } satisfies NextConfig;\n',
            'export default { transpilePackages: [...base, "@acme/db", "@acme/inngest"] } satisfies NextConfig;\n',
        ),
        (
            "apps/web/next.config.mjs",
            'export default () => {\n  return {\n    experimental: { optimizePackageImports: ["@acme/db", "@acme/ui"] },\n'
            '    transpilePackages: ["@acme/ui"],\n  };\n};\n',
            "export default () => {\n  return {\n"
            '    experimental: { optimizePackageImports: ["@acme/db", "@acme/ui", "@acme/inngest"] },\n'
            '    transpilePackages: ["@acme/ui", "@acme/inngest"],\n  };\n};\n',
        ),
        (
            "apps/web/vite.config.ts",
            'export default defineConfig({ ssr: { noExternal: ["@acme/db", /^lodash/] } });\n',
            'export default defineConfig({ ssr: { noExternal: ["@acme/db", /^lodash/, "@acme/inngest"] } });\n',
        ),
        (
            "apps/web/tsup.config.ts",
            "export default defineConfig({\n\tnoExternal: '@acme/db',\n});\n",
            "export default defineConfig({\n\tnoExternal: ['@acme/db', '@acme/inngest'],\n});\n",
        ),
        (
            "apps/web/astro.config.mjs",
            'export default defineConfig({ vite: { ssr: { noExternal: ["@acme/ui"] } } });\n',
            'export default defineConfig({ vite: { ssr: { noExternal: ["@acme/ui", "@acme/inngest"] } } });\n',
        ),
        (
            "apps/web/vitest.config.ts",
            "export default defineConfig({\n  resolve: {\n    alias: {\n      '@': path.resolve(__dirname, './src'),\n"
            "      '@acme/db': path.resolve(__dirname, '../../packages/db/src'),\n    },\n  },\n})\n",
            "export default defineConfig({\n  resolve: {\n    alias: {\n      '@': path.resolve(__dirname, './src'),\n"
            "      '@acme/db': path.resolve(__dirname, '../../packages/db/src'),\n"
            "      '@acme/inngest': path.resolve(__dirname, '../../packages/inngest/src'),\n    },\n  },\n})\n",
        ),
        (
            "apps/web/vitest.config.ts",
            'export default { resolve: { alias: [{ find: "@acme/db", replacement: "../../packages/db/src/index.ts" }] } };\n',
            'export default { resolve: { alias: [{ find: "@acme/db", replacement: "../../packages/db/src/index.ts" }, '
            '{ find: "@acme/inngest", replacement: "../../packages/inngest/src" }] } };\n',
        ),
        (
            "apps/web/jest.config.js",
            "module.exports = {\n  moduleNameMapper: {\n    '^@acme/db$': '<rootDir>/../../packages/db/src',\n"
            "    '^@acme/db/(.*)$': '<rootDir>/../../packages/db/src/$1',\n    '^@/(.*)$': '<rootDir>/src/$1',\n  },\n};\n",
            "module.exports = {\n  moduleNameMapper: {\n    '^@acme/db$': '<rootDir>/../../packages/db/src',\n"
            "    '^@acme/db/(.*)$': '<rootDir>/../../packages/db/src/$1',\n"
            "    '^@acme/inngest$': '<rootDir>/../../packages/inngest/src',\n"
            "    '^@acme/inngest/(.*)$': '<rootDir>/../../packages/inngest/src/$1',\n"
            "    '^@/(.*)$': '<rootDir>/src/$1',\n  },\n};\n",
        ),
        (
            "apps/web/jest.config.json",
            '{\n  "moduleNameMapper": {\n    "^@acme/db(.*)$": "<rootDir>/../../packages/db/src$1"\n  }\n}\n',
            '{\n  "moduleNameMapper": {\n    "^@acme/db(.*)$": "<rootDir>/../../packages/db/src$1",\n'
            '    "^@acme/inngest(.*)$": "<rootDir>/../../packages/inngest/src$1"\n  }\n}\n',
        ),
        (
            "apps/web/tsconfig.json",
            '{\n  "compilerOptions": {\n    "paths": {\n      "@/*": ["./src/*"],\n'
            '      "@acme/db": ["../../packages/db/src"],\n      "@acme/db/*": ["../../packages/db/src/*"]\n    }\n  }\n}\n',
            '{\n  "compilerOptions": {\n    "paths": {\n      "@/*": ["./src/*"],\n'
            '      "@acme/db": ["../../packages/db/src"],\n      "@acme/db/*": ["../../packages/db/src/*"],\n'
            '      "@acme/inngest": ["../../packages/inngest/src"],\n'
            '      "@acme/inngest/*": ["../../packages/inngest/src/*"]\n    }\n  }\n}\n',
        ),
        (
            "apps/web/tsconfig.json",
            '{\n  "references": [\n    { "path": "../../packages/db" },\n    { "path": "../../packages/ui" }\n  ]\n}\n',
            '{\n  "references": [\n    { "path": "../../packages/db" },\n    { "path": "../../packages/ui" },\n'
            '    { "path": "../../packages/inngest" }\n  ]\n}\n',
        ),
        (
            "apps/web/project.json",
            '{\n  "name": "web",\n  "implicitDependencies": ["@acme/db", "@acme/ui"]\n}\n',
            '{\n  "name": "web",\n  "implicitDependencies": ["@acme/db", "@acme/inngest", "@acme/ui"]\n}\n',
        ),
    ],
)
def test_a_place_that_names_other_packages_names_this_one(path: str, before: str, after: str) -> None:
    changed, advice = connected(repository({path: before}))
    assert changed == {path: after}
    assert advice == ()


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (NEXT, 'export default { transpilePackages: ["@acme/db", "@acme/inngest"] };\n'),
        (NEXT, "export default {};\n"),  # it compiles @acme/db without any list
        (NEXT, 'export default { experimental: { optimizePackageImports: ["lucide-react"] } };\n'),
        ("apps/web/vite.config.ts", "export default { ssr: { noExternal: true } };\n"),
        ("apps/web/vite.config.ts", "export default { ssr: { noExternal: [/^@acme\\//] } };\n"),
        ("apps/web/vite.config.ts", 'export default { ssr: { noExternal: ["zod"] } };\n'),
        ("apps/web/vitest.config.ts", "export default { resolve: { alias: { '@': './src' } } };\n"),
        (
            "apps/web/vitest.config.ts",
            "export default { resolve: { alias: [{ find: /^@acme\\/(.*)/, replacement: 'x' }, "
            "{ find: '@acme/db', replacement: '../../packages/db/src' }] } };\n",
        ),
        (
            "apps/web/jest.config.js",
            "module.exports = { moduleNameMapper: { '^@acme/(.*)$': '<rootDir>/../../packages/$1/src', "
            "'^@acme/db$': '<rootDir>/../../packages/db/src' } };\n",
        ),
        ("apps/web/tsconfig.json", '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }\n'),
        ("apps/web/tsconfig.json", '{ "compilerOptions": { "paths": { "@acme/*": ["../../packages/*/src"] } } }\n'),
        ("apps/web/tsconfig.json", '{ "references": [{ "path": "./tsconfig.node.json" }] }\n'),
        ("apps/web/project.json", '{ "name": "web", "implicitDependencies": [] }\n'),
    ],
)
def test_a_place_that_needs_nothing_stays(path: str, content: str) -> None:
    assert connected(repository({path: content})) == ({}, ())


@pytest.mark.parametrize(
    ("path", "content", "line"),
    [
        (NEXT, "export default {\n  transpilePackages: packages('@acme/db'),\n};\n", 2),
        ("apps/web/vite.config.ts", "export default {\n  ssr: { noExternal: [/^@acme\\/db$/] },\n};\n", 2),
        (
            "apps/web/vitest.config.ts",
            "export default {\n  resolve: {\n    alias: {\n      '@acme/db': join(packages, 'db', 'src'),\n    },\n  },\n};\n",
            4,
        ),
        (
            "apps/web/jest.config.js",
            "module.exports = {\n  moduleNameMapper: {\n    '^@acme/db$': join(packages, 'db', 'src'),\n  },\n};\n",
            3,
        ),
    ],
)
def test_a_place_that_is_too_clever_is_named(path: str, content: str, line: int) -> None:
    files = repository({path: content})
    if path == NEXT:  # no other package is compiled from source, so this one has to be listed
        files = {
            name: text.replace("src/index.ts", "dist/index.js") if "/db/" in name or "/ui/" in name else text
            for name, text in files.items()
        }
    changed, advice = connected(files)
    assert changed == {}
    assert [(one.path, one.line) for one in advice] == [(path, line)]
    assert "@acme/inngest" in advice[0].write


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "const nextConfig: NextConfig = {\n  output: 'x',\n};\n",
            "const nextConfig: NextConfig = {\n  {},\n  output: 'x',\n};\n",
        ),
        (
            "export default withMDX(options)({\n  output: 'x',\n});\n",
            "export default withMDX(options)({\n  {},\n  output: 'x',\n});\n",
        ),
        (
            "module.exports = async (phase) => ({\n  output: 'x',\n});\n",
            "module.exports = async (phase) => ({\n  {},\n  output: 'x',\n});\n",
        ),
        (
            "const base = {\n  output: 'x',\n} satisfies NextConfig;\nexport default withSentryConfig(base, { org: 'a' });\n",
            "const base = {\n  {},\n  output: 'x',\n} satisfies NextConfig;\nexport default withSentryConfig(base, { org: 'a' });\n",
        ),
        (
            "const own = {\n  output: 'x',\n};\nexport default plugins.reduce((all, one) => one(all), own);\n",
            "const own = {\n  {},\n  output: 'x',\n};\nexport default plugins.reduce((all, one) => one(all), own);\n",
        ),
    ],
)
def test_the_first_package_from_source_gets_a_list(before: str, after: str) -> None:
    files = repository({NEXT: before})
    for name in ("db", "ui"):
        path = f"packages/{name}/package.json"
        files[path] = files[path].replace("src/index.ts", "dist/index.js")
    changed, advice = connected(files)
    assert changed == {NEXT: after.replace("{},", "transpilePackages: ['@acme/inngest'],")}
    assert advice == ()


def test_jest_in_the_manifest() -> None:
    names = {"^@acme/db$": "<rootDir>/../../packages/db/src"}
    files = repository({}, jest={"moduleNameMapper": names})
    base = MemoryTree({path: text.encode() for path, text in files.items()})
    tree = Overlay(base)
    workspace = Workspace.load(base)
    web, target = workspace.by_name("web"), workspace.by_name("@acme/inngest")
    assert web is not None and target is not None
    connect(tree, workspace, web, target)
    after = json.loads(tree.read("apps/web/package.json"))
    assert after["jest"]["moduleNameMapper"] == {**names, "^@acme/inngest$": "<rootDir>/../../packages/inngest/src"}
    assert after["dependencies"]["@acme/inngest"] == "workspace:*"


def test_paths_in_a_base_are_written_from_there() -> None:
    base = '{ "compilerOptions": { "baseUrl": ".", "paths": { "@acme/db": ["packages/db/src/index.ts"] } } }\n'
    files = repository(
        {"tsconfig.base.json": base, "apps/web/tsconfig.json": '{ "extends": "../../tsconfig.base.json" }\n'}
    )
    changed, _ = connected(files)
    assert changed == {
        "tsconfig.base.json": base.replace(
            '["packages/db/src/index.ts"]',
            '["packages/db/src/index.ts"], "@acme/inngest": ["packages/inngest/src/index.ts"]',
        )
    }


def test_a_package_refers_to_others_where_its_siblings_do() -> None:
    composite = '{ "compilerOptions": { "composite": true } }\n'
    files = repository(
        {
            "packages/db/tsconfig.json": composite,
            "packages/inngest/tsconfig.json": composite,
            "packages/ui/tsconfig.json": '{ "references": [{ "path": "../db" }] }\n',
            "packages/ai/package.json": '{ "name": "@acme/ai" }\n',
            "packages/ai/tsconfig.json": "{}\n",
        }
    )
    files["packages/ui/package.json"] = '{ "name": "@acme/ui", "dependencies": { "@acme/db": "workspace:*" } }\n'
    changed, advice = connected(files, "@acme/ai")
    assert json.loads(changed["packages/ai/tsconfig.json"]) == {"references": [{"path": "../inngest"}]}
    assert advice == ()


@pytest.mark.parametrize(
    ("ranges", "version", "expected"),
    [
        ({"@acme/db": "workspace:^1.2.0"}, "0.3.0", "workspace:^0.3.0"),
        ({"@acme/db": "workspace:^"}, "0.3.0", "workspace:^"),
        ({"@acme/db": "workspace:~"}, None, "workspace:~"),
        ({"@acme/db": "^1.2.0"}, "0.3.0", "^0.3.0"),
        ({"@acme/db": "1.2.0"}, "0.3.0", "0.3.0"),
        ({"@acme/db": "1.2.0"}, None, "*"),
        ({"@acme/db": "*"}, "0.3.0", "*"),
        ({"@acme/db": "file:../../packages/db"}, "0.3.0", "file:../../packages/inngest"),
        ({"@acme/db": "link:../../packages/db"}, "0.3.0", "link:../../packages/inngest"),
        ({"@acme/db": "portal:../../packages/db"}, "0.3.0", "portal:../../packages/inngest"),
    ],
)
def test_the_range_is_in_the_protocol_of_the_others(ranges: dict[str, str], version: str | None, expected: str) -> None:
    files = repository({}, dependencies=ranges)
    manifest = {"name": "@acme/inngest", **({"version": version} if version else {})}
    files["packages/inngest/package.json"] = json.dumps(manifest)
    base = MemoryTree({path: text.encode() for path, text in files.items()})
    tree, workspace = Overlay(base), Workspace.load(base)
    web, target = workspace.by_name("web"), workspace.by_name("@acme/inngest")
    assert web is not None and target is not None
    connect(tree, workspace, web, target)
    assert json.loads(tree.read("apps/web/package.json"))["dependencies"] == {**ranges, "@acme/inngest": expected}


def test_the_root_declares_it_beside_its_other_packages() -> None:
    files = repository({}, root={"devDependencies": {"@acme/db": "workspace:*", "turbo": "^2.0.0"}})
    base = MemoryTree({path: text.encode() for path, text in files.items()})
    tree, workspace = Overlay(base), Workspace.load(base)
    target = workspace.by_name("@acme/inngest")
    assert workspace.root is not None and target is not None
    connect(tree, workspace, workspace.root, target)
    assert json.loads(tree.read("package.json"))["devDependencies"] == {
        "@acme/db": "workspace:*",
        "@acme/inngest": "workspace:*",
        "turbo": "^2.0.0",
    }
