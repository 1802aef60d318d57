"""A verification as markdown, for the comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.report.markdown import LIMIT, code, fitted, unfolding
from migrator.report.proof_table import proof_table
from migrator.report.proofs import closing
from migrator.report.verification import said
from migrator.verify import Verification

SHOWN = 25
"""Findings of one proof that are shown."""


def verification_markdown(verification: Verification, branch: str, limit: int = LIMIT) -> bytes:
    """A heading, the table of proofs, and for each that has findings a part that unfolds; at most `limit` bytes."""
    text = fitted(lambda shown: _lines(verification, branch, min(shown, SHOWN)), limit)
    return text.encode("utf-8", "backslashreplace")


def _lines(verification: Verification, branch: str, shown: int) -> Iterator[str]:
    subject = verification.subject
    yield f"### migrate verify: {'passed' if verification.passed else 'failed'}"
    yield ""
    plan = f", made by the plan {code(subject.made_by)}" if subject.made_by else ""
    commits = f"base {code(subject.base_commit[:10])}, branch {code(subject.branch_commit[:10])}"
    yield f"{code(branch)}{plan}; {commits}."
    yield ""
    yield from proof_table((name, one.status, one.detail) for name, one in verification.proven.items())
    for name, proven in verification.proven.items():
        count = len(proven.findings)
        if count:
            yield ""
            findings = [f"- {code(said(finding))}" for finding in proven.findings[:shown]]
            more = [f"- and {count - shown} more"] if count > shown else []
            yield from unfolding(f"{name}: {count} finding{'' if count == 1 else 's'}", [*findings, *more])
    yield ""
    yield closing(verification)
