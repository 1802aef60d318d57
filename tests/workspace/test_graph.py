"""Who imports whom, and which modules lead back to themselves."""

from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.tree import MemoryTree
from migrator.workspace import ImportGraph, Project
from migrator.workspace.cycles import strongly_connected


def graph_of(files: dict[str, str]) -> ImportGraph:
    return Project(MemoryTree({path: text.encode() for path, text in files.items()})).graph


WORKSPACE = {
    "package.json": '{"name": "root", "private": true, "workspaces": ["apps/*", "packages/*"]}',
    "packages/db/package.json": '{"name": "@acme/db", "exports": {".": "./src/index.ts"}}',
    "packages/db/src/index.ts": 'export * from "./client";\n',
    "packages/db/src/client.ts": "export const db = 1;\n",
    "apps/web/package.json": '{"name": "web", "dependencies": {"@acme/db": "workspace:*", "zod": "^3"}}',
    "apps/web/tsconfig.json": '{"compilerOptions": {"baseUrl": ".", "paths": {"@/*": ["./src/*"]}}}',
    "apps/web/src/page.tsx": 'import { db } from "@acme/db";\nimport { z } from "zod";\nimport "./page.css";\n',
    "apps/web/src/page.css": "",
    "apps/web/src/page.test.ts": 'import { page } from "@/page";\nvi.mock("@acme/db");\n',
    "apps/web/src/lost.ts": 'import "./nowhere";\n',
}


def test_edges_across_packages_in_source_order() -> None:
    graph = graph_of(WORKSPACE)

    assert [(edge.reference.specifier, edge.target) for edge in graph.edges_from("apps/web/src/page.tsx")] == [
        ("@acme/db", "packages/db/src/index.ts"),
        ("zod", None),
        ("./page.css", "apps/web/src/page.css"),
    ]
    assert graph.targets("apps/web/src/page.tsx") == ("apps/web/src/page.css", "packages/db/src/index.ts")


def test_edges_seen_from_their_target() -> None:
    graph = graph_of(WORKSPACE)

    found = [(edge.importer, edge.reference.form) for edge in graph.edges_to("packages/db/src/index.ts")]
    assert found == [("apps/web/src/page.test.ts", "mock"), ("apps/web/src/page.tsx", "import")]
    assert graph.importers("apps/web/src/page.css") == ("apps/web/src/page.tsx",)
    assert graph.importers("packages/db/src/client.ts") == ("packages/db/src/index.ts",)


def test_every_edge_once_by_importer() -> None:
    graph = graph_of(WORKSPACE)

    assert [edge.importer for edge in graph.edges] == [
        "apps/web/src/lost.ts",
        "apps/web/src/page.test.ts",
        "apps/web/src/page.test.ts",
        "apps/web/src/page.tsx",
        "apps/web/src/page.tsx",
        "apps/web/src/page.tsx",
        "packages/db/src/index.ts",
    ]


def test_what_resolves_to_nothing_is_an_edge_without_target() -> None:
    [edge] = graph_of(WORKSPACE).edges_from("apps/web/src/lost.ts")

    assert edge.target is None


def test_unknown_paths_have_no_edges() -> None:
    graph = graph_of(WORKSPACE)

    assert graph.edges_from("no/such.ts") == ()
    assert graph.edges_to("no/such.ts") == ()


def test_no_cycle_where_imports_only_meet() -> None:
    assert graph_of({"a.ts": 'import "./b"; import "./c";', "b.ts": 'import "./c";', "c.ts": ""}).cycles() == []


def test_a_cycle_is_a_group_of_all_that_lead_to_each_other() -> None:
    files = {
        "a.ts": 'import "./b";',
        "b.ts": 'export * from "./c"; import "./d";',
        "c.ts": 'const a = await import("./a");',
        "d.ts": "",
        "x.ts": 'import "./a"; import "./y";',
        "y.ts": 'require("./x");',
    }

    assert graph_of(files).cycles() == [("a.ts", "b.ts", "c.ts"), ("x.ts", "y.ts")]


def test_a_module_that_imports_itself_is_a_cycle_of_one() -> None:
    assert graph_of({"a.ts": 'import * as self from "./a";', "b.ts": 'import "./a";'}).cycles() == [("a.ts",)]


def test_types_can_be_left_out_of_cycles() -> None:
    graph = graph_of({"a.ts": 'import type { B } from "./b";', "b.ts": 'import { a } from "./a";'})

    assert graph.cycles() == [("a.ts", "b.ts")]
    assert graph.cycles(types=False) == []


def test_a_statement_with_nothing_but_inline_types_still_loads() -> None:
    graph = graph_of({"a.ts": 'import { type B } from "./b";', "b.ts": 'import { a } from "./a";'})

    assert graph.cycles(types=False) == [("a.ts", "b.ts")]


def test_a_mock_makes_no_cycle() -> None:
    files = {
        "setup.ts": 'vi.mock("./client", () => import("./fake"));',
        "fake.ts": "",
        "client.ts": 'import "./setup";',
    }

    assert graph_of(files).cycles() == []


def test_a_chain_longer_than_the_recursion_limit() -> None:
    count = 5_000
    successors = {str(index): [str((index + 1) % count)] for index in range(count)}

    [group] = strongly_connected(successors)

    assert len(group) == count


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=24))
def test_groups_are_what_reaches_each_other(pairs: list[tuple[int, int]]) -> None:
    nodes = [str(node) for node in range(8)]
    successors = {node: [str(b) for a, b in pairs if str(a) == node] for node in nodes}
    reached = {node: {node} for node in nodes}
    for _ in nodes:
        for node in nodes:
            reached[node] |= {far for near in reached[node] for far in successors[near]}

    groups = {frozenset(group) for group in strongly_connected(successors)}

    assert groups == {frozenset(b for b in nodes if b in reached[a] and a in reached[b]) for a in nodes}


def test_a_reference_path_is_relative_without_a_dot() -> None:
    files = {"a.ts": '/// <reference path="types/b.d.ts" />\n/// <reference types="node" />\n', "types/b.d.ts": ""}

    assert [edge.target for edge in graph_of(files).edges_from("a.ts")] == ["types/b.d.ts", None]
