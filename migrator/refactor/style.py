"""How a repository writes its TypeScript, so that new lines look like their neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from migrator.syntax import Form, Module
from migrator.text import line_ending

_LONGEST_LINE = 100
_BRACES = re.compile(rb"^(?:import|export)\b[^\n{]*\{([ \t]*)[\w$]", re.MULTILINE)
# Not the lines of a comment, which start with a blank and an asterisk.
_INDENT = re.compile(rb"^([ \t]+)[^\s*]", re.MULTILINE)
# Where the last of several lines of an array or of an import's names ends.
_LAST_ITEM = re.compile(rb"([\w\"'\])}](,?))[ \t]*\r?\n[ \t]*(?:\]|\}[ \t]*from\b)")


@dataclass(frozen=True)
class Style:
    """How a module is written; each as it stands in the text.

    quote      the quote of strings
    semicolon  what ends a statement: `;`, or nothing
    newline    what ends a line
    indent     one level of indentation
    gap        what stands inside braces on one line: a blank, or nothing
    comma      what stands behind the last item of several lines: a comma, or nothing
    """

    quote: str = '"'
    semicolon: str = ";"
    newline: str = "\n"
    indent: str = "  "
    gap: str = " "
    comma: str = ","

    @classmethod
    def of(cls, module: Module) -> Style:
        """The style of `module`, and Prettier's manner where it shows none."""
        return cls(**shown_by(module))

    def quoted(self, text: str) -> str:
        """`text` as a string literal."""
        return f"{self.quote}{text}{self.quote}"

    def line(self, statement: str) -> str:
        """`statement` with its end and the line's end."""
        return f"{statement}{self.semicolon}{self.newline}"

    def braced(self, names: Sequence[str]) -> str:
        """`{ a, b }`, or `{a, b}` where the repository writes that."""
        return f"{{{self.gap}{', '.join(names)}{self.gap}}}"

    def taking(self, keyword: str, names: Sequence[str], module: str) -> str:
        """A line such as `import { a, b } from "module"`, broken where it is long; empty for no names."""
        if not names:
            return ""
        line = f"{keyword} {self.braced(names)} from {self.quoted(module)}"
        if len(line) > _LONGEST_LINE:
            items = f",{self.newline}".join(f"{self.indent}{name}" for name in names)
            line = f"{keyword} {{{self.newline}{items}{self.comma}{self.newline}}} from {self.quoted(module)}"
        return self.line(line)


def shown_by(module: Module) -> dict[str, str]:
    """Fields of the style that the text of `module` shows: as its first import is written, or as most of its lines."""
    source = module.source
    found = _ends(module)
    if b"\n" in source:
        found["newline"] = line_ending(source).decode()
    if (indented := _INDENT.search(source)) is not None:
        found["indent"] = indented.group(1).decode()
    if (braces := _BRACES.search(source)) is not None:
        found["gap"] = " " if braces.group(1) else ""
    if (last := _LAST_ITEM.search(source)) is not None:
        found["comma"] = last.group(2).decode()
    return found


def _ends(module: Module) -> dict[str, str]:
    """Quote and statement end, as far as they show."""
    source = module.source
    for reference in module.references:
        if reference.form in (Form.IMPORT, Form.SIDE_EFFECT, Form.REEXPORT, Form.REEXPORT_ALL):
            quote = source[reference.span.start - 1 : reference.span.start].decode()
            ends = reference.statement.of(source).rstrip().endswith(b";")
            return {"quote": quote, "semicolon": ";" if ends else ""}
    found = {}
    single, double = source.count(b"'"), source.count(b'"')
    if single or double:
        found["quote"] = "'" if single > double else '"'
    # A few lines without a semicolon say nothing yet.
    if b";" in source or source.count(b"\n") > 3:
        found["semicolon"] = ";" if b";" in source else ""
    return found
