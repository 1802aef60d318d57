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
        """The style of `module`: as its first import is written; where it has none, as most of its lines are."""
        newline = line_ending(module.source).decode()
        indented = _INDENT.search(module.source)
        indent = indented.group(1).decode() if indented else cls.indent
        for reference in module.references:
            if reference.form in (Form.IMPORT, Form.SIDE_EFFECT, Form.REEXPORT, Form.REEXPORT_ALL):
                quote = module.source[reference.span.start - 1 : reference.span.start].decode()
                ends = reference.statement.of(module.source).rstrip().endswith(b";")
                return cls(quote, ";" if ends else "", newline, indent, _gap(module), _comma(module))
        source = module.source
        quote = "'" if source.count(b"'") > source.count(b'"') else '"'
        # A few lines without a semicolon say nothing yet.
        bare = b";" not in source and source.count(b"\n") > 3
        return cls(quote, "" if bare else ";", newline, indent, comma=_comma(module))

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


def _gap(module: Module) -> str:
    """What stands between braces and names on one line: a blank, or nothing where the first such import has none."""
    braces = _BRACES.search(module.source)
    return "" if braces is not None and not braces.group(1) else " "


def _comma(module: Module) -> str:
    """What stands behind the last item where each has a line: a comma, unless the first such list has none."""
    last = _LAST_ITEM.search(module.source)
    return "," if last is None else last.group(2).decode()
