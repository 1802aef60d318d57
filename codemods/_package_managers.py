"""What each package manager calls its lockfile, and how it writes one without installing anything."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from migrator.api import Project, asked_version, is_modern_yarn

LOCKFILES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "bun": ("bun.lock", "bun.lockb"),
        "pnpm": ("pnpm-lock.yaml",),
        "npm": ("npm-shrinkwrap.json", "package-lock.json"),
        "yarn": ("yarn.lock",),
    }
)
"""A package manager reads the first of its lockfiles that is there, and writes that one again."""

SETTINGS = ("pnpm-workspace.yaml", ".npmrc", ".yarnrc.yml", ".yarnrc", "bunfig.toml", ".pnpmfile.cjs", ".pnpmfile.mjs")
"""Files at the root that what is in a lockfile may depend on."""

# Without them a manifest says all that a lockfile has of it. Of `scripts`, npm notes whether there are some to run.
_OTHER_FIELDS = frozenset(
    ("exports", "imports", "main", "module", "browser", "types", "typings", "typesVersions", "files", "sideEffects")
)
_FORMAT = re.compile(rb"""^(?:lockfileVersion: |\s*"lockfileVersion": |__metadata:\s+version: )['"]?([\d.]+)""", re.M)


def arguments(manager: str, project: Project) -> tuple[str, ...]:
    """The command that writes the lockfile. No script of any package is run.

    pnpm takes a lockfile for frozen where `CI` is set, and so does yarn from 2 on. Yarn 1 can't but install.
    """
    if manager == "bun":
        return ("bun", "install", "--lockfile-only", "--ignore-scripts")
    if manager == "pnpm":
        return ("pnpm", "install", "--lockfile-only", "--ignore-scripts", "--no-frozen-lockfile")
    if manager == "npm":
        return (
            "npm",
            "install",
            "--package-lock-only",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            *_addresses(project),
        )
    if is_modern_yarn(project.workspace):
        return ("yarn", "install", "--mode=update-lockfile", "--no-immutable")
    return ("yarn", "install", "--ignore-scripts", "--non-interactive", "--no-progress")


def without_own_version(manager: str, project: Project) -> tuple[str, ...]:
    """The command for where the very version that the repository asks for can't be had; empty where there is none.

    pnpm fetches that version and runs it, which may fail, without a network for one.
    """
    if manager != "pnpm" or not asked_version(project.workspace):
        return ()
    return (*arguments(manager, project), "--config.manage-package-manager-versions=false")


def _addresses(project: Project) -> tuple[str, ...]:
    """Whether npm notes where it has packages from: as the lockfile does, whatever the user's own settings are.

    A range that is a tag, such as `latest`, is held by that note alone.
    """
    file = next((name for name in LOCKFILES["npm"] if project.tree.entry(name) is not None), None)
    source = project.tree.read(file) if file is not None else b""
    if b'"integrity"' not in source:
        return ()
    return ("--omit-lockfile-registry-resolved" + ("=false" if b'"resolved": "http' in source else "=true"),)


def locked(project: Project) -> dict[str, object]:
    """What a lockfile depends on: of each manifest the fields that count, of each file of settings its bytes."""
    workspace = project.workspace
    packages = workspace.packages_and_root
    found: dict[str, object] = {
        package.manifest.path: {
            field: value for field, value in package.manifest.value.items() if field not in _OTHER_FIELDS
        }
        for package in packages
    }
    for path in SETTINGS:
        entry = project.tree.entry(path)
        if entry is not None and entry.mode.is_file:
            found[path] = project.tree.read(path)
    return found


def format_of(lockfile: bytes) -> str:
    """The version of a lockfile's format; empty where it names none."""
    match = _FORMAT.search(lockfile[:2000])
    return match[1].decode() if match else ""
