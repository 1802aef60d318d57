"""What becomes of each module, by kind of decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from migrator.codemod import Decision
from migrator.report.page import WIDTH, Line, Piece, line, listed, wrapped

_STYLES = {"move": "green", "co-move": "green", "repoint": "cyan", "keep": "yellow", "blocked": "bold red"}


def decision_lines(decisions: Sequence[Decision]) -> Iterator[Line]:
    """One block per kind with its count: moved modules in one line, others with their reason and what leads to it."""
    if decisions:
        yield line()
    for kind, style in _STYLES.items():
        chosen = [decision for decision in decisions if decision.decision == kind]
        if not chosen:
            continue
        head = f"  {kind:<7} {len(chosen):>3}  "
        if kind == "move":
            names = [decision.path.rpartition("/")[2] for decision in chosen]
            yield line(Piece(head, style), listed(names, WIDTH - len(head)))
            continue
        for index, decision in enumerate(chosen):
            start = Piece(head if index == 0 else " " * len(head), style)
            yield line(start, decision.path)
            indent = " " * (len(head) + 2)
            yield from wrapped(decision.reason, indent, "dim")
            if decision.chain:
                yield from wrapped("through " + ", ".join(decision.chain), indent, "dim")
