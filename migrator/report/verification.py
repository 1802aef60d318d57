"""A verification as programs read it: JSON, schema `migrator.verify/1`, and JUnit's XML for CI."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from migrator.text import harmless
from migrator.verify import CheckStatus, Finding, Proven, Verification

SCHEMA = "migrator.verify/1"

# What no XML 1.0 document may hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def verification_document(verification: Verification, branch: str) -> dict[str, Any]:
    """The document. Keys and their order are a contract; `path` and `line` are null where a finding has none."""
    subject = verification.subject
    repository = subject.repository
    return {
        "schema": SCHEMA,
        "base": {"commit": subject.base_commit, "tree": repository.tree_of(subject.base_commit)},
        "branch": {
            "name": branch,
            "commit": subject.branch_commit,
            "tree": repository.tree_of(subject.branch_commit),
        },
        "status": "passed" if verification.passed else "failed",
        "checks": [
            {
                "name": name,
                "status": str(proven.status),
                "detail": proven.detail,
                "findings": [_finding(finding) for finding in proven.findings],
            }
            for name, proven in verification.proven.items()
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {"path": finding.path, "line": finding.line, "message": finding.message}


def verification_junit(verification: Verification, branch: str) -> bytes:
    """A test suite with a test case for each proof."""
    statuses = [proven.status for proven in verification.proven.values()]
    counts = {
        "tests": str(len(statuses)),
        "failures": str(statuses.count(CheckStatus.FAILED)),
        "errors": "0",
        "skipped": str(statuses.count(CheckStatus.SKIPPED)),
    }
    suites = Element("testsuites", counts)
    suite = SubElement(suites, "testsuite", {"name": _text(f"migrate verify {branch}"), **counts})
    for name, proven in verification.proven.items():
        case = SubElement(suite, "testcase", {"classname": "migrate.verify", "name": name})
        _outcome(case, proven)
    indent(suites)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode").encode() + b"\n"


def _outcome(case: Element, proven: Proven) -> None:
    if proven.status is CheckStatus.SKIPPED:
        SubElement(case, "skipped", {"message": _text(proven.detail)})
        return
    if proven.status is CheckStatus.FAILED:
        failure = SubElement(case, "failure", {"message": _text(proven.detail)})
        failure.text = _text("\n".join(said(finding) for finding in proven.findings))
        return
    SubElement(case, "system-out").text = _text(proven.detail)


def said(finding: Finding) -> str:
    """`path:line: message`, with as much of the place as is known."""
    place = ":".join(str(part) for part in (finding.path, finding.line) if part is not None)
    return f"{place}: {finding.message}" if place else finding.message


def _text(value: str) -> str:
    return harmless(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", value).replace("\r", "\n"))
