"""How the repository's own package manager installs what the lockfile has, and how what it installed is found."""

from __future__ import annotations

from migrator.codemod import Command
from migrator.workspace import Project

_TIMEOUT = 900


def install_command(project: Project) -> Command | None:
    """The install to the letter of the lockfile, without scripts of packages; None where no manager is known."""
    manager = project.workspace.manager
    arguments = {
        "bun": ("bun", "install", "--frozen-lockfile", "--ignore-scripts"),
        "pnpm": ("pnpm", "install", "--frozen-lockfile", "--ignore-scripts"),
        "npm": ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"),
        "yarn": ("yarn", "install", "--immutable"),
    }.get(manager or "")
    return Command(arguments, (), (), timeout=_TIMEOUT) if arguments else None
