"""Writes the monorepo, and commits it."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.monorepo import text
from benchmarks.monorepo.configuration import configuration_files
from benchmarks.monorepo.imports import Imports
from benchmarks.monorepo.inngest import inngest_files
from benchmarks.monorepo.layout import CORE, SCOPE, Module, modules, package_names
from benchmarks.monorepo.words import stems

FEW_IMPORTERS = 15
"""How many modules import the package that few use; with manifests and settings, 20 files name it."""
_IDENTITY = {"NAME": "Bench", "EMAIL": "bench@example.com", "DATE": "2026-01-01T00:00:00Z"}


@dataclass(frozen=True, slots=True)
class Generated:
    """A repository that was written: its folder, how many modules it has, and the bytes in these."""

    folder: Path
    modules: int
    size: int


def generate(folder: Path, size: int, seed: int = 1) -> Generated:
    """Write a monorepo of about `size` modules into the empty or missing `folder`, and commit it as `main`.

    `node_modules` has links to the packages, as after an installation. Raises FileExistsError where something is there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    written, total = 0, 0
    for path, content in _files(size, Random(seed)):
        at = folder / path
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_text(content, encoding="utf-8", newline="\n")
        if path.endswith((".ts", ".tsx")):
            written, total = written + 1, total + len(content)
    _link(folder, package_names(size))
    _commit(folder)
    return Generated(folder, written, total)


def _files(size: int, random: Random) -> Iterator[tuple[str, str]]:
    names = stems(random)
    planned = list(modules(size, names))
    imports = Imports(planned, random, few=FEW_IMPORTERS)
    areas: dict[str, list[Module]] = defaultdict(list)
    packages: dict[str, list[str]] = defaultdict(list)
    for module in planned:
        if module.kind in ("code", "component"):
            areas[module.area].append(module)
    for module in planned:
        match module.kind:
            case "barrel":
                yield module.path, text.barrel(module, areas[module.area])
                packages[module.package].append(module.area)
            case "test":
                yield module.path, text.test(list(imports.of(module)))
            case _:
                yield module.path, text.code(module, list(imports.of(module)), random)
    for name in package_names(size):
        inner = [area.rpartition("/")[2] for area in packages[f"packages/{name}"]]
        more = "\nexport const log = console.log;\n" if name == "log" else ""
        yield f"packages/{name}/src/index.ts", "".join(f'export * from "./{one}";\n' for one in inner) + more
    core = [module.export for module in planned if module.package == f"packages/{CORE}" and module.kind == "code"]
    yield from inngest_files(size, names, core, random)
    yield from configuration_files(package_names(size))


def _link(folder: Path, packages: list[str]) -> None:
    linked = folder / "node_modules" / SCOPE
    linked.mkdir(parents=True)
    for name in packages:
        (linked / name).symlink_to(Path("../../packages") / name)


def _commit(folder: Path) -> None:
    """One commit that is the same wherever and whenever it is made, in one pack, as a clone has it."""
    environment = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in _IDENTITY.items()}
    fixed = {**environment, "PATH": "/usr/local/bin:/usr/bin:/bin", "GIT_CONFIG_GLOBAL": "/dev/null"}
    for command in (
        ("init", "--quiet", "--initial-branch", "main"),
        ("add", "--all"),
        ("commit", "--quiet", "--message", "A monorepo"),
        ("repack", "-a", "-d", "-q"),
    ):
        subprocess.run(["git", *command], cwd=folder, env=fixed, check=True)
