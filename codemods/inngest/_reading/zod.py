"""How the modules of an app import zod."""

from __future__ import annotations

from collections.abc import Iterable

from migrator.api import Project


def zod_import(project: Project, paths: Iterable[str]) -> tuple[str, str]:
    """What an import of zod takes and from where, as most of the modules at `paths` have it."""
    found: dict[tuple[str, str], int] = {}
    for path in paths:
        for reference, name in project.module(path).bindings.imports.values():
            if reference.package == "zod" and name.local == "z":
                taken = {"*": "* as z", "default": "z"}.get(name.imported, "{ z }")
                found[taken, reference.specifier] = found.get((taken, reference.specifier), 0) + 1
    return max(sorted(found), key=lambda one: found[one], default=("{ z }", "zod"))
