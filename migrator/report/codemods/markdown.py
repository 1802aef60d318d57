"""A codemod as a page of markdown, for the documentation and for people who don't run the program."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from migrator.report.codemods.document import Described, codemod_document
from migrator.report.codemods.page import step_lines

_LANGUAGES: Mapping[str, str] = {
    **dict.fromkeys(("ts", "mts", "cts"), "ts"),
    **dict.fromkeys(("js", "mjs", "cjs"), "js"),
    **{ending: ending for ending in ("tsx", "jsx", "vue", "svelte", "yaml", "md")},
    "json": "json",
    "yml": "yaml",
}
_FENCE = re.compile(r"^`{3,}", re.MULTILINE)


def codemod_markdown(described: Described) -> str:
    """Documentation, parameters, an example before and after, and what every case of it proves, in a sentence each."""
    document = codemod_document(described)
    return "\n".join((*_head(document), *_example(document), *_proven(described))) + "\n"


def _head(document: Mapping[str, Any]) -> Iterator[str]:
    yield f"# {document['name']}"
    yield ""
    yield document["documentation"]
    if document["parameters"]:
        yield from ("", "## Parameters", "", "| parameter | type | default | means |", "|---|---|---|---|")
    for one in document["parameters"]:
        default = "" if one["required"] else f"`{json.dumps(one['default'], ensure_ascii=False)}`"
        yield f"| `{one['name']}` | {_cell(one['type'])} | {_cell(default)} | {_cell(one['description'])} |"


def _example(document: Mapping[str, Any]) -> Iterator[str]:
    example = document["example"]
    if example is None:
        return
    yield from ("", "## Example", "", example["proves"], "")
    yield from _fenced("\n".join(step_lines(document["name"], example["with"])), "yaml")
    for section in ("before", "after"):
        yield from ("", f"### {section.capitalize()}")
        for path, content in example[section].items():
            yield from ("", f"`{path}`" + (" is gone." if content is None else ":"))
            if content is not None:
                yield ""
                yield from _fenced(content.removesuffix("\n"), _LANGUAGES.get(path.rpartition(".")[2], "text"))


def _proven(described: Described) -> Iterator[str]:
    if described.cases:
        yield from ("", "## What its cases prove", "")
        yield from (f"- {case.proves}" for case in described.cases)


def _fenced(text: str, language: str) -> Iterator[str]:
    """A block of code, in a fence that is longer than any in it."""
    longest = max((len(found) for found in _FENCE.findall(text)), default=2)
    fence = "`" * (longest + 1)
    yield from (f"{fence}{language}", text, fence)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
