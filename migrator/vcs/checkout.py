"""The files of a commit in a folder of their own, without index, work tree, filters and hooks."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from migrator.errors import UsageError
from migrator.tree import Entry, Mode, checked_path
from migrator.vcs.blobs import Blobs
from migrator.vcs.command import Git
from migrator.vcs.promised import absent_objects
from migrator.vcs.snapshot import GitTree


def check_out(git: Git, tree: GitTree, folder: Path) -> None:
    """Write the files of `tree`, as git stores them, into the empty `folder`. Raises GitError.

    A submodule becomes an empty folder. What a partial clone has not fetched is left out, and so is every symlink that
    leads out of `folder`: a program that runs there must not write through it.
    """
    absent = absent_objects(git, tree.commit)
    entries = [
        (path, entry) for path in tree.paths() if (entry := tree.entry(path)) is not None and _stays_inside(path)
    ]
    for path, entry in entries:
        place = folder / path
        (place if entry.mode is Mode.SUBMODULE else place.parent).mkdir(parents=True, exist_ok=True)
    present = [item for item in entries if item[1].mode is not Mode.SUBMODULE and item[1].identity not in absent]
    # Links come last, so that no file is ever written through one, however the file system takes upper and lower case.
    present.sort(key=lambda item: item[1].mode is Mode.SYMLINK)
    links: list[Path] = []
    for path, entry, content in _contents(git, present):
        if entry.mode is Mode.SYMLINK:
            links += _link(folder / path, content)
        else:
            _write(folder / path, content, executable=entry.mode is Mode.EXECUTABLE)
    root = os.path.realpath(folder)
    for place in links:
        if not Path(os.path.realpath(place)).is_relative_to(root):
            place.unlink()


def _contents(git: Git, entries: Sequence[tuple[str, Entry]]) -> Iterator[tuple[str, Entry, bytes]]:
    blobs = Blobs(git)
    blobs.prefetch(entry.identity for _, entry in entries)
    for path, entry in entries:
        yield path, entry, blobs.read(entry.identity)


def _write(place: Path, content: bytes, *, executable: bool) -> None:
    """Write one file; of two names that the file system takes for the same, the first."""
    with suppress(FileExistsError), place.open("xb") as file:
        file.write(content)
        place.chmod(0o755 if executable else 0o644)


def _link(place: Path, target: bytes) -> Iterator[Path]:
    """Make a symlink and give its place; nothing where the file system can't have it."""
    with suppress(OSError, ValueError):
        place.symlink_to(os.fsdecode(target))
        yield place


def _stays_inside(path: str) -> bool:
    try:
        return checked_path(path) == path
    except UsageError:
        return False
