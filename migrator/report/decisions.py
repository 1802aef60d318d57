"""What becomes of each module, by kind of decision."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from migrator.codemod import Decision
from migrator.report.page import WIDTH, Line, Piece, line, listed, wrapped

_STYLES = {"move": "green", "co-move": "green", "repoint": "cyan", "keep": "yellow", "blocked": "bold red"}


def decision_lines(decisions: Sequence[Decision], width: int = WIDTH) -> Iterator[Line]:
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
            yield line(Piece(head, style), listed(names, width - len(head)))
            continue
        # What only a blocked module needs goes with that one; its name is enough.
        behind = [decision for decision in chosen if kind == "blocked" and _is_behind(decision, chosen)]
        for index, decision in enumerate(one for one in chosen if one not in behind):
            start = Piece(head if index == 0 else " " * len(head), style)
            yield line(start, decision.path)
            indent = " " * (len(head) + 2)
            yield from wrapped(decision.reason, indent, "dim", width=width)
            # What the line before has named is not said again.
            named = {decision.path, *re.split("[ ,:]+", decision.reason)}
            way = [path for path in decision.chain if path not in named]
            if way:
                yield from wrapped("through " + ", ".join(way), indent, "dim", width=width)
        if behind:
            paths = ", ".join(one.path for one in behind)
            yield from wrapped(f"and {len(behind)} behind these: {paths}", " " * 15, width=width)


def _is_behind(decision: Decision, blocked: Sequence[Decision]) -> bool:
    place = decision.chain.index(decision.path) if decision.path in decision.chain else 0
    return place > 0 and any(one.path == decision.chain[place - 1] for one in blocked)
