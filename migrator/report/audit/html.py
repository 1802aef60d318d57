"""An audit as one page of HTML, in the frame of all reports."""

from __future__ import annotations

from migrator.audit import Audit
from migrator.report.audit.blocks import tree_lines
from migrator.report.audit.content import VERDICTS, figures, sections
from migrator.report.audit.drawing import draw
from migrator.report.html.frame import page, visible

_STATES = ("error", "warning", "info", "move", "co-move", "repoint", "keep", "blocked")


def audit_html(audit: Audit) -> bytes:
    """The page, UTF-8."""
    values = {
        "audit": audit,
        "verdict": VERDICTS[audit.advice.recommendation],
        "figures": figures(audit) if audit.state.functions else [],
        "sections": list(sections(audit)),
        "states": _STATES,
        "draw": draw,
        "tree_lines": lambda paths: [visible(line) for line in tree_lines(paths)],
    }
    return page("audit.html.j2", values, styles=("assets/audit.css",))
