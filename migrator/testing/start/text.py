"""The text of a new codemod and of its first case."""

from __future__ import annotations

from importlib.resources import files
from string import Template
from typing import Literal, NamedTuple

from migrator.testing.start.names import class_name

Level = Literal["reference", "module", "tree"]
"""What a codemod looks at: each place that names a module, each module, or the whole tree."""

METHODS: dict[Level, str] = {"reference": "visit_reference", "module": "visit_module", "tree": "apply"}
"""The method that does the work."""


class Start(NamedTuple):
    """The Python of a codemod that finds its places and changes nothing yet, and a case that fails for that."""

    module: str
    case: str


def start(name: str, level: Level) -> Start:
    """The start of the codemod `name`, at the level at which it works."""
    templates = files("migrator.testing.start") / "templates"
    module = Template((templates / f"{level}.py.txt").read_text(encoding="utf-8"))
    case = (templates / f"{level}.case.txt").read_text(encoding="utf-8")
    return Start(module.substitute(class_name=class_name(name)), case)
