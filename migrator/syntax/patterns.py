"""Pieces of byte regular expressions for TypeScript, shared by everything here that reads text.

Everything that repeats is possessive (`*+`), and what may follow each of many keywords in a file has a bound, so that
no input makes a search slow: not one that opens a comment or a string behind every `import`, and closes none.
"""

from __future__ import annotations

_WIDE_BLANK = rb"\xef\xbb\xbf|\xc2\xa0|\xe2\x80[\xa8\xa9]"
_WIDE = rb"(?!" + _WIDE_BLANK + rb")[\x80-\xff]"
NAME = rb"(?:[\w$\\]++|" + _WIDE + rb")++"
END = rb"(?![\w$\\]|" + _WIDE + rb")"
"""No further byte of a name: what ends a keyword. A line separator or a blank that does not break ends it, too."""

COMMENT = rb"(?://[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)"
SHORT_COMMENT = rb"(?://[^\r\n]{0,2000}+(?=[\r\n])|/\*[^*]*+\*++(?:[^*/][^*]*+\*++){0,200}+/)"
"""A comment of less than 200 lines with a `*` each."""
_BLANK = rb"\s++|" + _WIDE_BLANK
SKIP = rb"(?:" + _BLANK + rb"|" + SHORT_COMMENT + rb")*+"
"""White space and comments, also none."""
SKIP_ALL = rb"(?:" + _BLANK + rb"|" + COMMENT + rb")*+"
"""The same, however long: for one place of a file."""
TOP = rb"(?:\xef\xbb\xbf)?+(?:#![^\r\n]*+)?+" + SKIP_ALL
"""What may stand before everything else: a byte order mark, a line for the shell, white space and comments."""

_ESCAPED = rb"\\\r\n|\\[\s\S]"
STRING = rb"""(?:"(?:[^"\\\r\n]++|""" + _ESCAPED + rb""")*+"|'(?:[^'\\\r\n]++|""" + _ESCAPED + rb""")*+')"""
SHORT_STRING = STRING.replace(rb")*+", rb"){0,200}+")
"""A string with less than a hundred escapes: every module specifier."""
TEMPLATE_TEXT = rb"(?:[^`\\$]++|\\[\s\S]|\$(?!\{))"
TEMPLATE = rb"`" + TEMPLATE_TEXT + rb"*+`"
"""A template without substitutions."""

BRACES = rb"\{(?:[^{}\"'/]++|" + SHORT_STRING + rb"|" + SHORT_COMMENT + rb")*+\}"
"""A braced list without inner braces: named imports, named exports, import attributes."""
