"""An audit as markdown: a document to commit, with graphs that GitHub draws."""

from __future__ import annotations

import re
from collections.abc import Iterator

from migrator.audit import Audit
from migrator.report.audit.blocks import Block, Cell, Files, Graph, Listing, Paragraph, Table, tree_lines
from migrator.report.audit.content import VERDICTS, sections
from migrator.report.markdown import code, fenced, plain, short

_BLANK = re.compile(r"[\s\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_SHAPES = {
    "event": ("([", "])"),
    "function": ("[[", "]]"),
    "home": ("[", "]"),
    "package": ("[", "]"),
    "module": ("(", ")"),
}


def audit_markdown(audit: Audit) -> bytes:
    """The document, UTF-8."""
    return ("\n".join(_lines(audit)) + "\n").encode("utf-8", "backslashreplace")


def _lines(audit: Audit) -> Iterator[str]:
    yield f"# {audit.subject}: {VERDICTS[audit.advice.recommendation].lower()}"
    yield ""
    yield f"An audit of commit {_code(audit.commit[:10])} by `migrate audit`, and of the plan {_code(audit.plan)}."
    for section in sections(audit):
        yield ""
        yield f"## {section.title}"
        for block in section.blocks:
            yield ""
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield _words(text)
        case Listing(points):
            yield from (f"- {_words(point)}" for point in points)
        case Table():
            yield from _folded(block) if block.folded else _table(block)
        case Files(paths):
            yield from fenced(tree_lines(paths))
        case Graph():
            yield from _mermaid(block)


def _folded(table: Table) -> Iterator[str]:
    yield f"<details><summary>{table.folded}</summary>"
    yield ""
    yield from _table(table)
    yield ""
    yield "</details>"


def _table(table: Table) -> Iterator[str]:
    if not table.rows:
        yield f"No {table.head[0]}."
        return
    yield f"| {' | '.join(table.head)} |"
    yield "|" + "---|" * len(table.head)
    for row in table.rows:
        yield f"| {' | '.join(map(_cell, row))} |"


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return _words(cell)
    return cell.joint.join(map(_code, cell.names)) + cell.more


def _mermaid(graph: Graph) -> Iterator[str]:
    """A flowchart. Names stand as labels in quotes, under ids that nothing in them can break."""
    ids = {node.name: f"n{index}" for index, node in enumerate(graph.nodes)}
    yield "```mermaid"
    yield "flowchart LR"
    for node in graph.nodes:
        before, after = _SHAPES[node.kind]
        yield f"  {ids[node.name]}{before}{_label(node.name)}{after}"
    for start, end in graph.edges:
        yield f"  {ids[start]} --> {ids[end]}"
    homes = [ids[node.name] for node in graph.nodes if node.kind == "home"]
    if homes:
        yield "  classDef home stroke-width:3px"
        yield f"  class {','.join(homes)} home"
    yield "```"


def _label(name: str) -> str:
    """A label in quotes, in Mermaid's own escapes: `#35;` and their like."""
    text = _BLANK.sub(" ", name)
    return '"' + re.sub(r"[^\w /.@:,()\-]", lambda match: f"#{ord(match[0])};", text) + '"'


def _code(text: str) -> str:
    """`text` as code: between backticks, where nothing in it would end them or a table's cell."""
    shown = short(_BLANK.sub(" ", text)).strip()
    return f"`{shown}`" if shown and "`" not in shown and "|" not in shown else code(text)


def _words(text: str) -> str:
    """Words, in which what stands between backticks stays code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return plain(text)
    return "".join(_code(part) if index % 2 else _spaced(part) for index, part in enumerate(parts))


def _spaced(part: str) -> str:
    """A part of a sentence, with the blanks that part it from the code beside it."""
    before, after = (" " if part[:1] == " " else ""), (" " if part[-1:] == " " and part.strip() else "")
    return f"{before}{plain(part)}{after}"
