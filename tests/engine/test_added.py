"""A change may point a module elsewhere; it may not give it something to use that it had nothing to do with."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from migrator.engine import Lineage, Reach, added_references
from migrator.tree import MemoryTree, Overlay
from migrator.workspace import Project

FILES = {
    "package.json": b'{"name": "x"}\n',
    "a.ts": b"export const a = 1;\nexport const b = 2;\n",
    "other.ts": b"export const other = 1;\n",
    "all.ts": b'export * from "./a";\nexport * from "./other";\n',
    "index.ts": b'export * from "./a";\n',
    "lists.ts": b'import { a, b } from "./a";\n\nexport const list = [a, b];\n',
    "user.ts": b'import { a } from "./a";\n\nexport const mine = a;\n',
    "route.ts": b'import { a, b } from "./a";\n\nexport const list = [a, b];\n',
}


def added(written: Mapping[str, bytes], base: Mapping[str, bytes] = FILES) -> list[tuple[str, str, str]]:
    """Importer, and name and path of what it has come to use, when files are written over the base."""
    project = Project(MemoryTree(base))
    tree = Overlay(project.tree)
    for path, content in written.items():
        tree.write(path, content)
    changes = tree.changes()
    found = added_references(Reach(project, project.over(tree), changes, Lineage.over([changes])))
    return [(edge.importer, name, path) for edge, (path, name) in found]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param({"user.ts": b'import { a } from "./all";\n'}, id="the same by another way"),
        pytest.param(
            {"user.ts": b'import { fresh } from "./fresh";\n', "fresh.ts": b"export const fresh = 1;\n"}, id="new"
        ),
        pytest.param({"index.ts": b'export * from "./a";\nexport { other } from "./other";\n'}, id="passed on"),
        pytest.param(
            {
                "index.ts": b'import { a, b } from "./a";\n\nexport * from "./a";\nexport const list = [a, b];\n',
                "route.ts": b'import { list } from "./index";\n',
            },
            id="a list that was another module's",
        ),
        pytest.param({"route.ts": b'import { list } from "./lists";\n'}, id="a list that was there already"),
    ],
)
def test_what_is_no_addition(written: dict[str, bytes]) -> None:
    assert added(written) == []


def test_names_of_a_module_that_was_had_as_a_whole() -> None:
    base = {**FILES, "user.ts": b'import * as every from "./all";\n\nexport const mine = every.a;\n'}
    assert added({"user.ts": b'import { a } from "./a";\n'}, base) == []
    base["user.ts"] = b'vi.mock("./all");\n'
    assert added({"user.ts": b'vi.mock("./a");\n'}, base) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (b'import { a } from "./a";\nimport { other } from "./other";\n', ("other", "other.ts")),
        (b'import { a, b } from "./a";\n', ("b", "a.ts")),
        (b'import { a } from "./a";\nimport { other } from "./all";\n', ("other", "other.ts")),
        (b'import { a } from "./a";\n\nawait import("./other");\n', ("*", "other.ts")),
    ],
)
def test_what_is_one(source: bytes, expected: tuple[str, str]) -> None:
    assert added({"user.ts": source}) == [("user.ts", *expected)]


def test_a_moved_module_is_followed() -> None:
    project = Project(MemoryTree(FILES))
    tree = Overlay(project.tree)
    tree.move("a.ts", "deep/a.ts")
    tree.move("user.ts", "deep/user.ts")
    tree.write("deep/user.ts", b'import { a } from "./a";\nimport { other } from "../other";\n')
    changes = tree.changes()
    found = added_references(Reach(project, project.over(tree), changes, Lineage.over([changes])))
    assert [(edge.importer, declared) for edge, declared in found] == [("deep/user.ts", ("other.ts", "other"))]
