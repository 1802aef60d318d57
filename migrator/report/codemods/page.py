"""Codemods in a terminal: a list, and a page for each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from migrator.codemod import Codemod
from migrator.report.codemods.document import Described, codemod_document
from migrator.report.page import Line, Piece, line, wrapped


def codemod_list(codemods: Sequence[type[Codemod]]) -> Iterator[Line]:
    """One line each: the name and what it does."""
    width = max((len(codemod.codemod_name) for codemod in codemods), default=0)
    for codemod in codemods:
        yield from wrapped(codemod.summary(), f"{codemod.codemod_name:<{width}}  ")


def codemod_page(described: Described) -> Iterator[Line]:
    """Everything about one: documentation, parameters, a step of a plan that uses it, and what that does to files."""
    document = codemod_document(described)
    yield line(Piece(document["name"], "bold"))
    for text in str(document["documentation"]).split("\n"):
        yield line(text)
    parameters: list[dict[str, Any]] = document["parameters"]
    if parameters:
        yield line()
        yield line(Piece("parameters", "bold"))
    for parameter in parameters:
        default = "required" if parameter["required"] else f"default {json.dumps(parameter['default'])}"
        yield line("  ", Piece(parameter["name"], "cyan"), f"  {parameter['type']}, {default}")
        yield from wrapped(parameter["description"], "      ")
    yield line()
    yield line(Piece("example", "bold"))
    example = document["example"]
    if example is None:
        yield from map(line, step_lines(document["name"], _made_up(parameters)))
        return
    yield from wrapped(example["proves"], "  ")
    yield line()
    yield from map(line, step_lines(document["name"], example["with"]))
    for section in ("before", "after"):
        yield line()
        yield line("  ", Piece(section, "bold"))
        for path, content in example[section].items():
            yield line("    ", Piece(path, "cyan"), " (deleted)" if content is None else "")
            for text in (content or "").removesuffix("\n").split("\n") if content else ():
                yield line("      ", text)


def step_lines(name: str, arguments: Mapping[str, Any]) -> Iterator[str]:
    """A step of a plan, as its file has it."""
    yield f"  - id: {name}"
    yield f"    codemod: {name}"
    if arguments:
        yield "    with:"
    for parameter, value in arguments.items():
        # JSON is YAML, and quotes what must be quoted.
        yield f"      {parameter}: {json.dumps(value, ensure_ascii=False)}"


def _made_up(parameters: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The values that the parameters themselves have as examples, for a codemod without a case to show."""
    return {parameter["name"]: parameter["example"] for parameter in parameters if "example" in parameter}
