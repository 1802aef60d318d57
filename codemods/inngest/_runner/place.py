"""Where a test of a module goes, so that its runner finds it."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from migrator.api import Project, directory_of, is_test, lies_in

from .._reading.serving import owner_of
from .collection import Collection
from .runner import Runner, is_of_another

_OF_TESTS: Final = re.compile(r"(^|/)(tests?|__tests__|specs?)(/|$)")
_NESTED: Final = "__tests__"


class TestPlaces:
    """The places for tests of the package in the folder `package`, for `runner`."""

    __test__ = False

    def __init__(self, project: Project, package: str, runner: Runner) -> None:
        self.project = project
        self.package = package
        self.collection = Collection(project, package, runner)

    def of(self, module: str) -> str | None:
        """Where a test of `module` goes: the first place that the runner certainly looks at; None where none is known.

        That is beside it; else where other tests are, laid out as they are; else below the folders that the runner's
        settings name.
        """
        return next((path for path in self.all_of(module) if self.collection.takes(path)), None)

    def all_of(self, module: str) -> Iterator[str]:
        """Every place where a test of `module` may stand, the best first."""
        stem, _, ending = module.rpartition("/")[2].rpartition(".")
        usual = self.collection.runner.suffix
        for folder in dict.fromkeys(self.folders_of(directory_of(module))):
            for suffix in (usual, "spec" if usual == "test" else "test"):
                yield f"{folder}/{stem}.{suffix}.{ending}".lstrip("/")

    def folders_of(self, folder: str) -> Iterator[str]:
        """Folders for tests of what is in `folder`, the best first."""
        yield folder
        for (tests, sources), _ in self._layouts.most_common():
            if sources is None:
                yield f"{folder}/{tests}"
            elif lies_in(folder, sources) or not sources:
                yield posixpath.normpath(f"{tests}/{posixpath.relpath('/' + folder, '/' + sources)}")
        for tests, layouts in Counter(tests for tests, sources in self._layouts if sources is not None).items():
            if layouts > 1:
                yield tests
        yield f"{folder}/{_NESTED}"
        for root in self.roots:
            yield posixpath.normpath(f"{root}/{self._inside(folder)}")

    @cached_property
    def _layouts(self) -> Counter[tuple[str, str | None]]:
        """Folder of tests and folder of the sources that they mirror -> how many tests are laid out like that.

        The second is None for a folder that each folder of sources has one of.
        """
        found: Counter[tuple[str, str | None]] = Counter()
        for path in self.tests:
            tests, stem = directory_of(path), path.rpartition("/")[2].partition(".")[0]
            for edge in self.project.graph.edges_from(path):
                target = edge.target
                if target is None or is_test(target) or target.rpartition("/")[2].partition(".")[0] != stem:
                    continue
                sources = directory_of(target)
                if tests == f"{sources}/{_NESTED}":
                    found[_NESTED, None] += 1
                elif tests != sources:
                    found[_mirrored(tests, sources)] += 1
        return found

    @property
    def roots(self) -> Iterator[str]:
        """Folders that are for tests alone: the one that all such folders lie in, and those that settings name."""
        homes = {directory_of(path) for path in self.tests if _OF_TESTS.search(directory_of(path))}
        around = posixpath.commonpath([f"/{one}" for one in homes]) if homes else ""
        if _OF_TESTS.search(around):
            yield around.lstrip("/")
        for selection in self.collection.selections:
            yield from (one for one in selection.folders if _OF_TESTS.search(one))

    @cached_property
    def tests(self) -> tuple[str, ...]:
        """The tests of the package that the runner takes."""
        return tuple(
            path
            for path in self.project.sources
            if is_test(path)
            and owner_of(self.project, path) == self.package
            and self.collection.takes(path)
            and not is_of_another(self.project.module(path))
        )

    def _inside(self, folder: str) -> str:
        """A folder as seen from the package's sources."""
        inner = posixpath.relpath("/" + folder, "/" + self.package)
        return inner.removeprefix("src/") if inner != "src" else "."


def _mirrored(tests: str, sources: str) -> tuple[str, str]:
    """Both folders without the last parts that they have in common."""
    left, right = tests.split("/"), sources.split("/")
    while len(left) > 1 and right and left[-1] == right[-1]:
        left.pop()
        right.pop()
    return "/".join(left), "/".join(right)
