"""New TypeScript, written once in one manner, as another style has it.

The manner is Prettier's: double quotes, semicolons, two blanks to a level, trailing commas, blanks inside braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from migrator.refactor.style import Style
from migrator.syntax import Module
from migrator.text import Edit, Span, apply_edits

#: The path that new text is parsed as; its ending decides the grammar.
_PATH: Final = "new.ts"
_STATEMENT_END = re.compile(rb";(?=\n)(?!\n\s*(?:[\[(`+\-]|/(?![/*])))")
_LAST_COMMA = re.compile(rb",(?=\n\s*[\])}])")
_INDENT = re.compile(rb"^(?:  )+", re.MULTILINE)
_BRACED = ("object", "object_pattern", "object_type", "named_imports", "export_clause")


def in_style(text: str, style: Style) -> str:
    """`text`, TypeScript in Prettier's manner with LF, as `style` has it; comments and strings keep what they say.

    A string that has the style's quote in it keeps its own. Without semicolons, one stays where the next line would
    otherwise go on with the statement.
    """
    module = Module(_PATH, text.encode())
    edits = [*_quotes(module, style), *_gaps(module, style), *_endings(module, style)]
    return apply_edits(module.source, edits).decode().replace("\n", style.newline)


def _quotes(module: Module, style: Style) -> Iterator[Edit]:
    quote = style.quote.encode()
    for node in module.root.descendants("string"):
        inside = Span(node.span.start + 1, node.span.end - 1)
        if quote != b'"' and quote not in inside.of(module.source) and node.text.startswith('"'):
            yield Edit(Span(node.span.start, inside.start), quote)
            yield Edit(Span(inside.end, node.span.end), quote)


def _gaps(module: Module, style: Style) -> Iterator[Edit]:
    for node in module.root.descendants(*_BRACED) if style.gap != " " else ():
        span = node.span
        if node.text.startswith("{ ") and node.text.endswith(" }") and "\n" not in node.text:
            yield Edit(Span(span.start + 1, span.start + 2), style.gap.encode())
            yield Edit(Span(span.end - 2, span.end - 1), style.gap.encode())


def _endings(module: Module, style: Style) -> Iterator[Edit]:
    source = module.source
    texts = [node.span for node in module.root.descendants("template_string", "comment")]

    def is_code(offset: int) -> bool:
        return not any(span.start < offset < span.end for span in texts)

    if style.indent != "  ":
        templates = [node.span for node in module.root.descendants("template_string")]
        for found in _INDENT.finditer(source):
            if not any(span.start < found.start() < span.end for span in templates):
                yield Edit(Span(*found.span()), (style.indent * (len(found.group()) // 2)).encode())
    for wanted, pattern in ((style.semicolon, _STATEMENT_END), (style.comma, _LAST_COMMA)):
        for found in pattern.finditer(source) if not wanted else ():
            if is_code(found.start()):
                yield Edit.delete(Span(*found.span()))
