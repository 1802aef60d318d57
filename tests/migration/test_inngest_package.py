"""The shipped plan `inngest-package`, end to end: in memory what comes out, on real git commits and refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from checkouts import Checkout, Ran
from monorepo import PACKAGE, SOURCE, Files, carried_out, function, leading_nowhere, manifest, migrated, monorepo

from migrator.errors import UsageError
from migrator.tree import MemoryTree

Migrate = Callable[..., Ran]
BRANCH = "migrate/inngest-package"
ROUTE = "apps/web/src/app/api/inngest/route.ts"


def dependencies(files: Files, folder: str) -> dict[str, str]:
    found = json.loads(files[f"{folder}/package.json" if folder else "package.json"]).get("dependencies", {})
    assert isinstance(found, dict)
    return found


# What comes out


def test_the_result_is_laid_out_as_promised() -> None:
    files = monorepo()
    after = migrated(files)
    assert sorted(path for path in after if path not in files) == [
        f"{PACKAGE}/package.json",
        f"{PACKAGE}/src/client.ts",
        f"{PACKAGE}/src/events/index.ts",
        f"{PACKAGE}/src/functions/archive.ts",
        f"{PACKAGE}/src/functions/brand.test.ts",
        f"{PACKAGE}/src/functions/brand.ts",
        f"{PACKAGE}/src/functions/index.ts",
        f"{PACKAGE}/src/functions/studio/workflow.ts",
        f"{PACKAGE}/src/index.ts",
        f"{PACKAGE}/tsconfig.json",
    ]
    assert sorted(path for path in files if path not in after) == [path for path in sorted(files) if SOURCE in path]
    assert after[f"{PACKAGE}/src/index.ts"] == b'export * from "./client";\nexport * from "./events";\n'
    assert after[f"{PACKAGE}/src/functions/index.ts"] == (
        b'import { workflow } from "./studio/workflow";\n'
        b'import { brand } from "./brand";\n\n'
        b'export { archive } from "./archive";\n'
        b'export { brand } from "./brand";\n'
        b'export { workflow } from "./studio/workflow";\n\n'
        b"export const functions = [workflow, brand];\n"
    )
    assert after[ROUTE] == (
        b'import { serve } from "inngest/next";\n'
        b'import { inngest } from "@acme/inngest/client";\n'
        b'import { functions } from "@acme/inngest/functions";\n\n'
        b"export const maxDuration = 300;\n"
        b"export const { GET, POST, PUT } = serve({ client: inngest, functions });\n"
    )
    assert after["apps/web/next.config.ts"] == (
        b'export default { transpilePackages: ["@acme/db", "@acme/inngest"] };\n'
    )


def test_a_second_run_has_nothing_to_do() -> None:
    outcome = carried_out(MemoryTree(migrated(monorepo())))
    assert outcome.status == "noop"
    assert all(result.status == "noop" and not result.changes for result in outcome.results)


def test_everything_resolves_after_each_step() -> None:
    outcome = carried_out(MemoryTree(monorepo()))
    assert {result.step.id: list(leading_nowhere(result.tree)) for result in outcome.results} == {
        "scaffold-package": [],
        "split-modules": [],
        "move-event-schemas": [],
        "move-client": [],
        "move-functions": [],
        "rewrite-serve-route": [],
        "rewrite-producers": [],
        "split-events": [],
        "prune-dependencies": [],
        "rewrite-mentions": [],
        "update-lockfile": [],
    }


def test_with_shims_kept_the_old_paths_still_work() -> None:
    files = monorepo()
    files["apps/web/src/late.ts"] = b'import { brand } from "@/inngest/functions/brand";\n'
    after = migrated(files, shims="keep")
    assert after[f"{SOURCE}/client.ts"] == b'export * from "@acme/inngest/client";\n'
    after["apps/web/src/later.ts"] = files["apps/web/src/send.ts"] + files["apps/web/src/late.ts"]
    assert list(leading_nowhere(MemoryTree(after))) == []


def test_events_that_nobody_has_are_not_made_up() -> None:
    files = monorepo()
    del files[f"{SOURCE}/events.ts"]
    files[f"{SOURCE}/client.ts"] = (
        b'import { Inngest } from "inngest";\n\nexport const inngest = new Inngest({ id: "w" });\n'
    )
    files["apps/web/src/send.ts"] = b'import { inngest } from "@/inngest/client";\n'
    after = migrated(files)
    assert not [path for path in after if "/events" in path]
    assert list(json.loads(after[f"{PACKAGE}/package.json"])["exports"]) == [".", "./client", "./functions"]


def test_an_app_at_the_root_of_the_repository() -> None:
    files = {path.removeprefix("apps/web/"): content for path, content in monorepo().items() if "apps/web/" in path}
    files["package.json"] = manifest("@acme/web", dependencies={"inngest": "^3.54.0", "zod": "^3.25.0"})
    files["src/inngest/functions/brand.ts"] = function("brand")
    after = migrated(files)
    assert json.loads(after["package.json"])["workspaces"] == ["packages/*"]
    assert dependencies(after, "")["@acme/inngest"] == "*"
    assert after["src/app/api/inngest/route.ts"] == migrated(monorepo())[ROUTE]
    assert carried_out(MemoryTree(after)).status == "noop"


def test_a_default_exported_client_is_shown_by_the_package() -> None:
    files = monorepo()
    del files[f"{SOURCE}/functions/brand.test.ts"]
    for path in [path for path in files if path.startswith("apps/web/src/")]:
        content = files[path].replace(b"import { inngest }", b"import inngest")
        files[path] = content.replace(b"const inngest =", b"default")
    after = migrated(files)
    assert after[f"{PACKAGE}/src/index.ts"] == (b'export { default } from "./client";\nexport * from "./events";\n')
    assert after["apps/web/src/send.ts"].startswith(b'import inngest from "@acme/inngest/client";\n')


# Package managers and workspaces


@pytest.mark.parametrize(
    ("lockfile", "member", "sdk", "zod"),
    [
        pytest.param("bun.lock", "workspace:*", "^3.54.0", "^3.25.0", id="bun"),
        pytest.param("pnpm-lock.yaml", "workspace:^", "catalog:", "catalog:schemas", id="pnpm"),
        pytest.param("package-lock.json", "*", "^3.54.0", "^3.25.0", id="npm"),
        pytest.param("yarn.lock", "workspace:~", "3.54.2", "^3.25.0", id="yarn"),
        pytest.param("package-lock.json", "file:../../packages/db", "^3.54.0", "^3.25.0", id="npm-file"),
    ],
)
def test_the_ranges_are_those_of_the_repository(lockfile: str, member: str, sdk: str, zod: str) -> None:
    files = monorepo(member, sdk, zod)
    if lockfile == "pnpm-lock.yaml":
        files["package.json"] = manifest("acme", private=True)
        files["pnpm-workspace.yaml"] = b"packages:\n  - apps/*\n  - packages/*\ncatalog:\n  inngest: ^3.54.0\n"
    files["packages/ai/package.json"] = files["packages/ai/package.json"].replace(b"../../packages/", b"../")
    files[lockfile] = b"{}\n" if lockfile == "package-lock.json" else b""
    after = migrated(files)
    to_the_package = "file:../../packages/inngest" if member.startswith("file:") else member
    to_db = "file:../db" if member.startswith("file:") else member
    assert dependencies(after, PACKAGE) == {"@acme/db": to_db, "inngest": sdk, "zod": zod}
    assert dependencies(after, "apps/web") == {
        "@acme/db": member,
        "@acme/inngest": to_the_package,
        "inngest": sdk,
        "next": "16.0.0",
        "zod": zod,
    }
    assert after[lockfile] == files[lockfile]


def test_a_missing_glob_is_added_to_the_manifest() -> None:
    files = monorepo()
    files["package.json"] = b'{ "name": "acme", "workspaces": ["apps/web", "packages/ai", "packages/db"] }\n'
    after = migrated(files)
    assert (
        after["package.json"]
        == b'{ "name": "acme", "workspaces": ["apps/web", "packages/*", "packages/ai", "packages/db"] }\n'
    )


def test_a_glob_that_would_admit_a_stranger_is_not_added() -> None:
    files = monorepo()
    files["package.json"] = b'{ "name": "acme", "workspaces": ["packages/db", "packages/ai", "apps/*"] }\n'
    files["packages/legacy/package.json"] = manifest("legacy")
    after = migrated(files)
    assert json.loads(after["package.json"])["workspaces"][-1] == "packages/inngest"


def test_a_missing_glob_is_added_for_pnpm_with_its_comments_kept() -> None:
    files = monorepo()
    files["package.json"] = manifest("acme", private=True)
    files["pnpm-workspace.yaml"] = b"# ours\npackages:\n  - 'apps/*' # apps\n  - 'packages/ai'\n  - 'packages/db'\n"
    after = migrated(files)
    assert after["pnpm-workspace.yaml"] == (
        b"# ours\npackages:\n  - 'apps/*' # apps\n  - 'packages/*'\n  - 'packages/ai'\n  - 'packages/db'\n"
    )


def test_siblings_that_build_to_dist() -> None:
    files = monorepo()
    for name in ("ai", "db"):
        value = json.loads(files[f"packages/{name}/package.json"])
        value["exports"] = {".": {"types": "./dist/index.d.ts", "default": "./dist/index.js"}}
        value["scripts"] = {"build": "tsc"}
        files[f"packages/{name}/package.json"] = json.dumps(value, indent=2).encode() + b"\n"
        files[f"packages/{name}/tsconfig.json"] = b"""{
  "compilerOptions": { "rootDir": "src", "outDir": "dist", "declaration": true },
  "include": ["src"]
}
"""
    after = migrated(files)
    made = json.loads(after[f"{PACKAGE}/package.json"])
    assert made["scripts"] == {"build": "tsc"}
    assert made["exports"]["./functions"] == {
        "types": "./dist/functions/index.d.ts",
        "default": "./dist/functions/index.js",
    }
    assert after[f"{PACKAGE}/tsconfig.json"] == files["packages/db/tsconfig.json"]


def test_a_package_that_takes_the_client_from_the_app_declares_the_new_package() -> None:
    files = monorepo()
    files["apps/web/package.json"] = files["apps/web/package.json"].replace(
        b'"private": true,', b'"private": true,\n  "exports": { "./jobs": "./src/inngest/client.ts" },'
    )
    files["apps/worker/package.json"] = manifest("worker", dependencies={"web": "workspace:*"})
    files["apps/worker/src/run.ts"] = b'import { inngest } from "web/jobs";\n'
    after = migrated(files)
    assert after["apps/worker/src/run.ts"] == b'import { inngest } from "@acme/inngest/client";\n'
    assert dependencies(after, "apps/worker") == {"@acme/inngest": "workspace:*", "web": "workspace:*"}


# Git


def test_a_moving_step_is_a_pure_move_and_an_edit(checkout: Checkout, migrate: Migrate) -> None:
    base = checkout.commit(monorepo())
    migrate("apply", "inngest-package")
    log = checkout.git(
        "log",
        "--reverse",
        "--format=%H %(trailers:key=Migration-Step,valueonly,separator=)"
        " %(trailers:key=Migration-Part,valueonly,separator=)",
        f"{base}..{BRANCH}",
    )
    commits = [line.split() for line in log.split("\n")]
    assert [(step, part) for _, step, part in commits] == [
        ("scaffold-package", "edit"),
        ("move-event-schemas", "move"),
        ("move-event-schemas", "edit"),
        ("move-client", "move"),
        ("move-client", "edit"),
        ("move-functions", "move"),
        ("move-functions", "edit"),
        ("rewrite-serve-route", "edit"),
        ("rewrite-producers", "edit"),
    ]
    for commit, _, part in commits:
        lines = checkout.git("show", "--format=", "--name-status", "-M", commit).split("\n")
        assert all(line.startswith("R100\t") for line in lines) == (part == "move"), lines
    moved = {path for path in checkout.paths(BRANCH) if path.startswith(f"{PACKAGE}/src/")}
    for path in moved - {f"{PACKAGE}/src/index.ts", f"{PACKAGE}/src/functions/index.ts"}:
        assert base in checkout.git("log", "--follow", "--format=%H", BRANCH, "--", path).split(), path


def test_planning_leaves_every_byte_and_time(checkout: Checkout, migrate: Migrate) -> None:
    checkout.commit(monorepo())
    before = checkout.state()
    planned = migrate("plan", "inngest-package", "--format", "json").json
    assert (planned["status"], checkout.state()) == ("ok", before)
    migrate("apply", "inngest-package")
    assert checkout.git("rev-parse", BRANCH + "^{tree}") == planned["result"]["tree"]


def test_the_patch_gives_the_planned_tree(checkout: Checkout, migrate: Migrate) -> None:
    checkout.commit(odd_files(monorepo()))
    planned = migrate("plan", "inngest-package", "--format", "json").json
    checkout.git(
        "apply", "--index", "--whitespace=nowarn", "-", stdin=migrate("plan", "inngest-package", "--format", "diff").out
    )
    assert checkout.git("write-tree") == planned["result"]["tree"]


def test_applying_twice_changes_nothing_more(checkout: Checkout, migrate: Migrate) -> None:
    checkout.commit(monorepo())
    assert migrate("apply", "inngest-package").code == 0
    tip = checkout.git("rev-parse", "HEAD")
    before = checkout.state()
    again = migrate("apply", "inngest-package", "--format", "json")
    assert (again.code, again.json["status"]) == (0, "noop")
    assert (checkout.git("rev-parse", "HEAD"), checkout.state()) == (tip, before)


# Bad input


def odd_files(files: Files) -> Files:
    """Line ends, byte order marks, missing newlines, encodings and names as they come."""
    return files | {
        f"{SOURCE}/functions/crlf.ts": function("crlf").replace(b"\n", b"\r\n"),
        f"{SOURCE}/functions/bom.ts": b"\xef\xbb\xbf" + function("bom"),
        f"{SOURCE}/functions/unended.ts": function("unended").rstrip(b"\n"),
        f"{SOURCE}/functions/latin.ts": function("latin") + b"// Gr\xf6\xdfe\n",
        f"{SOURCE}/functions/[slug] & größe (1).ts": function("odd"),
        f"{SOURCE}/logo.png": b"\x89PNG\r\n\x1a\n\0\0",
        "apps/web/src/app/[id]/(gruppe)/seite für alle.ts": (
            'import { odd } from "@/inngest/functions/[slug] & größe (1)";\n'.encode()
        ),
        "apps/web/src/latin.ts": b'// Gr\xf6\xdfe\nimport { inngest } from "@/inngest/client";\n',
        "apps/web/src/crlf.ts": b'import { inngest } from "@/inngest/client";\r\nvoid inngest;\r\n',
        "apps/web/src/bom.ts": b'\xef\xbb\xbfimport { inngest } from "@/inngest/client"',
        "apps/web/src/broken.ts": b'import { inngest } from "@/inngest/client";\nexport const x = ( => inngest;\n',
    }


def nothing_is_lost(checkout: Checkout, document: dict[str, list[dict[str, list[dict[str, str]]]]]) -> None:
    """Whatever was at the base is there, or has moved; nothing was just deleted."""
    moved = {change["from"] for step in document["steps"] for change in step["changes"] if change["kind"] == "moved"}
    assert checkout.paths("main") - checkout.paths(BRANCH) <= moved
    assert checkout.git("status", "--porcelain") == ""


def test_odd_files_move_and_are_edited_byte_by_byte(checkout: Checkout, migrate: Migrate) -> None:
    files = odd_files(monorepo())
    checkout.commit(files)
    done = migrate("apply", "inngest-package", "--format", "json")
    assert (done.code, done.json["status"]) == (0, "ok"), done.err
    nothing_is_lost(checkout, done.json)
    for name in ("crlf.ts", "bom.ts", "unended.ts", "latin.ts", "[slug] & größe (1).ts"):
        assert checkout.read(f"{PACKAGE}/src/functions/{name}") == files[f"{SOURCE}/functions/{name}"]
    assert checkout.read(f"{PACKAGE}/src/logo.png") == files[f"{SOURCE}/logo.png"]
    for name in ("latin.ts", "crlf.ts", "bom.ts", "broken.ts"):
        path = f"apps/web/src/{name}"
        assert checkout.read(path) == files[path].replace(b"@/inngest/client", b"@acme/inngest/client")
    assert checkout.read("apps/web/src/app/[id]/(gruppe)/seite für alle.ts") == (
        'import { odd } from "@acme/inngest/functions/[slug] & größe (1)";\n'.encode()
    )


def test_a_function_that_does_not_parse_moves_as_it_is(checkout: Checkout, migrate: Migrate) -> None:
    files = monorepo()
    files[f"{SOURCE}/functions/broken.ts"] = b'import { inngest } from "../client";\nexport const broken = ( => ;\n'
    checkout.commit(files)
    done = migrate("apply", "inngest-package", "--format", "json")
    assert done.code == 0, done.err
    nothing_is_lost(checkout, done.json)
    assert checkout.read(f"{PACKAGE}/src/functions/broken.ts") == files[f"{SOURCE}/functions/broken.ts"]


def test_a_symlink_in_the_folder_is_refused_by_name(checkout: Checkout, migrate: Migrate) -> None:
    checkout.commit(monorepo())
    Path(f"{SOURCE}/alias.ts").symlink_to("client.ts")
    checkout.commit({})
    refused(checkout, migrate, 1, f"{SOURCE}/alias.ts")


def test_symlinks_elsewhere_stay(checkout: Checkout, migrate: Migrate) -> None:
    checkout.commit(monorepo())
    Path("apps/web/src/post.ts").symlink_to("send.ts")
    Path("apps/web/src/dangling.ts").symlink_to("nowhere")
    Path("apps/packages").symlink_to("../packages")
    checkout.commit({})
    done = migrate("apply", "inngest-package", "--format", "json")
    assert done.code == 0, done.err
    nothing_is_lost(checkout, done.json)
    assert checkout.git("ls-tree", BRANCH, "apps/web/src/post.ts").startswith("120000 ")
    assert checkout.git("ls-tree", BRANCH, "apps/packages").startswith("120000 ")


def test_a_symlink_that_leads_into_the_folder_does_not_end_up_dangling_unsaid(
    checkout: Checkout, migrate: Migrate
) -> None:
    checkout.commit(monorepo())
    Path("apps/web/src/jobs").symlink_to("inngest")
    Path("apps/web/src/client.ts").symlink_to("inngest/client.ts")
    checkout.commit({})
    done = migrate("plan", "inngest-package", "--format", "json")
    said = json.dumps([done.json["mentions"], [step["diagnostics"] for step in done.json["steps"]]]) + done.err
    assert "apps/web/src/jobs" in said
    assert "apps/web/src/client.ts" in said


def test_a_submodule_stays(checkout: Checkout, migrate: Migrate) -> None:
    base = checkout.commit(monorepo())
    checkout.git("update-index", "--add", "--cacheinfo", f"160000,{base},vendor/theirs")
    checkout.git("commit", "--quiet", "-m", "a submodule")
    done = migrate("apply", "inngest-package", "--no-checkout", "--format", "json")
    assert done.code == 0, done.err
    assert checkout.git("ls-tree", BRANCH, "vendor/theirs") == f"160000 commit {base}\tvendor/theirs"


def test_a_submodule_in_the_folder_is_refused_by_name(checkout: Checkout, migrate: Migrate) -> None:
    base = checkout.commit(monorepo())
    checkout.git("update-index", "--add", "--cacheinfo", f"160000,{base},{SOURCE}/theirs")
    checkout.git("commit", "--quiet", "-m", "a submodule")
    refused(checkout, migrate, 1, f"{SOURCE}/theirs")


def test_two_clients_in_one_folder(checkout: Checkout, migrate: Migrate) -> None:
    files = monorepo()
    files[f"{SOURCE}/admin.ts"] = (
        b'import { Inngest } from "inngest";\nexport const admin = new Inngest({ id: "a" });\n'
    )
    checkout.commit(files)
    refused(checkout, migrate, 1, f"{SOURCE}/admin.ts", f"{SOURCE}/client.ts")


def test_two_apps_with_a_client(checkout: Checkout, migrate: Migrate) -> None:
    files = monorepo()
    for path in [path for path in files if path.startswith("apps/web/")]:
        files[path.replace("apps/web/", "apps/admin/")] = files[path].replace(b'"web"', b'"admin"')
    checkout.commit(files)
    refused(checkout, migrate, 2, "apps/admin/src/inngest/client.ts", "apps/web/src/inngest/client.ts", "-p app=")
    done = migrate("plan", "inngest-package", "-p", "app=apps/web", "--format", "json")
    assert (done.code, done.json["params"]["source"] if "params" in done.json else SOURCE) == (0, SOURCE)
    touched = {change["path"] for step in done.json["steps"] for change in step["changes"]}
    assert not [path for path in touched if path.startswith("apps/admin/")]


def test_a_second_client_outside_the_folder_stays(checkout: Checkout, migrate: Migrate) -> None:
    files = monorepo()
    files["apps/web/src/lib/audit.ts"] = (
        b'import { Inngest } from "inngest";\nexport const audit = new Inngest({ id: "a" });\n'
    )
    checkout.commit(files)
    done = migrate("apply", "inngest-package", "--format", "json")
    assert done.code == 0, done.err
    assert checkout.read("apps/web/src/lib/audit.ts") == files["apps/web/src/lib/audit.ts"]


def test_no_inngest_anywhere(checkout: Checkout, migrate: Migrate) -> None:
    checkout.commit({"package.json": manifest("acme", workspaces=["apps/*"]), "apps/web/src/a.ts": b"export {};\n"})
    refused(checkout, migrate, 2, "there is no Inngest client in this repository")


def test_a_repository_without_a_commit(checkout: Checkout, migrate: Migrate) -> None:
    refused(checkout, migrate, 5, "no commit")


def test_a_repository_without_a_file(checkout: Checkout, migrate: Migrate) -> None:
    checkout.commit({})
    refused(checkout, migrate, 2, "there is no Inngest client in this repository")


def test_a_manifest_that_is_no_json(checkout: Checkout, migrate: Migrate) -> None:
    files = monorepo()
    files["apps/web/package.json"] = b'{ "name": "web", \n'
    checkout.commit(files)
    refused(checkout, migrate, 1, "apps/web/package.json")


def refused(checkout: Checkout, migrate: Migrate, code: int, *words: str) -> None:
    """`plan` and `apply` both refuse with `words`, and leave the repository as it was."""
    before = checkout.state()
    for command in ("plan", "apply"):
        done = migrate(command, "inngest-package", "--no-color")
        assert done.code == code, (done.code, done.err, done.out)
        said = done.err + done.out.decode()
        assert [word for word in words if word not in " ".join(said.split())] == [], said
    assert checkout.state() == before


def test_a_detection_is_an_error_that_python_code_can_catch() -> None:
    with pytest.raises(UsageError, match="no Inngest client"):
        carried_out(MemoryTree({"package.json": manifest("acme")}))
