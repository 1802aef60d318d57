"""The only home of git: commits as trees, trees as commits, and patches."""

from migrator.vcs.binary import is_text
from migrator.vcs.branch import BranchWriter
from migrator.vcs.difference import changes_between
from migrator.vcs.history import Commit
from migrator.vcs.hunks import changed_stretches, hunks, line_counts
from migrator.vcs.objects import object_id
from migrator.vcs.patch import patch
from migrator.vcs.repository import Repository
from migrator.vcs.snapshot import GitTree
from migrator.vcs.work_tree import Status

__all__ = [
    "BranchWriter",
    "Commit",
    "GitTree",
    "Repository",
    "Status",
    "changed_stretches",
    "changes_between",
    "hunks",
    "is_text",
    "line_counts",
    "object_id",
    "patch",
]
