"""The pytest plugin: a file `cases/<codemod>/<name>.case` is a test of that codemod."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from migrator.codemod.found import Found


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
        """Find the codemod that the folder is named after, and prove the case."""
        from migrator.testing import prove
        from migrator.testing.cases import read_case_file

        codemod = self._codemod().load()
        case = read_case_file(self.path)
        with tempfile.TemporaryDirectory() as folder:
            prove(codemod, case, Path(folder))

    def _codemod(self) -> Found:
        """The one beside the folder of cases, else one that is installed. Raises UsageError where there is none."""
        from migrator.codemod import discover
        from migrator.codemod.folder import codemods_in
        from migrator.codemod.shipped import shipped_folder

        name, folder = self.path.parent.name, self.path.parent.parent.parent
        everywhere = discover()
        if folder == shipped_folder("codemods"):
            return everywhere.found(name)
        beside = next((one for one in codemods_in(folder) if one.name == name), None)
        if beside is None:
            return everywhere.found(name)
        # A package that is installed from this very folder: its modules are imported under their own names.
        known = everywhere.all_called(name)
        return next((one for one in known if one.file.resolve() == beside.file.resolve()), beside)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """How the result differs from the case, or the mistake and its place; any other error in full."""
        from migrator.errors import MigratorError

        error = excinfo.value
        if isinstance(error, MigratorError):
            return f"{error}\n{error.hint}" if error.hint else str(error)
        return str(error) if isinstance(error, AssertionError) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the case is, for reports."""
        return self.path, 0, f"case {self.path.parent.name}/{self.name}"
