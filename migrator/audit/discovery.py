"""Which audits there are: the modules called `audit` in the folders of codemods."""

from __future__ import annotations

from migrator.audit.auditor import Auditor
from migrator.codemod.naming import did_you_mean
from migrator.codemod.registry import AUDIT, found_modules
from migrator.errors import UsageError


def find_audits() -> tuple[type[Auditor], ...]:
    """Every audit, shipped or of an installed package. Raises UsageError where one can't be imported."""
    found = {one.file: one for one in found_modules() if one.name == AUDIT}
    return tuple(found[file].only(Auditor, "audit") for file in sorted(found))  # type: ignore[type-abstract]


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
