"""What was taken back: schema `migrator.rollback/1`, and as a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from migrator.publish import RolledBack
from migrator.report.page import Line, Piece, line

SCHEMA = "migrator.rollback/1"


def rollback_document(gone: RolledBack) -> dict[str, Any]:
    """The document. `switched_to` is null where the work tree stayed where it was."""
    standing = gone.standing
    return {
        "schema": SCHEMA,
        "branch": {"name": standing.branch, "commit": standing.tip},
        "plan": {"name": standing.origin.plan},
        "base": {"commit": standing.base},
        "commits": [
            {"oid": commit.oid, "subject": commit.subject, "by_hand": not standing.is_made(commit)}
            for commit in standing.commits
        ],
        "switched_to": gone.switched_to,
    }


def rollback_page(gone: RolledBack) -> Iterator[Line]:
    """What is gone, where the work tree is now, and how to have it back."""
    standing = gone.standing
    count = f"{len(standing.commits)} commit{'' if len(standing.commits) == 1 else 's'}"
    yield line(Piece(f"Removed the branch {standing.branch} with {count} of the plan {standing.origin.plan}.", "bold"))
    if gone.switched_to is not None:
        yield line(f"The work tree is on {gone.switched_to} now.")
    yield line(f"To have it back, as long as git keeps it: git branch {standing.branch} {standing.tip[:12]}")
