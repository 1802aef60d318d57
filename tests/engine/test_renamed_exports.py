"""Exports that are renamed by several steps still lead to the same declarations."""

from __future__ import annotations

from migrator.codemod import discover
from migrator.engine.lineage import Lineage
from migrator.engine.reach import Reach
from migrator.engine.references import compare_references
from migrator.engine.run import run_step
from migrator.plan import BoundStep, Step
from migrator.tree import MemoryTree
from migrator.workspace import Project

FILES = {
    "package.json": b'{"name": "app", "private": true}',
    "src/a.ts": b"export const a = 1;\n",
    "src/index.ts": b'export { a as kept, a } from "./a";\n',
    "src/b.ts": b'import { a } from ".";\nexport const b = a;\n',
}


def test_two_steps_that_rename_the_same() -> None:
    base = project = Project(MemoryTree(FILES))
    changes = []
    for old, new in (("a", "first"), ("first", "second")):
        arguments = {"module": "src/a.ts", "old": old, "new": new}
        codemod = discover([]).get("rename-export").model_validate(arguments)
        step = Step.model_validate({"id": new, "codemod": "rename-export", "with": arguments})
        result = run_step(BoundStep(step, codemod, new), project)
        changes.append(result.changes)
        project = result.project
    assert project.tree.read("src/b.ts") == b'import { second } from ".";\nexport const b = second;\n'
    between = [change for step in changes for change in step]
    told = compare_references(Reach(base, project, between, Lineage.over(changes)))
    assert (told.total, told.lost, told.unexported) == (2, (), ())
    # Whoever is not told of the names takes them for lost.
    assert compare_references(Reach(base, project, between, Lineage())).lost
