"""What an audit's document says, section by section, in blocks that markdown and HTML both render."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from migrator.audit import Audit, Function, State
from migrator.codemod import Decision
from migrator.report.audit.blocks import Block, Cell, Code, Files, Listing, Paragraph, Section, Table
from migrator.report.audit.graphs import package_graph, trigger_graph

VERDICTS = {"go": "Go", "go-with-decisions": "Go, with decisions", "no-go": "No-go"}
"""Recommendation -> how a heading says it."""
_FORMS = 6
_NEEDED = 12
"""App modules of one function that are named; how many more there are is said."""


def sections(audit: Audit) -> Iterator[Section]:
    """Every section that has something to say, in the order of the document."""
    yield Section("Recommendation", tuple(_recommendation(audit)))
    if audit.state == State():
        return
    yield Section("Current state", tuple(_state(audit.state)))
    yield Section("Dependencies", tuple(_dependencies(audit)))
    yield Section("Consistency", tuple(_consistency(audit)))
    if audit.advice.comparison:
        yield Section("Today and with a package", tuple(_comparison(audit)))
    if audit.advice.structure:
        yield Section("Proposal", tuple(_proposal(audit)))
    if audit.advice.risks:
        rows = tuple((one.risk, one.mitigation) for one in audit.advice.risks)
        yield Section("Risks", (Table(("risk", "what helps"), rows),))


def figures(audit: Audit) -> list[tuple[str, str]]:
    """What there is, in numbers to be seen at once: the number, and what it counts."""
    state = audit.state
    served = sum(one.served is True for one in state.functions)
    blocked = sum(one.decision == "blocked" for one in audit.modules)
    return [
        (str(len(state.functions)), f"functions, {served} served"),
        (str(len(state.events)), "events"),
        (str(len(state.producers)), "references from outside"),
        (str(blocked), "modules that block"),
        (str(len(audit.findings)), "findings"),
    ]


def _recommendation(audit: Audit) -> Iterator[Block]:
    yield Listing(audit.advice.reasons)
    if audit.advice.inputs:
        yield Table(("what it rests on", "here"), tuple((one.name, one.value) for one in audit.advice.inputs))


def _state(state: State) -> Iterator[Block]:
    rows: Sequence[tuple[Cell, ...]]
    rows = tuple((_place(one.path, one.line), one.id or "not in the text", one.sdk or "?") for one in state.clients)
    yield Table(("client", "id", "SDK"), rows)
    rows = tuple((Code(_name(one)), _place(one.path, one.line), _started(one), _served(one)) for one in state.functions)
    yield Table(("function", "place", "started by", "served"), rows)
    rows = tuple(
        (Code(one.name), one.schema or "none", Code(*one.sent_by), Code(*one.handled_by)) for one in state.events
    )
    yield Table(("event", "schema", "sent by", "handled by"), rows)
    rows = tuple((_place(one.path, one.line), one.framework, Code(*one.functions)) for one in state.routes)
    yield Table(("serve route", "framework", "functions"), rows)
    if state.producers:
        forms = Counter(one.form for one in state.producers)
        said = ", ".join(f"{form} {count}" for form, count in forms.most_common())
        modules = len({one.path for one in state.producers})
        yield Paragraph(f"{len(state.producers)} references from {modules} modules outside: {said}.")
        rows = tuple((_place(one.path, one.line), one.form, Code(one.specifier)) for one in state.producers)
        yield Table(("producer", "form", "names"), rows, folded="Each reference")
    others = (*state.middleware, *state.tests)
    if others:
        rows = tuple((Code(one.path), one.what) for one in others)
        yield Table(("module", "what it is"), rows, folded="Middleware and tests")


def _dependencies(audit: Audit) -> Iterator[Block]:
    state = audit.state
    if state.packages:
        yield Paragraph("Who needs whom among the packages; the arrow leads to what is needed.")
        yield package_graph(state)
    if state.events:
        yield Paragraph("Which module sends which event, and which function it starts.")
        yield trigger_graph(state)
    rows = tuple((Code(_name(one)), Code(*one.packages), Code(*one.npm), _app_modules(one)) for one in state.functions)
    yield Table(("function", "workspace packages", "packages from outside", "modules of the app"), rows)
    decided = [one for one in audit.modules if one.decision != "move"]
    if decided:
        yield Paragraph("What becomes of the modules of the app that moved code needs.")
        yield Table(("module", "decision", "reason", "through"), tuple(map(_decision, decided)))
    if state.cycles:
        cycles = tuple(
            ("threatened" if one.threatened else "present", Code(*one.chain, joint=" → "), one.why)
            for one in state.cycles
        )
        yield Table(("cycle", "chain", "why"), cycles)
    else:
        yield Paragraph("There are no cycles, and the move would make none.")


def _consistency(audit: Audit) -> Iterator[Block]:
    rows = tuple((one.topic, str(len(one.ways)), Code(*one.ways)) for one in audit.state.patterns if one.ways)
    if rows:
        yield Table(("topic", "patterns", "which"), rows)
    known = f" {audit.known} more are in the baseline." if audit.known else ""
    if not audit.findings:
        yield Paragraph(f"No finding.{known}")
        return
    count = "1 finding." if len(audit.findings) == 1 else f"{len(audit.findings)} findings."
    yield Paragraph(f"{count}{known}")
    found = tuple(
        (one.severity, Code(one.code), _place(one.path, one.line), one.message, one.hint) for one in audit.findings
    )
    yield Table(("level", "rule", "place", "finding", "mend"), found)


def _comparison(audit: Audit) -> Iterator[Block]:
    rows = tuple(
        (one.point, one.today, one.shared or "the plan does not go through") for one in audit.advice.comparison
    )
    yield Table(("point", "today", "with a package"), rows)


def _proposal(audit: Audit) -> Iterator[Block]:
    advice = audit.advice
    yield Files(advice.structure)
    rows = tuple((Code(one.param), Code(_shown(one.value)), one.reason) for one in advice.choices)
    yield Paragraph(f"The parameters of the plan {audit.plan}; `migrate init {audit.plan}` writes them to a file.")
    yield Table(("parameter", "value", "why"), rows)
    decisions = tuple(
        (Code(key), str(choice.value[key]), reason)
        for choice in advice.choices
        for key, reason in choice.entries.items()
    )
    if decisions:
        yield Table(("decide", "decision", "why"), decisions)
    if advice.steps:
        yield Paragraph("The plan's steps, in order.")
        numbered = tuple(
            (str(number), Code(one.id), one.what, str(one.changes) if one.changes else "a command")
            for number, one in enumerate(advice.steps, 1)
        )
        yield Table(("order", "step", "commit", "files"), numbered)


def _decision(one: Decision) -> tuple[Cell, ...]:
    return Code(one.path), one.decision, one.reason, Code(*one.chain, joint=" → ")


def _app_modules(function: Function) -> Cell:
    shown = function.app_modules[:_NEEDED]
    more = len(function.app_modules) - len(shown)
    return Code(*shown, more=f" and {more} more" if more else "")


def _started(function: Function) -> Cell:
    return Code(*(one.value or f"{one.kind}: not in the text" for one in function.triggers))


def _served(function: Function) -> str:
    return {True: "yes", False: "no", None: "not in the text"}[function.served]


def _name(function: Function) -> str:
    return function.id or function.export or f"{function.path}:{function.line}"


def _place(path: str, line: int) -> Code:
    return Code(f"{path}:{line}")


def _shown(value: object) -> str:
    return (
        str(value)
        if isinstance(value, str)
        else ", ".join(map(str, value))
        if isinstance(value, list | dict)
        else str(value)
    )
