"""Manifests and configuration after the shipped plan: whoever imports a package declares it."""

from __future__ import annotations

import json

import pytest
from monorepo import PACKAGE, SOURCE, Files, carried_out, manifest, migrated, monorepo

from migrator.syntax import Form
from migrator.tree import MemoryTree
from migrator.workspace import External, Project, Resolved


def undeclared(files: Files) -> set[tuple[str, str]]:
    """(importer, package) for every bare import of a package that the importer's manifest does not declare."""
    project = Project(MemoryTree(files))
    found = set()
    for edge in project.graph.edges:
        owner, name = project.workspace.owner(edge.importer), edge.reference.package
        outside = isinstance(edge.resolution, External) or (
            isinstance(edge.resolution, Resolved) and project.workspace.owner(edge.resolution.path) != owner
        )
        if owner is not None and name is not None and outside and name not in owner.manifest.ranges:
            found.add((edge.importer, name))
    return found


def consumers() -> Files:
    """A monorepo in which others than the app reach the moved code, in every form, and the root does."""
    files = monorepo()
    files["package.json"] = manifest("acme", private=True, workspaces=["apps/*", "packages/*"])
    files["apps/web/package.json"] = manifest(
        "web",
        private=True,
        exports={"./inngest/*": "./src/inngest/*.ts"},
        dependencies={"@acme/db": "workspace:*", "inngest": "^3.54.0", "next": "16.0.0", "zod": "^3.25.0"},
    )
    for name, text in {
        "types": 'import type { Events } from "web/inngest/events";\nexport type Name = keyof Events;\n',
        "dynamic": 'export const load = () => import("web/inngest/client");\n',
        "mocks": 'vi.mock("web/inngest/client");\n',
    }.items():
        files[f"apps/{name}/package.json"] = manifest(name, private=True, dependencies={"web": "workspace:*"})
        files[f"apps/{name}/src/index.{'test.' if name == 'mocks' else ''}ts"] = text.encode()
    files["scripts/send.ts"] = b'import { inngest } from "../apps/web/src/inngest/client";\n\nvoid inngest;\n'
    return files


def test_no_import_without_a_declaration() -> None:
    before = consumers()
    after = migrated(before)
    assert undeclared(after) <= undeclared(before)
    for folder in ("apps/types", "apps/dynamic", "apps/mocks", "apps/web"):
        assert json.loads(after[f"{folder}/package.json"])["dependencies"]["@acme/inngest"] == "workspace:*"
    assert json.loads(after["package.json"])["dependencies"] == {"@acme/inngest": "workspace:*"}
    assert not [
        edge
        for edge in Project(MemoryTree(after)).graph.edges
        if edge.reference.form is not Form.TRIPLE_SLASH and "web/inngest" in edge.reference.specifier
    ]


def test_a_changed_manifest_differs_in_new_lines_only() -> None:
    before = monorepo()
    after = migrated(before)
    for path in before:
        if path.endswith("package.json") and path in after:
            old, new = before[path].split(b"\n"), after[path].split(b"\n")
            kept = [line for line in new if line.rstrip(b",") in {one.rstrip(b",") for one in old}]
            assert [line.rstrip(b",") for line in kept] == [line.rstrip(b",") for line in old]
            assert len(new) <= len(old) + 1


def test_what_nobody_declares_is_said_with_the_version_of_the_lockfile() -> None:
    files = monorepo()
    path = f"{SOURCE}/functions/archive.ts"
    files[path] = b'import ms from "ms";\n' + files[path] + b"void ms;\n"
    files["bun.lock"] = b"""{
  "packages": {
    "inngest": ["inngest@3.54.2", "", { "dependencies": { "ms": "^2.1.0" } }, "sha512-x"],
    "ms": ["ms@2.1.3", "", {}, "sha512-x"],
  }
}
"""
    said = [one for result in carried_out(MemoryTree(files)).results for one in result.diagnostics]
    found = [one for one in said if one.code == "undeclared-dependency"]
    assert [(one.path, one.severity) for one in found] == [(path, "warning")]
    assert "bun.lock has 2.1.3, which comes with inngest" in (found[0].hint or "")


@pytest.mark.parametrize("prune", [False, True])
def test_what_the_app_no_longer_uses(prune: bool) -> None:
    outcome = carried_out(MemoryTree(monorepo()), prune=prune)
    said = [one for result in outcome.results for one in result.diagnostics if one.code == "unused-dependency"]
    assert [(one.severity, one.message.partition(",")[0]) for one in said] == [
        ("info", "zod is no longer used in apps/web")
    ]
    left = json.loads(outcome.tree.read("apps/web/package.json"))["dependencies"]
    assert ("zod" in left) is not prune
    assert "inngest" in left and "@acme/db" in left
    assert json.loads(outcome.tree.read(f"{PACKAGE}/package.json"))["dependencies"]["zod"] == "^3.25.0"


def test_versions_forced_for_the_app_are_named() -> None:
    files = monorepo()
    files["package.json"] = manifest(
        "acme", workspaces=["apps/*", "packages/*"], pnpm={"overrides": {"web>zod": "3.25.1", "db>zod": "3.0.0"}}
    )
    said = [one for result in carried_out(MemoryTree(files)).results for one in result.diagnostics]
    hints = {one.hint for one in said if one.code == "left-to-do"}
    assert hints == {"write `@acme/inngest>zod: 3.25.1`"}


def test_lists_of_packages_are_named() -> None:
    files = monorepo()
    files["Dockerfile"] = b"COPY packages/ai/package.json packages/ai/\nCOPY packages/db/package.json packages/db/\n"
    files[".github/workflows/ci.yml"] = b"on:\n  push:\n    paths:\n      - packages/ai/**\n      - packages/db/**\n"
    files["knip.json"] = b'{\n  "workspaces": {\n    "packages/ai": {},\n    "packages/db": {}\n  }\n}\n'
    said = [one for result in carried_out(MemoryTree(files)).results for one in result.diagnostics]
    assert {(one.path, one.line, one.hint) for one in said if one.code == "left-to-do"} == {
        ("Dockerfile", 2, "write `COPY packages/inngest/package.json packages/inngest/`"),
        (".github/workflows/ci.yml", 5, "write `- packages/inngest/**`"),
        ("knip.json", 4, 'write `"packages/inngest": {}`'),
    }
