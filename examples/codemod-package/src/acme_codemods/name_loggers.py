"""Give each logger the name of its module."""

from __future__ import annotations

import json
from collections.abc import Iterator

from migrator.api import Edit, Module, ModuleCodemod, param
from migrator.api import matchers as m


class NameLoggers(ModuleCodemod):
    """Give each logger the path of the module that makes it; one that has an argument keeps it."""

    function: str = param("The function that makes a logger.", default="createLogger", example="createLogger")

    def visit_module(self, module: Module) -> Iterator[Edit]:
        """Look for calls without arguments, and put the module's path between the parentheses."""
        if self.function.encode() not in module.source:
            return
        for call in m.find_all(module, m.call(m.identifier(self.function), [])):
            arguments = call.field("arguments")
            # Matchers pass over comments, and one between the parentheses would be lost.
            if arguments is not None and not arguments.children:
                yield Edit(arguments.span, f"({json.dumps(module.path, ensure_ascii=False)})".encode())
