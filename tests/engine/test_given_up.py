"""A module may stop passing a name on only where nobody takes it there."""

from __future__ import annotations

import pytest

from migrator.engine.lineage import Lineage
from migrator.engine.reach import Reach
from migrator.engine.references import compare_references
from migrator.tree import MemoryTree, Overlay
from migrator.workspace import Project

INDEX = (
    b'export { a } from "./a";\nexport * from "./b";\nimport { c } from "./c";\nexport { c };\nexport const own = 1;\n'
)
FILES = {
    "package.json": b'{"name": "x"}\n',
    "a.ts": b"export const a = 1;\n",
    "b.ts": b"export const b = 1;\n",
    "c.ts": b"export const c = 1;\n",
    "index.ts": INDEX,
}


def lost(user: bytes, index: bytes = b"export const own = 1;\n", before: bytes = INDEX) -> list[str]:
    """What is found lost of `index.ts`, or no longer exported, when it becomes `index`."""
    project = Project(MemoryTree({**FILES, "index.ts": before, "user.ts": user}))
    tree = Overlay(project.tree)
    tree.write("index.ts", index)
    changes = tree.changes()
    compared = compare_references(Reach(project, project.over(tree), changes, Lineage.over([changes])))
    return sorted({one.declared[0] for one in compared.lost} | {name for _, name in compared.unexported})


@pytest.mark.parametrize(
    "user",
    [
        b'import { own } from "./index";\n',
        b'import * as all from "./index";\n\nexport const own = all.own;\n',
        b'vi.mock("./index");\n',
        b'export * from "./index";\n',
    ],
)
def test_what_nobody_takes_may_go(user: bytes) -> None:
    assert lost(user) == []


@pytest.mark.parametrize(
    ("user", "missed"),
    [
        (b'import { a } from "./index";\n', ["a", "a.ts"]),
        (b'import { b } from "./index";\n', ["b", "b.ts"]),
        (b'export { c as d } from "./index";\n', ["c", "c.ts"]),
        (b'import * as all from "./index";\n\nexport const a = all.a;\n', ["a.ts"]),
        (b'import * as all from "./index";\n\nexport default all;\n', ["a.ts", "b.ts", "c.ts"]),
        (b'import "./index";\n', ["a.ts", "b.ts", "c.ts"]),
        (b'vi.mock("./index", () => ({ b: 2 }));\n', ["b.ts"]),
    ],
)
def test_what_somebody_takes_is_missed(user: bytes, missed: list[str]) -> None:
    assert lost(user) == missed


def test_what_a_module_uses_itself_is_missed() -> None:
    before = b'import { c } from "./c";\n\nexport { c };\nexport const own = [c];\n'
    assert lost(b"", b"export const own = [c];\n", before) == ["c.ts"]


def test_what_another_statement_passes_on_too() -> None:
    before = b'export * from "./a";\nexport { a } from "./a";\n'
    assert lost(b'import { a } from "./index";\n', b'export * from "./a";\n', before) == []
