"""Proofs as a table in markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from migrator.engine import CheckStatus
from migrator.report.markdown import plain, table

_MARKS = {CheckStatus.PASSED: "✅ passed", CheckStatus.FAILED: "❌ failed", CheckStatus.SKIPPED: "⚪ skipped"}


def proof_table(proofs: Iterable[tuple[str, CheckStatus, str]]) -> Iterator[str]:
    """A row for each name, what became of it, and what was looked at."""
    rows = ((plain(name), _MARKS[status], plain(detail)) for name, status, detail in proofs)
    return table(("proof", "", "what was looked at"), rows)
