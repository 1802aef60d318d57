"""The findings that a repository has agreed to live with: only others are reported."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from migrator.audit.finding import Finding
from migrator.errors import Location, UsageError

SCHEMA = "migrator.audit-baseline/1"
_Key = tuple[str, str, str]


def baseline_document(findings: Iterable[Finding]) -> dict[str, Any]:
    """The document of a baseline file. It has no lines: a finding stays the same when code above it changes."""
    entries = sorted(_key(one) for one in findings)
    return {
        "schema": SCHEMA,
        "findings": [{"code": code, "path": path, "message": message} for code, path, message in entries],
    }


def read_baseline(file: Path) -> Counter[_Key]:
    """How often each finding may stand. Raises UsageError where the file is no baseline."""
    try:
        document = json.loads(file.read_bytes())
    except OSError as error:
        raise UsageError(f"the baseline {file} can't be read: {error.strerror}") from error
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        column = getattr(error, "colno", 1)
        raise UsageError("this is no JSON", hint=_MEND, location=Location(str(file), line, column)) from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise UsageError(f"the baseline {file} is not of schema {SCHEMA}", hint=_MEND)
    found: Counter[_Key] = Counter()
    for entry in document.get("findings", ()):
        try:
            found[entry["code"], entry["path"], entry["message"]] += 1
        except (TypeError, KeyError) as error:
            raise UsageError(f"a finding in the baseline {file} lacks code, path or message", hint=_MEND) from error
    return found


_MEND = "`migrate audit --write-baseline FILE` writes one"


def without_known(findings: Iterable[Finding], known: Counter[_Key]) -> tuple[Finding, ...]:
    """The findings that the baseline doesn't have; of several alike, as many as there are more than it has."""
    left = Counter(known)
    fresh = []
    for one in findings:
        if left[_key(one)]:
            left[_key(one)] -= 1
        else:
            fresh.append(one)
    return tuple(fresh)


def _key(finding: Finding) -> _Key:
    return finding.code, finding.path, finding.message
