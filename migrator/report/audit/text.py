"""An audit in a terminal: what there is, what breaks a convention, and what it comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from migrator.audit import Audit, Finding, Function, State
from migrator.report.decisions import decision_lines
from migrator.report.page import WIDTH, Line, Piece, line, wrapped

_SHOWN = 12
"""Entries of one kind that are shown; how many more there are is said."""
_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_VERDICTS = {"go": "bold green", "go-with-decisions": "bold yellow", "no-go": "bold red"}
_INDENT = " " * 14


def audit_page(audit: Audit, *, every: bool = False) -> Iterator[Line]:
    """The page; `every` shows each entry, however many there are."""
    base = f"base {audit.commit[:7]}"
    yield line(Piece(audit.subject, "bold"), " " * max(WIDTH - len(audit.subject) - len(base), 3), Piece(base, "dim"))
    if audit.state != State():
        yield line()
        yield from _state(audit.state, None if every else _SHOWN)
        yield from decision_lines([one for one in audit.modules if one.decision != "move"])
        yield line()
        yield from _findings(audit, None if every else _SHOWN)
    yield line()
    yield from _verdict(audit)


def _state(state: State, limit: int | None) -> Iterator[Line]:
    yield from _kind(
        "clients",
        len(state.clients),
        [f"{one.path}:{one.line}  {one.id or 'id not in the text'}, SDK {one.sdk or '?'}" for one in state.clients],
        limit,
    )
    served = sum(one.served is True for one in state.functions)
    yield line(f"  {'functions':<9} {len(state.functions):>3}", f"  {served} of them served")
    width = max((len(_name(one)) for one in state.functions[:limit]), default=0)
    for one in state.functions[:limit]:
        yield from _function(one, min(width, 36))
    yield from _more(len(state.functions), limit)
    sent, handled = sum(bool(one.sent_by) for one in state.events), sum(bool(one.handled_by) for one in state.events)
    declared = sum(one.schema is not None for one in state.events)
    summary = f"{declared} with a schema, {sent} sent, {handled} handled"
    yield from _kind("events", len(state.events), [summary], limit)
    forms = Counter(one.form for one in state.producers)
    modules = len({one.path for one in state.producers})
    summary = f"references in {modules} modules: " + ", ".join(f"{name} {count}" for name, count in forms.most_common())
    yield from _kind("producers", len(state.producers), [summary] if forms else [], limit)
    routes = [f"{one.path}  {one.framework}, {len(one.functions)} functions" for one in state.routes]
    yield from _kind("routes", len(state.routes), routes, limit)
    packages = sorted({name for one in state.functions for name in one.packages})
    yield from _kind("needs", len(packages), [", ".join(packages)] if packages else [], limit)
    cycles = [
        f"{'threatened' if one.threatened else 'present'}: {' -> '.join(one.chain)}, {one.why}" for one in state.cycles
    ]
    yield from _kind("cycles", len(cycles), cycles, limit)


def _kind(name: str, count: int, entries: Sequence[str], limit: int | None) -> Iterator[Line]:
    """A row for a kind of thing: its name, how many there are, and each below the first."""
    head = f"  {name:<9} {count:>3}  "
    if not entries:
        yield line(head.rstrip())
    for index, entry in enumerate(entries[:limit]):
        yield from wrapped(entry, head if index == 0 else " " * len(head))
    yield from _more(len(entries), limit)


def _name(function: Function) -> str:
    return function.id or function.export or f"{function.path}:{function.line}"


def _function(function: Function, width: int) -> Iterator[Line]:
    started = ", ".join(trigger.value or f"{trigger.kind} not in the text" for trigger in function.triggers)
    served = {True: "", False: "not served; ", None: "may be served; "}[function.served]
    blocked = "" if function.decision == "move" else f"{function.decision}; "
    yield from wrapped(f"{served}{blocked}{started or 'invoked'}", f"{_INDENT}  {_name(function):<{width}}  ")


def _more(count: int, limit: int | None) -> Iterator[Line]:
    if limit is not None and count > limit:
        yield line(_INDENT, f"  and {count - limit} more (-v shows all)")


def _findings(audit: Audit, limit: int | None) -> Iterator[Line]:
    known = f", {audit.known} more in the baseline" if audit.known else ""
    counts = Counter(one.severity for one in audit.findings)
    parts = [f"{counts[severity]} {severity}" for severity in ("error", "warning", "info") if counts[severity]]
    yield line(f"  findings  {len(audit.findings):>3}", f"  {', '.join(parts)}{known}".rstrip())
    for finding in audit.findings[:limit]:
        yield from _finding(finding)
    yield from _more(len(audit.findings), limit)


def _finding(finding: Finding) -> Iterator[Line]:
    style = _STYLES[finding.severity]
    yield line("    ", Piece(finding.severity, style), f"  {finding.path}:{finding.line}  ", Piece(finding.code, "dim"))
    yield from wrapped(finding.message, "      ")
    yield from wrapped(finding.hint, "      ", "dim")


def _verdict(audit: Audit) -> Iterator[Line]:
    advice = audit.advice
    yield line(
        Piece(
            advice.recommendation.replace("-", " ").capitalize().replace("No go", "No-go") + ".",
            _VERDICTS[advice.recommendation],
        )
    )
    for reason in advice.reasons:
        yield from wrapped(reason, "  ")
    decided = [choice for choice in advice.choices if choice.entries]
    for choice in decided:
        for key, reason in choice.entries.items():
            yield from wrapped(f"{key}: {choice.value[key]}", "    ")
            yield from wrapped(reason, "      ", "dim")
    if advice.choices and advice.recommendation != "no-go" and advice.steps:
        yield from wrapped(f"`migrate init {audit.plan}` writes the plan with every choice spelled out.", "Next: ")
