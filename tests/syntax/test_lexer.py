"""The second opinion on what is code."""

from __future__ import annotations

import pytest

from migrator.syntax.lexer import TextMap

# `#` marks code, `_` marks text.
CASES = [
    ("a // b", "# ____"),
    ("a /* b */ c", "# _______ #"),
    ("a = 'b' + \"c\"", "# # ___ # ___"),
    ("a = `b${c}d` + e", "# # ____#____ # #".replace("____#____", "____#___")),
    ("`a${`b${c}`}d` + e", "____" + "____" + "#" + "__" + "___" + " # #"),
    ("`a${{ b: 1 }}c`; d", "____" + "# ## # #" + "___" + "# #"),
    ("a = /'/; b", "# # ___# #"),
    ("a / b / c", "# # # # #"),
    ("a(/[/']/) + b", "##______# # #"),
    ("return /'/.test(b)", "###### ___#######"),
    ("<p>don't</p>\nb", "############\n#"),
    ("a = 1 // it's\nb", "# # # _______\n#"),
    ("/* open b", "_________"),
]


@pytest.mark.parametrize(("source", "marks"), CASES, ids=[source for source, _ in CASES])
def test_what_is_code(source: str, marks: str):
    text = TextMap(source.encode())
    for offset, mark in enumerate(marks):
        if mark in "#_":
            assert text.is_code(offset) is (mark == "#"), f"{source[offset:]!r}"
