"""What an app's test runner is told in its settings, and where its tests are."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import Final

from migrator.api import directory_of

from .._runner.place import TestPlaces
from .._runner.runner import Runner, is_of_another
from .next_app import NextApp
from .sdk_choice import version_in_use

_CONFIGS: Final = {
    "vitest": re.compile(r"(vitest|vite)\.config\.[cm]?[jt]s"),
    "jest": re.compile(r"jest\.config\.([cm]?[jt]s|json)|package\.json"),
    "bun": re.compile(r"bunfig\.toml"),
}
#: Whose types TypeScript needs to read a test.
_TYPES: Final = {"vitest": ("vitest",), "jest": ("@types/jest", "@jest/globals"), "bun": ("@types/bun", "bun-types")}
_TOP = re.compile(r"(?:src/)?(?:tests?|__tests__)/")
_KNOWS_REQUESTS: Final = (28, 0, 0)
_READ_BY_JEST = re.compile(rb"next/jest|ts-jest|@swc/jest|preset-typescript|babel-jest|esbuild-jest")


class RunnerSettings:
    """The settings of `runner` in `app`."""

    def __init__(self, app: NextApp, runner: Runner) -> None:
        self.app = app
        self.runner = runner

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The files in the app's folder that have settings, the runner's own before those of Vite."""
        pattern = _CONFIGS[self.runner.name]
        found = [path for path in self.app.project.tree.paths() if directory_of(path) == self.app.folder]
        named = [path for path in found if pattern.fullmatch(path.rpartition("/")[2])]
        return tuple(sorted(named, key=lambda path: (path.rpartition("/")[2].startswith("vite."), path)))

    @cached_property
    def text(self) -> bytes:
        """What these files say; of a manifest all of it."""
        return b"\n".join(self.app.project.tree.read(path) for path in self.paths)

    @cached_property
    def tests(self) -> tuple[str, ...]:
        """The app's tests in TypeScript, without those of another runner."""
        return tuple(
            path
            for path in self.app.tests
            if path.endswith((".ts", ".tsx"))
            and re.search(r"\.(test|spec)\.", path)
            and not is_of_another(self.app.project.module(path))
        )

    @property
    def obstacle(self) -> str | None:
        """Why a test in TypeScript can't be written, in a sentence; None where it can."""
        name = self.runner.name
        version = version_in_use(self.app.project, self.app.folder, name)
        if name == "jest" and version is not None and version < _KNOWS_REQUESTS:
            return "jest before version 28 does not know `Request`, so no tests are written"
        if self.tests:
            return None
        if name == "jest" and not _READ_BY_JEST.search(self.text):
            return "nothing tells that jest reads TypeScript here, so no tests are written"
        if not self._declares(*_TYPES[name]):
            return f"{_TYPES[name][0]} is not declared, so no tests for {name} are written"
        return None

    @property
    def head(self) -> str:
        """The lines that a test starts with: what it asks of the runner, and the import of that."""
        for_node = self.runner.name == "jest" and b"jsdom" in self.text
        return ("/**\n * @jest-environment node\n */\n" if for_node else "") + self.runner.preamble

    def place(self, folder: str) -> str | None:
        """The folder for a test of what is in `folder`: as most tests are placed, if the runner looks there.

        Else where the runner does look; None where that can't be told for certain.
        """
        top = Counter(directory_of(path) for path in self.tests if _TOP.match(self.app.inner(path)))
        nested = [path for path in self.tests if directory_of(path).endswith("/__tests__")]
        usual = f"{folder}/__tests__" if 2 * len(nested) > len(self.tests) else folder
        if 2 * top.total() > len(self.tests):
            usual = top.most_common(1)[0][0]
        places = TestPlaces(self.app.project, self.app.folder, self.runner)
        wanted = (usual, *places.roots, *places.folders_of(folder))
        return next((one for one in wanted if places.collection.takes(self.test_in(one))), None)

    def test_in(self, folder: str) -> str:
        """What the test of the app's Inngest is called in `folder`."""
        return f"{folder}/inngest.{self.runner.suffix}.ts".lstrip("/")

    def _declares(self, *names: str) -> bool:
        root = self.app.project.workspace.root
        ranges = {**self.app.manifest.ranges, **(root.manifest.ranges if root is not None else {})}
        return any(name in ranges for name in names)
