"""What a step may not do unnoticed: take away what others name, or leave a module that doesn't parse."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from migrator.api import Codemod, Context, param
from migrator.engine import CheckStatus, Lineage, StepStatus
from migrator.engine.checks import check
from migrator.engine.run import run_step
from migrator.plan import BoundStep, Step
from migrator.tree import MemoryTree, Overlay
from migrator.workspace import Project

FILES = {
    "package.json": b'{"name": "app"}\n',
    "src/size.ts": b'import { unit } from "./unit";\n\nexport const size = 2 * unit;\nexport const other = 1;\n',
    "src/unit.ts": b"export const unit = 1;\n",
    "src/use.ts": b'import { size } from "./size";\n\nexport const twice = 2 * size;\n',
}
WITHOUT = FILES["src/size.ts"].replace(b"export const size = 2 * unit;\n", b"export const wide = 2 * unit;\n")


class Write(Codemod):
    """Write files."""

    files: Mapping[str, str] = param("Path and content.", example={"a.ts": "x"})

    def apply(self, context: Context) -> None:
        for path, content in self.files.items():
            context.tree.write(path, content.encode())


def said(**files: bytes) -> tuple[StepStatus, list[str]]:
    """What becomes of a step that writes these files, by their stems in `src`."""
    written = {f"src/{stem}.ts": content.decode() for stem, content in files.items()}
    step = BoundStep(Step.model_validate({"id": "write", "codemod": "write"}), Write(files=written), "write")
    result = run_step(step, Project(MemoryTree(FILES)))
    return result.status, [f"{one.code} {one.path}" for one in result.diagnostics]


def test_an_export_that_somebody_names() -> None:
    assert said(size=WITHOUT) == (StepStatus.FAILED, ["unexported-name src/use.ts", "lost-reference src/use.ts"])


def test_an_export_that_nobody_names() -> None:
    fine = FILES["src/size.ts"].replace(b"export const other = 1;\n", b"")
    assert said(size=fine) == (StepStatus.APPLIED, [])


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(FILES["src/size.ts"] + b"const = ;\n", id="behind its references"),
        pytest.param(FILES["src/size.ts"].replace(b"= 1;", b"= (1;"), id="in what it declares"),
    ],
)
def test_a_module_that_parses_no_more(broken: bytes) -> None:
    status, codes = said(size=broken)
    assert status is StepStatus.FAILED
    assert "parses-worse src/size.ts" in codes


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ({"src/size.ts": WITHOUT}, CheckStatus.FAILED),
        ({"src/size.ts": WITHOUT.replace(b"wide", b"size")}, CheckStatus.PASSED),
    ],
)
def test_the_check_of_a_whole_plan(written: dict[str, bytes], status: CheckStatus) -> None:
    before = Project(MemoryTree(FILES))
    tree = Overlay(before.tree)
    for path, content in written.items():
        tree.write(path, content)
    assert check("references", before, before.over(tree), Lineage.over([tree.changes()]), ()).status is status
