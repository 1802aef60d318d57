"""Where the codemods and plans are that come with the program."""

from __future__ import annotations

import inspect
from importlib.util import find_spec
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_folder(kind: str) -> Path:
    """The folder of shipped `codemods` or `plans`: inside an installed package, beside the package in a checkout."""
    installed = _PACKAGE / "shipped" / kind
    return installed if installed.is_dir() else _PACKAGE.parent / kind


def shipped_package() -> str | None:
    """The package name under which the shipped codemods import; None where that name finds another folder."""
    folder = shipped_folder("codemods")
    package = "codemods" if folder.parent == _PACKAGE.parent else "migrator.shipped.codemods"
    spec = find_spec(package)
    places = spec.submodule_search_locations if spec else None
    return package if places and folder in [Path(place).resolve() for place in places] else None


def is_shipped(declared: type) -> bool:
    """Whether a codemod or an auditor comes with the program."""
    return Path(inspect.getfile(declared)).resolve().is_relative_to(shipped_folder("codemods"))
