"""What a step has to look at again: every reference that leads elsewhere now, whoever made it do so."""

from __future__ import annotations

import pytest

from migrator.engine import Lineage, Reach, compare_references
from migrator.tree import MemoryTree, Overlay
from migrator.workspace import Project

FILES = {
    "package.json": b'{"name": "root", "workspaces": ["packages/*"]}\n',
    "packages/kit/package.json": b'{"name": "@s/kit", "exports": {".": "./a.ts"}}\n',
    "packages/kit/a.ts": b"export const size = 1;\n",
    "packages/kit/b.ts": b"export const size = 2;\n",
    "packages/web/package.json": b'{"name": "@s/web", "dependencies": {"@s/kit": "workspace:*"}}\n',
    "packages/web/all.ts": b'export * from "@s/kit";\n',
    "packages/web/use.ts": b'import { size } from "./all";\n\nexport const twice = 2 * size;\n',
    "packages/web/own.ts": b'import { twice } from "./use";\n\nexport { twice };\n',
}


def lost(written: dict[str, bytes]) -> list[tuple[str, str, str]]:
    """Importer, and name and path of what it no longer leads to, when files are written over the base."""
    project = Project(MemoryTree(FILES))
    tree = Overlay(project.tree)
    for path, content in written.items():
        tree.write(path, content)
    compared = compare_references(Reach(project, project.over(tree), tree.changes(), Lineage.over([tree.changes()])))
    return [(one.importer, one.declared[1], one.declared[0]) for one in compared.lost]


def test_an_entry_point_that_leads_elsewhere() -> None:
    """No source has changed, and the one that takes the name doesn't name the package itself."""
    written = {"packages/kit/package.json": FILES["packages/kit/package.json"].replace(b"a.ts", b"b.ts")}
    taken = ("size", "packages/kit/a.ts")
    assert ("packages/web/use.ts", *taken) in lost(written)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param({"packages/kit/package.json": b'{"name": "@s/kit", "main": "./a.ts"}\n'}, id="said otherwise"),
        pytest.param({"packages/web/use.ts": b'import { size } from "@s/kit";\n'}, id="straight"),
        pytest.param({"packages/web/own.ts": b'import { twice } from "./use";\n'}, id="given up by nobody's user"),
    ],
)
def test_what_still_leads_there(written: dict[str, bytes]) -> None:
    assert lost(written) == []
