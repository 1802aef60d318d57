"""Importing codemod modules from a folder, wherever it is, without leaving a trace in it."""

from __future__ import annotations

import importlib
import sys
from hashlib import sha256
from importlib.abc import MetaPathFinder
from importlib.machinery import FileFinder, ModuleSpec, SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from migrator.codemod.fault import innermost_line, what_was_raised
from migrator.errors import Location, UsageError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_PREFIX = "_migrator_codemods_"


class _TracelessLoader(SourceFileLoader):
    """Loads a module and keeps no bytecode: planning writes no file, not even a `__pycache__` beside a plan."""

    def set_data(self, path: str, data: ReadableBuffer, *, _mode: int = 0o666) -> None:
        """Keep nothing."""


class _FolderFinder(MetaPathFinder):
    """Finds the modules of one folder under a package name that nothing else can have."""

    def __init__(self, package: str, folder: Path) -> None:
        self._package = package
        self._folder = folder

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """The spec of the folder's package, or of a module in it; None for every other name."""
        if fullname == self._package:
            spec = ModuleSpec(fullname, None, is_package=True)
            spec.submodule_search_locations = [str(self._folder)]
            return spec
        if not fullname.startswith(self._package + "."):
            return None
        parent = self._folder.joinpath(*fullname.split(".")[1:-1])
        return FileFinder(str(parent), (_TracelessLoader, [".py"])).find_spec(fullname)


def package_of(folder: Path) -> str:
    """A package name for `folder`, under which its modules import and may import each other relatively."""
    folder = folder.resolve()
    package = _PREFIX + sha256(str(folder).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    if package not in sys.modules:
        sys.meta_path.insert(0, _FolderFinder(package, folder))
        importlib.import_module(package)
    return package


def import_codemod_module(name: str, file: Path) -> ModuleType:
    """Import module `name`, which is in `file`. Raises UsageError with file and line where it can't be imported."""
    try:
        return importlib.import_module(name)
    # The module is the user's program: whatever it raises is a mistake in it and no fault of this program.
    except (Exception, SystemExit) as error:
        place = Location(str(file))
        if isinstance(error, SyntaxError) and error.filename:
            place = Location(error.filename, error.lineno, error.offset)
        raise UsageError(
            f"the codemod can't be imported: {what_was_raised(error)}",
            hint="mend the module, or start its file name with `_` if it is no codemod",
            location=place if place.line else innermost_line(error, name) or place,
        ) from error
