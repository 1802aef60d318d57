"""How the repository's own package manager installs its dependencies, and what it says where it can't."""

from __future__ import annotations

import re

from migrator.codemod import Command
from migrator.publish.execution import Execution
from migrator.workspace import Project, asked_version, is_modern_yarn
from migrator.workspace.packages import LOCKFILES

_TIMEOUT = 900
_MODERN_YARN = "modern yarn"
_LOCKED = {
    "bun": ("bun", "install", "--frozen-lockfile"),
    "pnpm": ("pnpm", "install", "--frozen-lockfile"),
    "npm": ("npm", "ci", "--no-audit", "--no-fund"),
    "yarn": ("yarn", "install", "--frozen-lockfile", "--non-interactive", "--no-progress"),
    _MODERN_YARN: ("yarn", "install", "--immutable"),
}
# Where `CI` is set, pnpm and modern yarn take a lockfile for frozen that isn't there.
_UNLOCKED = {
    "bun": ("bun", "install"),
    "pnpm": ("pnpm", "install", "--no-frozen-lockfile"),
    "npm": ("npm", "install", "--no-audit", "--no-fund"),
    "yarn": ("yarn", "install", "--non-interactive", "--no-progress"),
    _MODERN_YARN: ("yarn", "install", "--no-immutable"),
}
_SHOWN = 3
# What an error begins with. What comes last is where the log is, and what else one might try.
_ERROR = re.compile(r"\W*(npm )?(error|ERR)\b|\s*ERR_", re.IGNORECASE)


def install_command(project: Project) -> Command:
    """The install to the letter of the lockfile, or of the manifests where there is none; no script of a package runs.

    pnpm fetches the very version that the repository asks for, and installs nothing where that can't be had: then the
    version that is there has to do.
    """
    workspace = project.workspace
    manager = _MODERN_YARN if is_modern_yarn(workspace) else workspace.manager
    locked = any(LOCKFILES[file] == workspace.manager for file in workspace.lockfiles)
    without_scripts = "--mode=skip-build" if manager == _MODERN_YARN else "--ignore-scripts"
    arguments = (*(_LOCKED if locked else _UNLOCKED)[manager], without_scripts)
    switches = manager == "pnpm" and asked_version(workspace)
    otherwise = (*arguments, "--config.manage-package-manager-versions=false") if switches else ()
    return Command(arguments, (), (), timeout=_TIMEOUT, otherwise=otherwise)


def reason(done: Execution) -> str:
    """Why an install failed: what the package manager says from its first error on, in one line."""
    lines = [line.strip() for line in done.lines if line.strip()]
    first = next((at for at, line in enumerate(lines) if _ERROR.match(line)), max(len(lines) - _SHOWN, 0))
    return " / ".join(lines[first : first + _SHOWN])
