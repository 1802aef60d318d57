"""What a partial clone has left on the server. Reading it would fetch it, and reading may write nothing."""

from __future__ import annotations

from migrator.errors import GitError
from migrator.vcs.command import Git

PROMISOR = r"^(remote\..*\.promisor|extensions\.partialclone)$"


def absent_objects(git: Git, commit: str) -> frozenset[str]:
    """Ids of the blobs of `commit` that are not here; empty for every clone that is not partial.

    Raises GitError where whole folders are not here, so that not even the names are known.
    """
    if git.ask("config", "--get-regexp", PROMISOR) is None:
        return frozenset()
    walk = ("rev-list", "--objects", "--missing=print", "--no-object-names", "--no-walk")
    if _missing(git.run(*walk, "--filter=blob:none", commit)):
        raise GitError(
            f"this clone does not have the folders of commit {commit}",
            hint=f"fetch them first: git ls-tree -r -t {commit}",
        )
    return _missing(git.run(*walk, commit))


def _missing(listing: bytes) -> frozenset[str]:
    return frozenset(line[1:].decode() for line in listing.split(b"\n") if line.startswith(b"?"))
