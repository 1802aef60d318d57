"""The codemods of a folder: every module in it, but for those that are private, and tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from migrator.codemod.found import Found
from migrator.codemod.importing import package_of
from migrator.codemod.naming import kebab


def codemods_in(folder: Path, package: str | None = None) -> Iterator[Found]:
    """The codemod modules at any depth: importable names only, none that starts with `_`, no tests.

    They import as parts of `package`; without one, of a package that is made for the folder.
    """
    package = package or package_of(folder)
    for file in sorted(folder.rglob("*.py")):
        parts = file.relative_to(folder).with_suffix("").parts
        private = any(part.startswith(("_", "test_")) or not part.isidentifier() for part in parts)
        if not private and parts[0] != "tests" and parts[-1] != "conftest":
            yield Found(kebab(parts[-1]), ".".join((package, *parts)), file, folder)
