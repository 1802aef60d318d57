"""Pieces of byte regular expressions for TypeScript, shared by everything here that reads text.

Everything that repeats is possessive (`*+`), so no input makes a search slow.
"""

from __future__ import annotations

NAME_BYTE = rb"[\w$\x80-\xff\\]"
NAME = NAME_BYTE + rb"++"
END = rb"(?!" + NAME_BYTE + rb")"
"""No further byte of a name: what ends a keyword."""

COMMENT = rb"(?://[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)"
SKIP = rb"(?:\s++|\xef\xbb\xbf|\xc2\xa0|\xe2\x80[\xa8\xa9]|" + COMMENT + rb")*+"
"""White space and comments, also none."""

STRING = rb"""(?:"(?:[^"\\\r\n]++|\\\r\n|\\[\s\S])*+"|'(?:[^'\\\r\n]++|\\\r\n|\\[\s\S])*+')"""
TEMPLATE_TEXT = rb"(?:[^`\\$]++|\\[\s\S]|\$(?!\{))"
TEMPLATE = rb"`" + TEMPLATE_TEXT + rb"*+`"
"""A template without substitutions."""

BRACES = rb"\{(?:[^{}\"'/]++|" + STRING + rb"|" + COMMENT + rb")*+\}"
"""A braced list without inner braces: named imports, named exports, import attributes."""
