"""Codemods of installed packages: what their entry points name."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from migrator.codemod.fault import what_was_raised
from migrator.codemod.folder import codemods_in
from migrator.codemod.found import Found
from migrator.codemod.naming import kebab
from migrator.errors import UsageError

ENTRY_POINTS = "migrator.codemods"
"""The entry point group under which an installed package offers a package of codemods, or a single module."""


def installed_codemods() -> tuple[list[Found], list[UsageError]]:
    """What installed packages offer, and what is wrong with those that can't be looked at: they break nobody else."""
    found: list[Found] = []
    unusable: list[UsageError] = []
    for point in entry_points(group=ENTRY_POINTS):
        try:
            found += _offered(point)
        # To find a module in a package, Python imports the package: whatever that raises is a mistake in it.
        except Exception as error:
            owner = point.dist.name if point.dist else point.name
            unusable.append(
                UsageError(
                    f"the installed package {owner} offers codemods in {point.value!r}, and they can't be found: "
                    f"{what_was_raised(error)}",
                    hint=f"mend the package, or uninstall it: pip uninstall {owner}",
                )
            )
    return found, unusable


def _offered(point: EntryPoint) -> Iterator[Found]:
    if point.pattern.match(point.value) is None:
        raise ValueError("that is no name of a module")
    spec = find_spec(point.module)
    if spec is None:
        raise ModuleNotFoundError(f"No module named {point.module!r}")
    if spec.submodule_search_locations is not None:
        for folder in spec.submodule_search_locations:
            yield from codemods_in(Path(folder), point.module)
    elif spec.origin is not None:
        file = Path(spec.origin)
        yield Found(kebab(point.module.rpartition(".")[2]), point.module, file, file.parent)
