"""Sources as nobody writes them: what a seed becomes when it is cut, spliced, and sprinkled with bytes that hurt."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from random import Random

TRIED = int(os.environ.get("FUZZ", "0"))
"""How many inputs each test of mutations tries, where the environment says it; a run of hours sets it high."""

PIECES = [
    *(b"\0", b"\r", b"\n", b"\r\n", b"\t", b"\xff", b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xef\xbb\xbf", b"\xed\xa0\x80"),
    *(b"\xc3", b"\xc2\xa0", b"\x1b[31m", b"\\", b"\\u{", b"\\x", b"'", b'"', b"`", b"${", b"}", b"{", b"(", b")"),
    *(b"[", b"]", b"<", b">", b"</", b"/>", b"<p>", b"</p>", b"/", b"/*", b"*/", b"//", b"///", b"#!", b"=>", b"..."),
    *(
        b";",
        b",",
        b":",
        b"=",
        b"@",
        b"#",
        b"?.",
        b"!",
        b"&",
        b"|",
        b"import ",
        b"import(",
        b"export ",
        b"from ",
        b"type ",
    ),
    *(b"require(", b"async ", b"await ", b"declare ", b"module ", b"namespace N {", b"enum E {", b"class C {", b"<T>"),
    *(
        b"interface I {",
        b"function f(",
        b"const x = ",
        b"return ",
        b"if (",
        b"else ",
        b"as ",
        b"satisfies ",
        b"typeof ",
    ),
    *(b"<script>", b"</script>", b"---\n", b"```\n", b"<!--", b"-->", b"<template>", b"export * from ", b"with { "),
]
"""What is put in: bytes that are no UTF-8, line ends of all kinds, openings without an end, and keywords."""


def _cut_short(source: bytes, random: Random) -> bytes:
    return source[: random.randrange(len(source) + 1)]


def _beheaded(source: bytes, random: Random) -> bytes:
    return source[random.randrange(len(source) + 1) :]


def _without_a_stretch(source: bytes, random: Random) -> bytes:
    start = random.randrange(len(source) + 1)
    return source[:start] + source[start + random.randrange(40) :]


def _with_a_piece(source: bytes, random: Random) -> bytes:
    at = random.randrange(len(source) + 1)
    return source[:at] + random.choice(PIECES) * random.choice((1, 1, 1, 2, 9)) + source[at:]


def _with_a_byte_changed(source: bytes, random: Random) -> bytes:
    at = random.randrange(len(source) + 1)
    return source[:at] + bytes([random.randrange(256)]) + source[at + 1 :]


def _with_a_piece_for_a_stretch(source: bytes, random: Random) -> bytes:
    start = random.randrange(len(source) + 1)
    return source[:start] + random.choice(PIECES) + source[start + random.randrange(1, 12) :]


def _with_a_stretch_again(source: bytes, random: Random) -> bytes:
    start, at = random.randrange(len(source) + 1), random.randrange(len(source) + 1)
    return source[:at] + source[start : start + random.randrange(120)] + source[at:]


def _with_lines_shuffled(source: bytes, random: Random) -> bytes:
    lines = source.split(b"\n")
    random.shuffle(lines)
    return b"\n".join(lines)


def _with_other_line_ends(source: bytes, random: Random) -> bytes:
    return source.replace(b"\n", random.choice((b"\r\n", b"\r", b"\xe2\x80\xa8", b"\n\n", b"")))


MUTATIONS: Sequence[Callable[[bytes, Random], bytes]] = (
    _cut_short,
    _beheaded,
    _without_a_stretch,
    _with_a_piece,
    _with_a_piece,
    _with_a_piece,
    _with_a_byte_changed,
    _with_a_piece_for_a_stretch,
    _with_a_stretch_again,
    _with_lines_shuffled,
    _with_other_line_ends,
)


def mutated(source: bytes, random: Random) -> bytes:
    """`source` after one to six mutations."""
    for _ in range(random.choice((1, 1, 2, 2, 3, 6))):
        source = random.choice(MUTATIONS)(source, random)
    return source


def spliced(seeds: Sequence[bytes], random: Random) -> bytes:
    """The lines of several seeds, in one file."""
    return b"".join(random.choice(seeds) + random.choice((b"\n", b";\n", b" ")) for _ in range(random.randrange(1, 7)))
