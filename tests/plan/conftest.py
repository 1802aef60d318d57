from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from migrator.errors import PlanError
from migrator.plan import Plan, parse_plan

WRITE_FILE = '''
from typing import Any, Literal

from migrator.api import CannotDetectError, Codemod, Context, RepositoryPath, UsageError, param


class WriteFile(Codemod):
    """Write a file."""

    path: RepositoryPath = param("Where.", example="docs/a.txt")
    text: str = param("What.", default="", example="Hello.")
    on_blocked: Literal["fail", "keep"] = param("What to do.", default="fail", example="keep")
    lines: list[str] = param("More lines.", default=[], example=["one"])
    decisions: dict[str, str] = param("Choices.", default={}, example={"a.ts": "keep"})
    times: int = param("How often.", default=1, example=2)
    loud: bool = param("Whether to shout.", default=False, example=True)

    def apply(self, context: Context) -> None:
        context.tree.write(self.path, self.text.encode() * self.times)

    @classmethod
    def detect(cls, parameter: str, project: Any, known: Any) -> Any:
        apps = sorted({path.split("/")[1] for path in project.tree.paths() if path.startswith("apps/")})
        if parameter == "app" and len(apps) > 1:
            raise UsageError(f"several apps: {', '.join(apps)}", hint="-p app=...")
        if parameter == "app" and apps:
            return f"apps/{apps[0]}"
        if parameter == "app":
            raise CannotDetectError("there is no folder apps")
        if parameter == "source":
            return f"{known['app']}/src"
        return super().detect(parameter, project, known)
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plan's folder, with a codemod `write-file` of its own in `codemods/`."""
    (tmp_path / "codemods").mkdir()
    (tmp_path / "codemods/write_file.py").write_text(WRITE_FILE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def plan_of(folder: Path) -> Callable[[str], Plan]:
    """Parse a plan whose first lines (version, name, codemods) are given."""

    def parse(rest: str) -> Plan:
        return parse_plan(
            ("version: 1\nname: a-plan\ncodemods: [codemods]\n" + rest).encode(),
            "p.yaml",
            folder / "p.yaml",
            lambda _: (),
        )

    return parse


@pytest.fixture
def mistakes(plan_of: Callable[[str], Plan]) -> Callable[[str], list[str]]:
    """The mistakes of such a plan; its own text starts on line 4."""

    def find(rest: str) -> list[str]:
        with pytest.raises(PlanError) as caught:
            plan_of(rest)
        return str(caught.value).split("\n")

    return find
