"""Spans of bytes, edits on them, and where they are in lines and columns."""

from migrator.text.edit import Edit, EditConflictError, apply_edits
from migrator.text.harmless import harmless
from migrator.text.lines import LineIndex, Position, line_ending, split_lines, with_line_end
from migrator.text.span import Span

__all__ = [
    "Edit",
    "EditConflictError",
    "LineIndex",
    "Position",
    "Span",
    "apply_edits",
    "harmless",
    "line_ending",
    "split_lines",
    "with_line_end",
]
