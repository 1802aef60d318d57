"""The proof `types`, with the real TypeScript: what is old doesn't count, what is new is found where it is."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from migrator.verify import CheckStatus, Proven
from migrator.verify.typescript.errors import Mistake, read
from migrator.verify.typescript.types import Types
from migrator.verify.workshop import CannotPrepareError

ROOT = Path(__file__).parents[2]
SETTINGS = {"strict": True, "module": "esnext", "moduleResolution": "bundler", "target": "es2022", "noEmit": True}
APP = {"compilerOptions": {**SETTINGS, "types": [], "paths": {"@/*": ["./src/*"]}}, "include": ["src"]}
LIBRARY = {"compilerOptions": {**SETTINGS, "types": []}, "include": ["src"]}
BASE = {
    ".gitignore": "node_modules\n",
    "package.json": {"name": "acme", "private": True, "workspaces": ["apps/*", "packages/*"]},
    "apps/web/package.json": {
        "name": "@acme/web",
        "dependencies": {"@acme/kit": "workspace:*"},
        "devDependencies": {"typescript": "7.0.2"},
    },
    "apps/web/tsconfig.json": APP,
    "apps/web/src/jobs/client.ts": 'import { size } from "@acme/kit";\nexport const client = { id: "web", size };\n',
    "apps/web/src/jobs/mail.ts": (
        'import { client } from "@/jobs/client";\nimport gone from "@/jobs/gone";\n'
        "export const old: string = 1;\nexport const mail = { client, gone, to: (name: string) => name };\n"
    ),
    "apps/web/src/lib/log.ts": "export const log = (text: string) => text;\n",
    "apps/web/src/page.ts": 'import { mail } from "@/jobs/mail";\nexport const page: string = mail.to("x");\n',
    "packages/kit/package.json": {"name": "@acme/kit", "exports": "./src/index.ts"},
    "packages/kit/tsconfig.json": LIBRARY,
    "packages/kit/src/index.ts": "export const size = 3;\n",
}
MOVES = {f"apps/web/src/jobs/{name}.ts": f"packages/jobs/src/{name}.ts" for name in ("client", "mail")}
MANIFEST = {
    "name": "@acme/jobs",
    "exports": {"./*": "./src/*.ts"},
    "dependencies": {"@acme/kit": "workspace:*"},
    "devDependencies": {"typescript": "7.0.2"},
}
MAIL = (
    'import { client } from "./client";\nimport gone from "./gone";\n'
    "export const old: string = 1;\nexport const mail = { client, gone, to: (name: string) => name };\n"
)
BRANCH = {
    "packages/jobs/package.json": MANIFEST,
    "packages/jobs/tsconfig.json": LIBRARY,
    "packages/jobs/src/mail.ts": MAIL,
    "apps/web/package.json": {
        "name": "@acme/web",
        "dependencies": {"@acme/kit": "workspace:*", "@acme/jobs": "workspace:*"},
        "devDependencies": {"typescript": "7.0.2"},
    },
    "apps/web/src/page.ts": 'import { mail } from "@acme/jobs/mail";\nexport const page: string = mail.to("x");\n',
}
CONSUMER = {
    "apps/web/src/page.ts": 'import { mail } from "@acme/jobs/mail";\nexport const page: number = mail.to("");\n'
}


def places(proven: Proven) -> list[tuple[str | None, int | None, str]]:
    return [(one.path, one.line, one.message.split(":")[0]) for one in proven.findings]


@pytest.fixture
def moved(grown) -> Callable[..., Proven]:
    """The proof for the workspace above and a branch that moves the jobs, with `faults` laid over it."""

    def of(
        faults: dict[str, object] | None = None, base: dict[str, object] | None = None, name: str = "repository"
    ) -> Proven:
        repository = grown(name)
        start = repository.commit({**BASE, **(base or {})})
        repository.move(MOVES)
        repository.commit({**BRANCH, **(faults or {})})
        return repository.proven(Types(), start, MOVES)

    return of


def test_what_was_wrong_before_the_move_is_not_held_against_it(moved) -> None:
    proven = moved()
    assert proven.status is CheckStatus.PASSED, proven
    assert proven.detail == (
        "2 projects (apps/web/tsconfig.json, packages/jobs/tsconfig.json) compiled by themselves;"
        " 3 of 3 changed modules in one of them;"
        " 2 old errors, 1 of them modules that can't be found, of whose types nothing is known"
    )


@pytest.mark.parametrize(
    ("faults", "found"),
    [
        pytest.param(
            {"packages/jobs/src/mail.ts": MAIL.replace("./client", "../client")},
            [("packages/jobs/src/mail.ts", 1, "TS2307")],
            id="wrong relative path",
        ),
        pytest.param(
            {"packages/jobs/src/mail.ts": f'import {{ log }} from "@/lib/log";\n{MAIL}export const said = log("x");\n'},
            [("packages/jobs/src/mail.ts", 1, "TS2307")],
            id="an alias that only the app resolves",
        ),
        pytest.param(
            {"packages/jobs/package.json": {**MANIFEST, "dependencies": {}}},
            [("packages/jobs/src/client.ts", 1, "TS2307")],
            id="missing dependency",
        ),
        pytest.param(CONSUMER, [("apps/web/src/page.ts", 2, "TS2322")], id="type error in a consumer"),
        pytest.param(
            {"packages/jobs/src/mail.ts": f"{MAIL}export const more: string = 1;\n"},
            [("packages/jobs/src/mail.ts", 5, "TS2322")],
            id="one more error of a kind that was there",
        ),
        pytest.param(
            {"packages/jobs/src/mail.ts": MAIL.replace("./gone", "@/jobs/gone")},
            [("packages/jobs/src/mail.ts", 2, "TS2307")],
            id="an alias left behind, for a file that nobody generated",
        ),
        pytest.param(
            {"packages/jobs/tsconfig.json": {**LIBRARY, "exclude": ["src/mail.ts"]}},
            [("packages/jobs/src/mail.ts", None, "no configuration of its package compiles it; on the base one did")],
            id="a moved module that nothing compiles",
        ),
        pytest.param(
            {"packages/jobs/tsconfig.json": {**LIBRARY, "include": ["../kit/src"]}},
            [
                (
                    "packages/jobs/tsconfig.json",
                    None,
                    "takes in no file of packages/jobs",
                )
            ],
            id="a package without files",
        ),
    ],
)
def test_a_fault_is_found_where_it_is(moved, faults, found) -> None:
    proven = moved(faults)
    assert proven.status is CheckStatus.FAILED, proven
    assert places(proven) == found


def test_a_package_with_nothing_to_compile_is_found(moved) -> None:
    proven = moved({"packages/jobs/tsconfig.json": {**LIBRARY, "include": ["source"]}})
    assert (None, None, "TS18003") in places(proven)


def test_where_no_type_was_looked_at_nothing_is_proven(grown) -> None:
    blind = {**APP, "compilerOptions": {**SETTINGS, "types": ["nowhere"], "paths": {"@/*": ["./src/*"]}}}
    repository = grown()
    start = repository.commit({**BASE, "apps/web/tsconfig.json": blind})
    repository.commit({"apps/web/src/page.ts": "export const page: string = 1;\n"})
    proven = repository.proven(Types(), start)
    assert proven.status is CheckStatus.SKIPPED, proven
    assert "apps/web/tsconfig.json was not looked at: tsc looks at no type of it before this is mended" in proven.detail


@pytest.mark.parametrize("version", ["5.9.3", "7.0.2"])
def test_projects_with_references_are_compiled_by_every_typescript(grown, version: str) -> None:
    composite = {
        "compilerOptions": {**SETTINGS, "noEmit": False, "composite": True, "rootDir": "src", "outDir": "dist"},
        "include": ["src"],
    }
    repository = grown()
    start = repository.commit(
        {
            ".gitignore": "node_modules\ndist\n",
            "package.json": {
                "name": "acme",
                "private": True,
                "workspaces": ["packages/*"],
                "devDependencies": {"typescript": version},
            },
            "packages/kit/package.json": {"name": "@acme/kit", "exports": {"types": "./dist/index.d.ts"}},
            "packages/kit/tsconfig.json": composite,
            "packages/kit/src/index.ts": "export const size: number = 3;\nexport const old: string = 1;\n",
            "packages/app/package.json": {"name": "@acme/app", "dependencies": {"@acme/kit": "workspace:*"}},
            "packages/app/tsconfig.json": {"files": [], "references": [{"path": "./tsconfig.app.json"}]},
            "packages/app/tsconfig.app.json": {**composite, "references": [{"path": "../kit"}]},
            "packages/app/src/main.ts": 'import { size } from "@acme/kit";\nexport const twice = size * 2;\n',
        }
    )
    repository.commit(
        {"packages/kit/src/index.ts": 'export const size: string = "3";\nexport const old: string = 1;\n'}
    )
    proven = repository.proven(Types(), start)
    assert places(proven) == [("packages/app/src/main.ts", 2, "TS2362")]
    assert "1 old errors" in proven.detail


def test_a_package_that_is_used_as_built_is_built_on_both_sides(grown) -> None:
    settings = {**SETTINGS, "noEmit": False, "declaration": True, "rootDir": "src", "outDir": "dist"}
    manifest = {
        "name": "@acme/kit",
        "exports": {"types": "./dist/index.d.ts", "default": "./dist/index.js"},
        "scripts": {"build": "tsc -p tsconfig.json"},
    }
    repository = grown()
    start = repository.commit(
        {
            **BASE,
            ".gitignore": "node_modules\ndist\n",
            "packages/kit/package.json": {**manifest, "devDependencies": {"typescript": "7.0.2"}},
            "packages/kit/tsconfig.json": {"compilerOptions": settings, "include": ["src"]},
            "apps/web/src/jobs/mail.ts": 'import { client } from "./client";\nexport const mail = { client };\n',
            "apps/web/src/page.ts": (
                'import { client } from "./jobs/client";\nexport const page: number = client.size;\n'
            ),
        }
    )
    repository.commit({"packages/kit/src/index.ts": 'export const size = "3";\n'})
    proven = repository.proven(Types(), start)
    assert places(proven) == [("apps/web/src/page.ts", 2, "TS2322")]
    assert "old errors" not in proven.detail


def test_without_typescript_nothing_is_proven(grown) -> None:
    repository = grown()
    start = repository.commit(
        {"package.json": {"name": "acme", "packageManager": "bun@1.4.5"}, "tsconfig.json": LIBRARY, "src/a.ts": ""}
    )
    repository.commit({"src/a.ts": "export const a = 1;\n"})
    proven = repository.proven(Types(), start)
    assert (proven.status, proven.detail) == (
        CheckStatus.SKIPPED,
        "the repository has no TypeScript: no node_modules/.bin/tsc was installed",
    )


def test_an_install_that_fails_only_on_the_branch_is_the_branchs_fault(grown) -> None:
    repository = grown()
    start = repository.commit(BASE)
    repository.commit({"packages/kit/package.json": {"name": "@acme/kit", "dependencies": {"zod": "4"}}}, lock=False)
    with pytest.raises(CannotPrepareError, match="lockfile"):
        repository.proven(Types(), start)
    repository.commit({"packages/kit/src/index.ts": "export const size = 4;\n"}, lock=False)
    proven = repository.proven(Types(), "HEAD~1")
    assert proven.status is CheckStatus.SKIPPED
    assert proven.detail.startswith("dependencies can't be installed: `bun install")


def test_present_dependencies_lead_into_the_checkout_and_not_into_the_work_tree(grown) -> None:
    repository = grown()
    start = repository.commit(BASE)
    repository.commit({"packages/kit/src/index.ts": 'export const size = "3";\nexport const more: number = size;\n'})
    repository.run("bun", "install", "--frozen-lockfile", "--ignore-scripts")
    (repository.folder / "packages/kit/src/index.ts").write_text("export const size: nonsense = 4;\n")
    listed = sorted(str(path) for path in repository.folder.rglob("*") if ".git/" not in str(path))
    proven = repository.proven(Types(), start, reuse_node_modules=True)
    assert places(proven) == [("packages/kit/src/index.ts", 2, "TS2322")]
    assert listed == sorted(str(path) for path in repository.folder.rglob("*") if ".git/" not in str(path))


SHARED = {
    "package.json": {"name": "acme", "private": True, "workspaces": ["packages/*"], "overrides": {"kleur": "4.1.4"}},
    "tsconfig.base.json": {"compilerOptions": {**SETTINGS, "types": []}},
    **{
        f"packages/{name}/package.json": {"name": f"@acme/{name}", "exports": "./src/index.ts", "dependencies": needs}
        for name, needs in {
            "one": {"kleur": "*", "typescript": "7.0.2"},
            "two": {"@acme/one": "workspace:*"},
            "three": {"@acme/two": "workspace:*"},
            "other": {},
        }.items()
    },
    **{
        f"packages/{name}/tsconfig.json": {"extends": "../../tsconfig.base.json", "include": ["src"]}
        for name in ("one", "two", "three")
    },
    "packages/other/tsconfig.json": LIBRARY,
    "packages/one/src/index.ts": "export const one = 1;\n",
    "packages/two/src/index.ts": 'import { one } from "@acme/one";\nexport const two = [one];\nconst unused = 2;\n',
    "packages/three/src/index.ts": 'import { two } from "@acme/two";\nexport const three: number[] = two;\n',
    "packages/other/src/index.ts": "export const other = (one) => one;\n",
}
FIRST = "packages/one/tsconfig.json"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        pytest.param(
            {"packages/one/src/index.ts": 'export const one = "1";\n'},
            [("packages/three/src/index.ts", 2, "TS2322")],
            id="a type that comes through another package",
        ),
        pytest.param(
            {"tsconfig.base.json": {"compilerOptions": {**SETTINGS, "types": [], "noUnusedLocals": True}}},
            [("packages/two/src/index.ts", 3, "TS6133")],
            id="settings that others extend",
        ),
        pytest.param({"package.json": {**SHARED["package.json"], "overrides": {"kleur": "4.1.5"}}}, [], id="a version"),
    ],
)
def test_every_package_for_which_something_changed_is_compiled(grown, change, found) -> None:
    repository = grown()
    start = repository.commit(SHARED)
    repository.commit(change)
    proven = repository.proven(Types(), start)
    assert places(proven) == found
    assert f"3 projects ({FIRST}, packages/three/tsconfig.json, packages/two/tsconfig.json)" in proven.detail


def test_what_only_another_package_declares_is_missing_even_where_it_is_found(moved) -> None:
    client = {"apps/web/src/jobs/client.ts": 'import { bold } from "kleur/colors";\nexport const client = bold;\n'}
    needs = {"@acme/kit": "workspace:*", "@acme/jobs": "workspace:*", "kleur": "4.1.5", "typescript": "7.0.2"}
    web = {"apps/web/package.json": {"name": "@acme/web", "dependencies": needs}}
    bare = {"packages/jobs/package.json": {"name": "@acme/jobs"}}
    base = {"bunfig.toml": '[install]\nlinker = "hoisted"\n', **client, **web, **bare}
    proven = moved(web, base)
    message = "imports kleur, which packages/jobs/package.json does not declare"
    assert [(one.path, one.line, one.message) for one in proven.findings] == [
        ("packages/jobs/src/client.ts", 1, message)
    ]
    declared = {**MANIFEST, "dependencies": {"@acme/kit": "workspace:*", "kleur": "4.1.5"}}
    assert moved({**web, "packages/jobs/package.json": declared}, base, "declared").status is CheckStatus.PASSED


def test_an_alias_that_nobody_uses_concerns_nobody(grown) -> None:
    repository = grown()
    start = repository.commit(SHARED)
    settings = {"compilerOptions": {**SETTINGS, "types": [], "paths": {"@acme/new": ["./packages/new/src"]}}}
    repository.commit({"tsconfig.base.json": settings})
    assert repository.proven(Types(), start).status is CheckStatus.SKIPPED
    of_one = {**settings["compilerOptions"]["paths"], "@acme/one": ["./packages/other/src/index.ts"]}
    settings["compilerOptions"]["paths"] = of_one
    repository.commit({"tsconfig.base.json": settings})
    proven = repository.proven(Types(), start)
    assert ("packages/two/src/index.ts", 1, "TS2305") in places(proven)
    assert "2 projects (packages/three/tsconfig.json, packages/two/tsconfig.json)" in proven.detail


def test_the_studio_with_three_faults(grown) -> None:
    repository = grown("studio")
    shutil.copytree(
        ROOT / "examples/studio",
        repository.folder,
        ignore=shutil.ignore_patterns("node_modules", ".next"),
        dirs_exist_ok=True,
    )
    repository.commit({}, lock=False)
    repository.run(sys.executable, "-m", "migrator", "apply", "inngest-package", "--quiet")
    faults = {
        "packages/inngest/src/lib/event-id.ts": (
            'import { withLogging } from "@/lib/with-logging";\n',
            "\nwithLogging;\n",
        ),
        "packages/inngest/src/functions/vision-archive.ts": (
            'import { nothing } from "../../lib/event-id";\n',
            "\nnothing;\n",
        ),
        "apps/web/src/server/routers/fashion.ts": ("", "\nexport const wrong: number = 'text';\n"),
    }
    repository.commit(
        {path: f"{top}{(repository.folder / path).read_text()}{end}" for path, (top, end) in faults.items()}, lock=False
    )
    proven = repository.proven(Types(), "main")
    assert {(one.path, one.message.split(":")[0]) for one in proven.findings} == {
        ("packages/inngest/src/lib/event-id.ts", "TS2307"),
        ("packages/inngest/src/functions/vision-archive.ts", "TS2307"),
        ("apps/web/src/server/routers/fashion.ts", "TS2322"),
    }


def test_the_output_of_tsc_is_read_with_its_reasons() -> None:
    printed = read(
        (
            "apps/web/src/(a)/x.ts(3,14): error TS2322: Type '{ a: string; }' is not assignable to type 'A'.",
            "  Types of property 'a' are incompatible.",
            "    Type 'string' is not assignable to type 'number'.",
            "error TS2688: Cannot find type definition file for 'bun'.",
            "./apps/web/src/(a)/x.ts",
        )
    )
    first, second = printed.errors
    assert (first.path, first.line, first.column) == ("apps/web/src/(a)/x.ts", 3, 14)
    assert str(first).startswith("TS2322: Type '{ a: string; }' is not assignable to type 'A'. (Type 'string' is not")
    assert second == Mistake(2688, "Cannot find type definition file for 'bun'.")
    assert printed.files == {"apps/web/src/(a)/x.ts"}
    assert printed.looked_at_types
    assert not read(["error TS2688: Cannot find type definition file for 'bun'."]).looked_at_types
