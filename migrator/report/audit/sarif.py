"""An audit's findings as SARIF 2.1.0, for code scanning (https://docs.oasis-open.org/sarif/sarif/v2.1.0/)."""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from urllib.parse import quote

from migrator import __version__
from migrator.audit import Audit, Finding

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note", "off": "none"}


def audit_sarif(audit: Audit) -> dict[str, Any]:
    """One run, with every rule and a result for each finding; paths are relative to the repository."""
    codes = [rule.code for rule in audit.rules]
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "migrate audit",
                        "version": __version__,
                        "rules": [
                            {
                                "id": rule.code,
                                "shortDescription": {"text": rule.summary},
                                "defaultConfiguration": {"level": _LEVELS[rule.level], "enabled": rule.level != "off"},
                            }
                            for rule in audit.rules
                        ],
                    }
                },
                "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The root of the repository."}}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, codes) for finding in audit.findings],
            }
        ],
    }


def _result(finding: Finding, codes: list[str]) -> dict[str, Any]:
    place = {"uri": quote(finding.path, errors="surrogateescape"), "uriBaseId": "SRCROOT"}
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}. {finding.hint[:1].upper()}{finding.hint[1:]}."},
        "locations": [{"physicalLocation": {"artifactLocation": place, "region": {"startLine": finding.line}}}],
        # Without the line, so that a finding is the same one when code above it changes.
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
    }


def _fingerprint(finding: Finding) -> str:
    text = "\0".join((finding.code, finding.path, finding.message))
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
