"""Which files of the work tree are as the last commit has them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from migrator.vcs.command import Git, text
from migrator.vcs.work_tree import work_tree_status


def uncommitted(git: Git, root: Path, files: Sequence[Path]) -> list[Path]:
    """Of `files`, those that HEAD does not have, or has with other bytes, or that lead out of the work tree `root`."""
    top = root.resolve()
    places = {file: _inside(file, top) for file in files}
    listing = git.run("ls-tree", "-r", "-z", "--name-only", "--full-tree", "HEAD")
    committed = set(text(listing).split("\0")[:-1]) - set(work_tree_status(git).paths)
    return [file for file, place in places.items() if place not in committed]


def _inside(file: Path, top: Path) -> str:
    """The path below `top` of what `file` really is; empty where it is elsewhere."""
    real = file.resolve()
    return real.relative_to(top).as_posix() if real.is_relative_to(top) else ""
