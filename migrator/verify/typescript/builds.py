"""Packages that others use as they are built: git doesn't hold a build, so it is made in the checkout, and undone."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from migrator.codemod import Command
from migrator.verify.workshop import Workshop
from migrator.workspace import Package, Project

_SIMPLE = re.compile(r"((rimraf|rm -rf) [\w./ -]+ && )?(tsc|tsup|unbuild|tsdown|bunchee|pkgroll)\b[^&|;]*")
_FIELDS = ("exports", "types", "typings", "main", "module")
_TIMEOUT = 600


class Builds:
    """A context manager: what it built is gone when it is left. `notes` are what could not be built, and why."""

    def __init__(self, workshop: Workshop, place: Path, project: Project) -> None:
        self._workshop = workshop
        self._place = place
        self._project = project
        self._made: list[Path] = []
        self.notes: list[str] = []

    def __enter__(self) -> Builds:
        return self

    def __exit__(self, *_: object) -> None:
        for made in self._made:
            shutil.rmtree(made, ignore_errors=True)

    def make(self, folders: Iterable[str]) -> None:
        """Build what the packages in `folders` need, in the order in which they need it.

        Only builds that are one call of a compiler are made; of a package with another one that is noted.
        """
        for package in self._needed(folders):
            absent = sorted({path.split("/")[0] for path in _built(package) if not self._there(package, path)})
            absent = [name for name in absent if not (self._place / package.folder / name).exists()]
            if not absent:
                continue
            scripts = package.manifest.value.get("scripts")
            script = scripts.get("build") if isinstance(scripts, dict) else None
            if not isinstance(script, str) or not _SIMPLE.fullmatch(script):
                self.notes.append(f"{package.folder} is used as built, and not built here")
                continue
            self._workshop.say(f"building {package.folder}")
            self._made += [self._place / package.folder / name for name in absent]
            command = Command((self._project.workspace.manager, "run", "build"), (), timeout=_TIMEOUT)
            done = self._workshop.run(command, self._place / package.folder)
            if done.failure:
                self.notes.append(f"the build of {package.folder} {done.failure}")

    def _there(self, package: Package, path: str) -> bool:
        return "*" in path or (self._place / package.folder / path).exists()

    def _needed(self, folders: Iterable[str]) -> Iterator[Package]:
        """The packages and what they depend on, dependencies first; those in a ring in any order."""
        workspace = self._project.workspace
        by_folder = {package.folder: package for package in workspace.packages}
        seen: set[str] = set()

        def visit(package: Package) -> Iterator[Package]:
            if package.folder in seen:
                return
            seen.add(package.folder)
            for name in sorted(package.manifest.ranges):
                if (dependency := workspace.by_name(name)) is not None and dependency.folder in by_folder:
                    yield from visit(dependency)
            yield package

        for folder in folders:
            if folder in by_folder:
                yield from visit(by_folder[folder])


def _built(package: Package) -> Iterator[str]:
    """The files inside of folders that a manifest says are the package."""
    for field in _FIELDS:
        for text in _texts(package.manifest.value.get(field)):
            path = text.removeprefix("./")
            if "/" in path and not path.startswith("../"):
                yield path


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)
