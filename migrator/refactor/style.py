"""How a repository writes its TypeScript, so that new lines look like their neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from migrator.syntax import Form, Module
from migrator.text import line_ending

_LONGEST_LINE = 100
_BRACES = re.compile(rb"^(?:import|export)\b[^\n{]*\{([ \t]*)[\w$]", re.MULTILINE)
_INDENT = re.compile(rb"^([ \t]+)\S", re.MULTILINE)


@dataclass(frozen=True)
class Style:
    """Quote, statement end, line end, indentation and what stands inside braces, each as it stands in the text."""

    quote: str = '"'
    semicolon: str = ";"
    newline: str = "\n"
    indent: str = "  "
    gap: str = " "

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
                return cls(quote, ";" if ends else "", newline, indent, _gap(module))
        source = module.source
        quote = "'" if source.count(b"'") > source.count(b'"') else '"'
        # A few lines without a semicolon say nothing yet.
        bare = b";" not in source and source.count(b"\n") > 3
        return cls(quote, "" if bare else ";", newline, indent)

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
            items = "".join(f"{self.indent}{name},{self.newline}" for name in names)
            line = f"{keyword} {{{self.newline}{items}}} from {self.quoted(module)}"
        return self.line(line)


def _gap(module: Module) -> str:
    """What stands between braces and names on one line: a blank, or nothing where the first such import has none."""
    braces = _BRACES.search(module.source)
    return "" if braces is not None and not braces.group(1) else " "
