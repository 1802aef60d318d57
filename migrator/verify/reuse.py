"""The dependencies that the work tree has, for a checkout of the same repository."""

from __future__ import annotations

import os
from pathlib import Path


def link_dependencies(root: Path, place: Path, folder: str) -> None:
    """Link what is in `node_modules` of a package of the work tree at `root` into the checkout at `place`.

    One by one, for a package of the workspace is itself a link there: it has to lead to the checkout's own. Linking
    the whole folder would compile and run the work tree instead.
    """
    present, wanted = root / folder / "node_modules", place / folder / "node_modules"
    if not present.is_dir() or not wanted.parent.is_dir():
        return
    wanted.mkdir(exist_ok=True)
    for entry in present.iterdir():
        scoped = entry.name.startswith("@") and entry.is_dir() and not entry.is_symlink()
        if scoped:
            (wanted / entry.name).mkdir(exist_ok=True)
        for one in entry.iterdir() if scoped else (entry,):
            _link(one, wanted / one.relative_to(present), root, place)


def _link(entry: Path, link: Path, root: Path, place: Path) -> None:
    real, top = Path(os.path.realpath(entry)), Path(os.path.realpath(root))
    if real.is_relative_to(top) and "node_modules" not in real.relative_to(top).parts:
        entry = place / real.relative_to(top)
    if entry.exists() and not link.is_symlink() and not link.exists():
        link.symlink_to(entry)
