"""Repository paths: strings with `/` between the parts, relative to the repository's root, never leaving it.

The root itself is the empty string. They are git's paths, so the same on every operating system.
"""

from __future__ import annotations

import posixpath

from migrator.errors import UsageError


def checked_path(path: str) -> str:
    """`path` in its one normal form. Raises UsageError where it is absolute, leaves the repository, or enters `.git`.

    Git itself refuses `.git` in any case and with the trailing dots and spaces that some file systems ignore.
    """
    plain = path.replace("\\", "/") if "/" not in path else path
    normal = posixpath.normpath(plain) if plain else ""
    if normal == ".":
        return ""
    parts = normal.split("/")
    if plain.startswith("/") or (len(parts[0]) == 2 and parts[0][1] == ":"):
        raise UsageError(f"{path!r} is absolute", hint="paths are relative to the repository's root")
    if parts and parts[0] == "..":
        raise UsageError(f"{path!r} leaves the repository", hint="paths are relative to the repository's root")
    if any(part.lower().rstrip(". ") == ".git" or "\0" in part for part in parts):
        raise UsageError(f"{path!r} is not a path for repository content")
    return normal


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
