"""Repository paths: strings with `/` between the parts, relative to the repository's root, never leaving it.

The root itself is the empty string. They are git's paths, so the same on every operating system.
"""

from __future__ import annotations

import posixpath
import re

from migrator.errors import UsageError

# A drive, with or without a slash behind it; and characters that the Mac's file system does not see in a name.
_DRIVE = re.compile(r"[A-Za-z]:")
_UNSEEN = re.compile("[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]")


def checked_path(path: str) -> str:
    """`path` in its one normal form. Raises UsageError where it is absolute, leaves the repository, or enters `.git`.

    `.git` is refused in every spelling that some file system takes for it, as git itself does: `.GIT`, `.git.`,
    `git~1`, `.git::$INDEX_ALLOCATION`, with a character in it that nobody sees.
    """
    plain = path.replace("\\", "/") if "/" not in path else path
    normal = posixpath.normpath(plain) if plain else ""
    if normal == ".":
        return ""
    parts = normal.split("/")
    if plain.startswith("/") or _DRIVE.match(parts[0]):
        raise UsageError(f"{path!r} is absolute", hint="paths are relative to the repository's root")
    if any(name == ".." for part in parts for name in part.split("\\")):
        raise UsageError(f"{path!r} leaves the repository", hint="paths are relative to the repository's root")
    if "\0" in normal or any(_is_gits_own(name) for part in parts for name in part.split("\\")):
        raise UsageError(f"{path!r} is not a path for repository content")
    return normal


def _is_gits_own(name: str) -> bool:
    seen = _UNSEEN.sub("", name).lower().partition(":")[0].rstrip(". ")
    return seen in (".git", "git~1")


def join(folder: str, path: str) -> str | None:
    """`path` as seen from `folder`, normalised; None where it leaves the repository."""
    normal = posixpath.normpath(posixpath.join("/", folder, path) if not path.startswith("/") else path)
    depth = 0
    for part in f"{folder}/{path}".split("/"):
        depth += {"": 0, ".": 0, "..": -1}.get(part, 1)
        if depth < 0:
            return None
    return normal.lstrip("/")


def directory_of(path: str) -> str:
    """The folder that holds `path`; the empty string for a path at the root."""
    return path.rpartition("/")[0]


def lies_in(path: str, place: str) -> bool:
    """Whether `path` is `place` itself, a file, or below it, a folder."""
    return path == place or path.startswith(f"{place}/")


def relative(target: str, folder: str) -> str:
    """`target` as seen from `folder`, without a leading `./`: `../a/b.ts`, `b.ts`."""
    return posixpath.relpath("/" + target, "/" + folder)
