"""Which folders are packages, in the words of each package manager."""

import pytest
from trees import tree_of

from migrator.syntax.json.document import JsonSyntaxError
from migrator.workspace.workspace import Workspace


def packages_at(*folders: str) -> dict[str, object]:
    return {f"{folder}/package.json": {"name": folder.rpartition("/")[2]} for folder in folders}


FOLDERS = packages_at("apps/web", "packages/a", "packages/deep/b", "packages/a/node_modules/c", "packages/old", "tools")


@pytest.mark.parametrize(
    ("globs", "members"),
    [
        (["apps/*", "packages/*"], ["apps/web", "packages/a", "packages/old"]),
        (["./packages/*/", "!packages/old"], ["packages/a"]),
        (["packages/**", "!**/old/**"], ["packages/a", "packages/deep/b"]),
        (["packages/**", "tools"], ["packages/a", "packages/deep/b", "packages/old", "tools"]),
        (["{apps,packages}/*"], ["apps/web", "packages/a", "packages/old"]),
        (["nowhere/*"], []),
        ([], []),
    ],
)
@pytest.mark.parametrize("written", ["array", "object", "pnpm"])
def test_members(globs: list[str], members: list[str], written: str) -> None:
    files = dict(FOLDERS)
    files["package.json"] = {"name": "root", "workspaces": globs if written == "array" else {"packages": globs}}
    if written == "pnpm":
        files["package.json"] = {"name": "root"}
        files["pnpm-workspace.yaml"] = "packages:" + ("".join(f'\n  - "{glob}"' for glob in globs) or " []") + "\n"

    workspace = Workspace.load(tree_of(files))

    assert [package.folder for package in workspace.packages] == members
    assert workspace.globs == tuple(globs)
    assert workspace.root is not None and workspace.root.name == "root"


@pytest.mark.parametrize(
    ("files", "manager"),
    [
        ({}, "npm"),
        ({"package.json": {"packageManager": "pnpm@9.1.0+sha512.aa"}, "bun.lock": ""}, "pnpm"),
        ({"package.json": {"devEngines": {"packageManager": {"name": "yarn"}}}}, "yarn"),
        ({"package.json": {"packageManager": "somepm@1"}, "yarn.lock": ""}, "yarn"),
        ({"bun.lockb": "", "package-lock.json": "{}"}, "bun"),
        ({"pnpm-workspace.yaml": "packages: []\n"}, "pnpm"),
        ({"package-lock.json": "{}"}, "npm"),
    ],
)
def test_package_manager(files: dict[str, object], manager: str) -> None:
    assert Workspace.load(tree_of(files)).manager == manager


def test_two_lockfiles_are_both_named() -> None:
    assert Workspace.load(tree_of({"bun.lock": "", "package-lock.json": "{}"})).lockfiles == (
        "bun.lock",
        "package-lock.json",
    )


def test_owner_is_the_innermost_member_else_the_root() -> None:
    files = {**packages_at("apps/web", "apps/web/e2e"), "package.json": {"workspaces": ["apps/*", "apps/web/e2e"]}}
    workspace = Workspace.load(tree_of(files))

    owners = {
        path: workspace.owner(path) for path in ("apps/web/src/a.ts", "apps/web/e2e/x/y.ts", "apps/webx/a.ts", "z")
    }

    assert {path: owner and owner.folder for path, owner in owners.items()} == {
        "apps/web/src/a.ts": "apps/web",
        "apps/web/e2e/x/y.ts": "apps/web/e2e",
        "apps/webx/a.ts": "",
        "z": "",
    }


def test_of_two_packages_with_one_name_the_first_counts_and_no_name_is_no_name() -> None:
    files = {
        "package.json": {"workspaces": ["p/*"], "name": "root"},
        "p/a/package.json": {"name": "same"},
        "p/b/package.json": {"name": "same"},
        "p/c/package.json": {"name": 3},
    }
    workspace = Workspace.load(tree_of(files))

    same, root = workspace.by_name("same"), workspace.by_name("root")
    assert same is not None and same.folder == "p/a"
    assert root is workspace.root
    assert [package.name for package in workspace.packages] == ["same", "same", None]
    assert workspace.by_name("3") is None


def test_no_manifest_at_all() -> None:
    workspace = Workspace.load(tree_of({"src/a.ts": ""}))

    assert (workspace.root, workspace.packages, workspace.owner("src/a.ts")) == (None, (), None)


def test_a_malformed_member_is_named_with_its_place() -> None:
    with pytest.raises(JsonSyntaxError, match=r"^p/a/package\.json:1:"):
        Workspace.load(tree_of({"package.json": {"workspaces": ["p/*"]}, "p/a/package.json": "{"}))


def test_a_malformed_manifest_outside_the_workspace_harms_nobody() -> None:
    files = {"package.json": {"workspaces": ["p/*"]}, "p/a/package.json": {"name": "a"}, "fixtures/package.json": "{"}

    assert [package.folder for package in Workspace.load(tree_of(files)).packages] == ["p/a"]


def test_catalogs_of_pnpm_and_bun() -> None:
    pnpm = {"pnpm-workspace.yaml": 'packages: ["p/*"]\ncatalog:\n  zod: ^3\ncatalogs:\n  next15:\n    next: "15"\n'}
    bun = {"package.json": {"workspaces": {"packages": ["p/*"], "catalog": {"zod": "^3"}}}}

    assert Workspace.load(tree_of(pnpm)).catalogs == {"default": {"zod": "^3"}, "next15": {"next": "15"}}
    assert Workspace.load(tree_of(bun)).catalogs == {"default": {"zod": "^3"}}


def test_dependencies_by_kind_and_all_at_once() -> None:
    manifest = {"dependencies": {"a": "1", "odd": 3}, "devDependencies": {"a": "2", "b": "3"}, "peerDependencies": []}
    root = Workspace.load(tree_of({"package.json": manifest})).root

    assert root is not None
    assert root.manifest.dependencies("dependencies") == {"a": "1"}
    assert root.manifest.dependencies("peerDependencies") == {}
    assert root.manifest.ranges == {"a": ("dependencies", "1"), "b": ("devDependencies", "3")}


def test_a_successor_shares_what_was_parsed() -> None:
    files: dict[str, object] = {"package.json": {"workspaces": ["p/*"]}, **packages_at("p/a", "p/b")}
    before = Workspace.load(tree_of(files))
    after = Workspace.load(tree_of({**files, "p/b/package.json": {"name": "b2"}}), known=before)

    assert after.packages[0].manifest.document is before.packages[0].manifest.document
    assert [package.name for package in after.packages] == ["a", "b2"]
