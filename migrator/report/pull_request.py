"""A verification as markdown, for the comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.report.proofs import closing
from migrator.report.verification import said
from migrator.verify import CheckStatus, Verification

SHOWN = 25
"""Findings of one proof that are shown; a comment has a limit of 65,536 characters."""

LONGEST = 500
"""Characters of a finding that are shown."""

_MARKS = {CheckStatus.PASSED: "✅ passed", CheckStatus.FAILED: "❌ failed", CheckStatus.SKIPPED: "⚪ skipped"}
# Everything that markdown, HTML, a table or the forge (mentions, issues) would take for its own.
_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~@&$]")
# The forge looks for mentions and issues in what markdown has made of it, where nothing is escaped any more.
_PARTED = {"@": "@<!-- -->", "#": "#<!-- -->"}
_BLANK = re.compile(r"[\s\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def verification_markdown(verification: Verification, branch: str) -> bytes:
    """A heading, the table of proofs, and for each that has findings a part that unfolds."""
    text = "\n".join(_lines(verification, branch)) + "\n"
    return text.encode("utf-8", "backslashreplace")


def _lines(verification: Verification, branch: str) -> Iterator[str]:
    subject = verification.subject
    yield f"### migrate verify: {'passed' if verification.passed else 'failed'}"
    yield ""
    plan = f", made by the plan {_code(subject.made_by)}" if subject.made_by else ""
    commits = f"base {_code(subject.base_commit[:10])}, branch {_code(subject.branch_commit[:10])}"
    yield f"{_code(branch)}{plan}; {commits}."
    yield ""
    yield "| proof | | what was looked at |"
    yield "|---|---|---|"
    for name, proven in verification.proven.items():
        yield f"| {name} | {_MARKS[proven.status]} | {_plain(proven.detail)} |"
    for name, proven in verification.proven.items():
        if not proven.findings:
            continue
        count = len(proven.findings)
        yield ""
        yield f"<details><summary>{name}: {count} finding{'' if count == 1 else 's'}</summary>"
        yield ""
        yield from (f"- {_code(_short(said(finding)))}" for finding in proven.findings[:SHOWN])
        if count > SHOWN:
            yield f"- and {count - SHOWN} more"
        yield ""
        yield "</details>"
    yield ""
    yield closing(verification)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def _code(text: str) -> str:
    """`text` as code, in which neither markdown nor the forge finds anything."""
    return f"<code>{_plain(text)}</code>"


def _plain(text: str) -> str:
    return _SPECIAL.sub(lambda match: _PARTED.get(match[0], f"&#{ord(match[0])};"), _BLANK.sub(" ", text).strip())
