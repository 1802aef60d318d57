"""The test runner of a package, and how its tests are called and begin."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from migrator.api import Module, Project, is_test

from .._reading.serving import owner_of

_SUFFIX: Final = re.compile(r"\.(test|spec)\.[cm]?tsx?$")
_BUN_TEST: Final = re.compile(r"\bbun (--\S+ )*test\b")
_OTHER: Final = re.compile(r"\b(vitest|jest)\b")
_OF_ANOTHER: Final = re.compile(rb"[\"'](@playwright/test|cypress|node:test)[\"']")
_MODULES: Final = {"vitest": "vitest", "bun": "bun:test", "jest": "@jest/globals"}


@dataclass(frozen=True, slots=True)
class Runner:
    """`suffix` is `test` or `spec`; tests take what they need from `module`, which is empty where that is global.

    `folder` is that of the package whose manifest speaks of it, and where it is started.
    """

    name: str
    suffix: str
    module: str
    folder: str

    @property
    def preamble(self) -> str:
        """The import that a test begins with; empty where these are globals."""
        return f'import {{ describe, expect, it }} from "{self.module}";\n' if self.module else ""


def runner_of(project: Project, folder: str, *, suffix: str) -> Runner | None:
    """The runner that the package's manifest speaks of, or else the root's; None where neither names one that is known.

    `suffix` counts where the package has no tests yet.
    """
    named = _runner(project, folder)
    if named is None:
        return None
    runner, home = named
    tests = [path for path in project.sources if owner_of(project, path) == folder and is_test(path)]
    endings = Counter(found.group(1) for path in tests if (found := _SUFFIX.search(path)) is not None)
    usual = endings.most_common(1)[0][0] if endings else suffix
    module = _MODULES[runner]
    if runner == "jest":
        imported = any(module.encode() in project.module(path).source for path in tests)
        manifests = (project.workspace.manifest(folder), project.workspace.root and project.workspace.root.manifest)
        is_global = any(one is not None and "@types/jest" in one.ranges for one in manifests if one)
        module = module if imported or not (tests or is_global) else ""
    return Runner(runner, usual, module, home)


def is_of_another(module: Module) -> bool:
    """Whether a test is written for a runner that is none of these."""
    return bool(_OF_ANOTHER.search(module.source))


def _runner(project: Project, folder: str) -> tuple[str, str] | None:
    """By the manifest's `test` script, then by what it depends on; the package's before the root's. With its folder.

    That the root depends on a runner is not enough, where each package is to run its own.
    """
    root = project.workspace.root
    for manifest in (project.workspace.manifest(folder), root.manifest if root is not None else None):
        if manifest is None:
            continue
        scripts = manifest.value.get("scripts")
        texts = [one for one in scripts.values() if isinstance(one, str)] if isinstance(scripts, dict) else []
        script = scripts.get("test") if isinstance(scripts, dict) else None
        named = _OTHER.search(script) if isinstance(script, str) else None
        if named is not None:
            return named.group(1), manifest.folder
        if isinstance(script, str) and _BUN_TEST.search(script):
            return "bun", manifest.folder
        for name in ("vitest", "jest"):
            started = manifest.folder == folder or any(name in one for one in texts) or _is_configured(project, name)
            if name in manifest.ranges and started:
                return name, manifest.folder
    return None


def _is_configured(project: Project, name: str) -> bool:
    """Whether the root has settings for a runner."""
    return any("/" not in path and path.startswith(f"{name}.") for path in project.tree.paths())
