"""What a project knows of its tree, and what it shares with the project of the next tree."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.errors import MigratorError
from migrator.syntax.unfit import LARGEST_SOURCE
from migrator.tree import MemoryTree, MissingFileError, Mode, Overlay
from migrator.workspace import Project

FILES = {
    "package.json": b'{"name": "root", "workspaces": ["packages/*"]}',
    "tsconfig.json": b'{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}',
    "src/a.ts": b'import { b } from "@/b";\n',
    "src/b.ts": b"export const b = 1;\n",
    "src/c.ts": b'import { b } from "./b";\n',
}


def targets(project: Project, path: str) -> list[str | None]:
    return [edge.target for edge in project.graph.edges_from(path)]


def test_sources_are_regular_typescript_and_javascript_files() -> None:
    files = {
        "src/a.ts": b"",
        "src/b.tsx": b"",
        "src/c.d.ts": b"",
        "src/d.mjs": b"",
        "src/e.json": b"{}",
        "src/link.ts": b"a.ts",
        "node_modules/x/index.js": b"",
        "packages/y/node_modules/x/index.ts": b"",
        ".yarn/releases/yarn.cjs": b"",
        "README.md": b"",
    }
    project = Project(MemoryTree(files, {"src/link.ts": Mode.SYMLINK}))

    assert project.sources == ("src/a.ts", "src/b.tsx", "src/c.d.ts", "src/d.mjs")
    assert project.left_out == {"src/link.ts": "a symlink"}


def test_hosts_are_importers_and_no_sources() -> None:
    files = {
        "src/a.ts": b'import Page from "./Page.vue";\n',
        "src/Page.vue": b'<script>import { text } from "./text.mdx"; import "./Page.vue"</script>',
        "src/text.mdx": b'import "./a"\n\n```ts\nimport "./Page.vue"\n```\n',
        "src/link.mdx": b"text.mdx",
        "src/plain.md": b'import "./a"\n',
        "node_modules/x/X.svelte": b'<script>import "../../src/a"</script>',
    }

    project = Project(MemoryTree(files, {"src/link.mdx": Mode.SYMLINK}))

    assert project.sources == ("src/a.ts",)
    assert project.importers == ("src/Page.vue", "src/a.ts", "src/text.mdx")
    assert project.left_out == {"src/link.mdx": "a symlink"}
    assert targets(project, "src/Page.vue") == ["src/text.mdx", "src/Page.vue"]
    assert project.graph.importers("src/a.ts") == ("src/text.mdx",)
    assert project.graph.cycles() == [("src/Page.vue", "src/a.ts", "src/text.mdx")]


def test_to_others_a_host_is_an_asset() -> None:
    files = {"a.ts": b'export { default, b } from "./b.mdx";\n', "b.mdx": b'export { c } from "./c"\n', "c.ts": b""}

    symbols = Project(MemoryTree(files)).symbols

    for name in ("default", "b"):
        declaration = symbols.declaration("a.ts", name)
        assert declaration is not None
        assert (declaration.path, declaration.name) == ("b.mdx", name)
    assert symbols.names("b.mdx") == {}


def test_a_changed_host_has_other_edges_and_its_neighbours_the_same() -> None:
    before = Project(MemoryTree({**FILES, "src/d.vue": b"<script>import './a'</script>", "src/e.mdx": b"import './a'"}))
    edges = before.graph.edges_from("src/e.mdx")
    overlay = Overlay(before.tree)
    overlay.write("src/d.vue", b"<script>import './b'</script>")

    after = before.over(overlay)

    assert targets(after, "src/d.vue") == ["src/b.ts"]
    assert after.graph.edges_from("src/e.mdx") is edges


def test_what_only_looks_like_a_source_is_left_out_by_name() -> None:
    large = b"export const x = 1;\n" * (LARGEST_SOURCE // 20 + 1)
    files = {"a.ts": b"", "bundle.js": large, "film.ts": b"\x47\x40\x00\xff" * 47, "zero.ts": b'const zero = "\0";\n'}
    project = Project(MemoryTree(files))

    assert project.sources == ("a.ts", "zero.ts")
    assert project.left_out == {"bundle.js": f"larger than {LARGEST_SOURCE} bytes", "film.ts": "binary"}


def test_a_module_is_made_once() -> None:
    project = Project(MemoryTree(FILES))

    assert project.module("src/a.ts") is project.module("src/a.ts")
    assert project.module("src/a.ts").source == FILES["src/a.ts"]


def test_the_sources_that_mention_a_word() -> None:
    project = Project(MemoryTree(FILES | {"src/page.mdx": b"import b\n"}))
    assert project.mentioning(b"import") == ("src/a.ts", "src/c.ts")
    assert project.mentioning(b"Import") == ()
    changed = Overlay(project.tree)
    changed.write("src/b.ts", b"import './c';\n")
    assert project.over(changed).mentioning(b"import") == ("src/a.ts", "src/b.ts", "src/c.ts")


def test_what_is_found_out_once_is_of_one_project_and_what_was_given() -> None:
    def found(project: Project, *given: str) -> list[str]:
        return [*project.sources, *given]

    project = Project(MemoryTree(FILES))
    assert project.once(found, "x") == ["src/a.ts", "src/b.ts", "src/c.ts", "x"]
    assert project.once(found, "x") is project.once(found, "x")
    assert project.once(found) == ["src/a.ts", "src/b.ts", "src/c.ts"]
    assert project.over(Overlay(project.tree)).once(found) is not project.once(found)


def test_no_module_where_there_is_no_file() -> None:
    project = Project(MemoryTree({"link.ts": b"a.ts"}, {"link.ts": Mode.SYMLINK}))

    for path in ("absent.ts", "link.ts"):
        with pytest.raises(MissingFileError):
            project.module(path)


def test_an_empty_tree() -> None:
    project = Project(MemoryTree({}))

    assert project.sources == ()
    assert list(project.graph.edges) == []
    assert project.graph.cycles() == []


def test_unchanged_modules_are_shared_with_the_next_tree() -> None:
    before = Project(MemoryTree(FILES))
    same, old = before.module("src/a.ts"), before.module("src/b.ts")
    overlay = Overlay(before.tree)
    overlay.write("src/b.ts", b"export const b = 2;\n")

    after = before.over(overlay)

    assert after.module("src/a.ts") is same
    assert after.module("src/b.ts") is not old
    assert before.module("src/b.ts") is old


def test_edges_of_unchanged_files_are_shared_where_only_a_source_changed() -> None:
    before = Project(MemoryTree(FILES))
    edges = before.graph.edges_from("src/a.ts")
    overlay = Overlay(before.tree)
    overlay.write("src/c.ts", b'import { a } from "./a";\n')

    after = before.over(overlay)

    assert after.graph.edges_from("src/a.ts") is edges
    assert targets(after, "src/c.ts") == ["src/a.ts"]
    assert targets(before, "src/c.ts") == ["src/b.ts"]


def test_a_removed_file_changes_what_others_resolve_to() -> None:
    before = Project(MemoryTree(FILES))
    assert targets(before, "src/a.ts") == ["src/b.ts"]
    overlay = Overlay(before.tree)
    overlay.delete("src/b.ts")

    assert targets(before.over(overlay), "src/a.ts") == [None]


def test_an_added_file_changes_what_others_resolve_to() -> None:
    before = Project(MemoryTree({"a.ts": b'import "./b";\n', "b/index.ts": b""}))
    assert targets(before, "a.ts") == ["b/index.ts"]
    overlay = Overlay(before.tree)
    overlay.write("b.ts", b"")

    assert targets(before.over(overlay), "a.ts") == ["b.ts"]


def test_a_moved_file_is_found_in_its_new_place() -> None:
    before = Project(MemoryTree(FILES))
    assert targets(before, "src/a.ts") == ["src/b.ts"]
    overlay = Overlay(before.tree)
    overlay.move("src/c.ts", "src/deep/c.ts")
    after = before.over(overlay)

    assert after.module("src/deep/c.ts").path == "src/deep/c.ts"
    assert after.graph.edges_from("src/c.ts") == ()
    assert targets(after, "src/deep/c.ts") == [None]


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("tsconfig.json", b'{"compilerOptions": {"paths": {"@/*": ["./lib/*"]}}}', "lib/b.ts"),
        ("base.json", b'{"compilerOptions": {"paths": {"@/*": ["./lib/*"]}}}', "lib/b.ts"),
    ],
)
def test_a_changed_config_changes_what_others_resolve_to(path: str, content: bytes, expected: str) -> None:
    config = FILES["tsconfig.json"]
    files = {**FILES, "lib/b.ts": b"", "base.json": config, "tsconfig.json": b'{"extends": "./base.json"}'}
    before = Project(MemoryTree(files))
    assert targets(before, "src/a.ts") == ["src/b.ts"]
    overlay = Overlay(before.tree)
    overlay.write(path, content)

    assert targets(before.over(overlay), "src/a.ts") == [expected]


def test_a_changed_manifest_changes_what_others_resolve_to() -> None:
    files = {
        **FILES,
        "packages/db/package.json": b'{"name": "@acme/db", "exports": "./one.ts"}',
        "packages/db/one.ts": b"",
        "packages/db/two.ts": b"",
        "src/d.ts": b'import "@acme/db";\n',
    }
    before = Project(MemoryTree(files))
    assert targets(before, "src/d.ts") == ["packages/db/one.ts"]
    overlay = Overlay(before.tree)
    overlay.write("packages/db/package.json", b'{"name": "@acme/db", "exports": "./two.ts"}')

    assert targets(before.over(overlay), "src/d.ts") == ["packages/db/two.ts"]


def test_a_base_that_comes_explains_aliases_elsewhere() -> None:
    before = Project(
        MemoryTree(
            {
                "app/tsconfig.json": b'{"extends": "../base/tsconfig.json"}',
                "app/a.ts": b'import "@/b";\n',
                "app/b.ts": b"",
            }
        )
    )
    assert targets(before, "app/a.ts") == [None]
    overlay = Overlay(before.tree)
    overlay.write("base/tsconfig.json", b'{"compilerOptions": {"paths": {"@/*": ["../app/*"]}}}')

    assert targets(before.over(overlay), "app/a.ts") == ["app/b.ts"]


def test_edges_are_shared_through_trees_whose_graph_nobody_asked_for() -> None:
    before = Project(MemoryTree(FILES))
    edges = before.graph.edges_from("src/a.ts")
    first = Overlay(before.tree)
    first.write("src/c.ts", b"")
    second = Overlay(first)
    second.write("src/b.ts", b'import "./c";\n')

    after = before.over(first).over(second)

    assert after.graph.edges_from("src/a.ts") is edges
    assert targets(after, "src/b.ts") == ["src/c.ts"]
    assert targets(after, "src/c.ts") == []


PATHS = st.sampled_from(
    [
        *("a.ts", "a.mdx", "src/b.vue", "b.ts", "b/index.ts", "src/a.ts", "src/b.ts", "src/b.js", "lib/b.ts"),
        *("tsconfig.json", "lib/tsconfig.json", "lib/package.json", "lib/main.ts", "lib/src/index.ts", "package.json"),
    ]
)
CONTENTS = st.sampled_from(
    [
        b'import "./b";\nimport "@/b";\nimport "#b";\n',
        b'export * from "../lib/b";\nimport "lib";\nimport "lib/b";\nimport "./lib";\n',
        b'import "alias";\nimport "alias/b";\nimport "folder";\nimport "folder/b";\n',
        b'import "..";\nimport "exact";\nimport "b";\nimport "./a.js";\n',
        b'<script>import "./a";</script>',
        b'{"compilerOptions": {"paths": {"@/*": ["./src/*"], "exact": ["./lib/b.ts"]}}}',
        b'{"compilerOptions": {"baseUrl": ".", "paths": {"@/*": ["./lib/*"]}}, "references": [{"path": "./lib"}]}',
        b'{"name": "lib", "main": "./main.js", "imports": {"#b": "./b.ts"}}',
        b'{"name": "lib", "main": "./dist/lib.js", "exports": {".": "./src/index.ts", "./*": "./*.ts"}}',
        b'{"name": "root", "workspaces": ["lib"], "imports": {"#b": "./src/b.ts"}}',
        b'{"workspaces": ["lib"], "dependencies": {"alias": "workspace:lib@*", "folder": "file:./lib"}}',
    ]
)
STEPS = st.lists(st.lists(st.tuples(PATHS, st.none() | PATHS | CONTENTS), max_size=3), max_size=4)


def look_at_all(project: Project) -> None:
    assert list(project.graph.edges) is not None
    assert project.graph.edges_to("src/b.ts") is not None
    assert project.graph.importers("b.ts") is not None


def look_at_one(project: Project) -> None:
    assert project.graph.edges_from("a.ts") is not None
    assert project.graph.importers("src/b.ts") is not None


@settings(max_examples=300, deadline=None)
@given(STEPS, st.sampled_from(["everything", "a module", "nothing"]))
def test_sharing_changes_no_answer(steps: list[list[tuple[str, str | bytes | None]]], asked: str) -> None:
    project = Project(MemoryTree(FILES))
    for step in steps:
        # Whatever of a graph was looked at before its tree is changed; a manifest may be none at this point.
        with suppress(MigratorError):
            {"everything": look_at_all, "a module": look_at_one, "nothing": lambda project: None}[asked](project)
        overlay = Overlay(project.tree)
        for path, what in step:
            if isinstance(what, bytes):
                overlay.write(path, what)
            elif overlay.entry(path) is not None and what is None:
                overlay.delete(path)
            elif overlay.entry(path) is not None and isinstance(what, str) and overlay.entry(what) is None:
                overlay.move(path, what)
        project = project.over(overlay)

    alone = Project(project.tree)
    assert (project.sources, project.importers, project.left_out) == (alone.sources, alone.importers, alone.left_out)
    try:
        expected = list(alone.graph.edges)
    except MigratorError:
        return
    assert list(project.graph.edges) == expected
    for path in project.tree.paths():
        edges = tuple(edge for edge in expected if edge.target == path)
        # Of a new graph nothing is known when it is asked: it looks for those who may name the path.
        for graph in (project.graph, project.over(project.tree).graph, Project(project.tree).graph):
            assert graph.edges_to(path) == edges
            assert graph.importers(path) == tuple(sorted({edge.importer for edge in edges} - {path}))
