"""The project of a commit, with what earlier runs found out about its sources."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from migrator.cache import Index, index_file
from migrator.vcs import GitTree, Repository
from migrator.workspace import Project


@contextmanager
def project_of(repository: Repository, tree: GitTree) -> Iterator[Project]:
    """The project of `tree`. What is found out in it is kept for the next run, also where this one fails."""
    index = Index(index_file(repository.folder))
    try:
        yield Project(tree, index.known)
    finally:
        index.save()
