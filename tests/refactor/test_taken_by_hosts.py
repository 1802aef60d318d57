"""What is no script of a host uses names too: nothing is taken for unused, or for a mere re-export, there."""

from __future__ import annotations

import pytest

from migrator.refactor.shim import reexports
from migrator.refactor.taken import is_taken
from migrator.tree import MemoryTree
from migrator.workspace import Project

WORKSPACE = {
    "package.json": b'{"name": "root", "workspaces": ["packages/*", "web"]}',
    "packages/ui/package.json": b'{"name": "@acme/ui", "exports": "./index.ts"}',
    "packages/ui/index.ts": b"export const a = 1;\nexport const b = 2;\n",
    "web/package.json": b'{"name": "web", "dependencies": {"@acme/ui": "*"}}',
}


@pytest.mark.parametrize(
    ("path", "source", "taken"),
    [
        ("web/x.ts", "import * as ui from '@acme/ui'; ui.a;", False),
        ("web/x.vue", "<script setup>import * as ui from '@acme/ui'; ui.a;</script><p>{{ ui.b }}</p>", True),
        ("web/x.mdx", "import * as ui from '@acme/ui'\n\nexport const a = ui.a\n\n{ui.b}", True),
        ("web/x.svelte", "<script>import { b } from '@acme/ui';</script>", True),
        ("web/x.svelte", "<script>import { a } from '@acme/ui';</script>", False),
    ],
)
def test_names_that_a_template_may_take(path: str, source: str, taken: bool):
    project = Project(MemoryTree({**WORKSPACE, path: source.encode()}))
    assert is_taken(project, "packages/ui/index.ts", "b") is taken


@pytest.mark.parametrize(
    ("path", "source", "count"),
    [
        ("web/x.ts", "export * from '@acme/ui';", 1),
        ("web/x.mdx", "export * from '@acme/ui'\n\nText.", 0),
        ("web/x.vue", "<script>export * from '@acme/ui';</script>", 0),
    ],
)
def test_a_host_is_no_shim(path: str, source: str, count: int):
    assert len(reexports(Project(MemoryTree({**WORKSPACE, path: source.encode()})), path)) == count
