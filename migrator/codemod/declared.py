"""Where in its module a codemod declares what it is made of."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

from migrator.errors import Location


def line_of(declared: type | object) -> int | None:
    """The line, from 1, on which a class or a function begins; None where its source is not at hand."""
    try:
        return inspect.getsourcelines(declared)[1]  # type: ignore[arg-type]
    except (OSError, TypeError):
        return None


def place_of(declared: type) -> Location:
    """The file of a class, and the line on which it begins."""
    return Location(inspect.getfile(declared), line_of(declared))


def place_of_field(declared: type, name: str) -> Location:
    """The file and the line of a field that a class declares in its body; the class's place where it inherits it."""
    try:
        tree = ast.parse(Path(inspect.getfile(declared)).read_bytes())
    except (OSError, SyntaxError):
        return place_of(declared)
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef) or node.name != declared.__name__:
            continue
        for statement in node.body:
            if isinstance(statement, ast.AnnAssign) and getattr(statement.target, "id", None) == name:
                return Location(inspect.getfile(declared), statement.lineno)
    return place_of(declared)


def place_of_work(declared: type) -> Location:
    """The file and the line of the method that says what changes, the one of the lowest level that there is."""
    for name in ("visit_reference", "visit_module", "command", "apply"):
        method = vars(declared).get(name)
        if inspect.isfunction(method):
            return Location(inspect.getfile(declared), line_of(method))
    return place_of(declared)
