"""Which audits there are: the modules called `audit` in the folders of codemods."""

from __future__ import annotations

from contextlib import suppress

from migrator.audit.auditor import Auditor
from migrator.codemod.found import Found
from migrator.codemod.installed import installed_codemods
from migrator.codemod.naming import did_you_mean
from migrator.codemod.registry import AUDIT, shipped_codemods
from migrator.errors import UsageError


def find_audits() -> tuple[type[Auditor], ...]:
    """Every audit, shipped or of an installed package. One of a package that can't be imported is left out."""
    audits = {one.file: _loaded(one) for one in shipped_codemods() if one.name == AUDIT}
    for one in installed_codemods()[0]:
        if one.name == AUDIT and one.file not in audits:
            with suppress(UsageError):
                audits[one.file] = _loaded(one)
    return tuple(audits[file] for file in sorted(audits))


def _loaded(found: Found) -> type[Auditor]:
    return found.only(Auditor, "audit")  # type: ignore[type-abstract]


def audit_of(plan: str | None) -> Auditor:
    """The audit that speaks of a plan, or the only one. Raises UsageError where there is none, or several."""
    audits = {one.plan: one for one in find_audits()}
    if plan is None and len(audits) == 1:
        return next(iter(audits.values()))()
    if plan is None:
        raise UsageError(f"there are several audits: {', '.join(sorted(audits))}", hint="name the plan it is about")
    if plan not in audits:
        raise UsageError(f"no audit speaks of a plan {plan!r}", hint=did_you_mean(plan, audits))
    return audits[plan]()
