"""The pytest plugin: a file `cases/<codemod>/<name>.case` is a test of that codemod."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect case files, wherever they are."""
    if file_path.suffix == ".case" and file_path.parent.parent.name == "cases":
        collector: pytest.Collector = CaseFile.from_parent(parent, path=file_path)
        return collector
    return None


class CaseFile(pytest.File):
    """One case file."""

    def collect(self) -> Iterator[pytest.Item]:
        """Its one case."""
        yield CaseItem.from_parent(self, name=self.path.stem)


class CaseItem(pytest.Item):
    """One case, proved when it runs."""

    def runtest(self) -> None:
        """Find the codemod that the folder is named after, beside the folder of cases, and prove the case."""
        from migrator.codemod import discover
        from migrator.codemod.shipped import shipped_folder
        from migrator.testing import prove, read_case

        beside = self.path.parent.parent.parent
        own = [beside] if beside != shipped_folder("codemods") else []
        codemod = discover(own).get(self.path.parent.name)
        case = read_case(self.path.read_text(encoding="utf-8"), str(self.path))
        with tempfile.TemporaryDirectory() as folder:
            prove(codemod, case, Path(folder))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What the case says, and how the result differs; any other error in full."""
        if isinstance(excinfo.value, AssertionError):
            return f"{self.path}\n{excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the case is, for reports."""
        return self.path, 0, f"case {self.path.parent.name}/{self.name}"
