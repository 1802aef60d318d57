"""What stands between quotes: from source to value and back."""

from __future__ import annotations

import re

_ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[\n\r\u2028\u2029])|(.))", re.DOTALL
)
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LAST_CHARACTER = 0x10FFFF


def unquoted(inner: bytes) -> str:
    """The value of the string literal whose source between the quotes is `inner`.

    Bytes that are not UTF-8 come as surrogate escapes, so encoding the value the same way gives them back.
    """
    text = inner.decode("utf-8", "surrogateescape")
    return _SURROGATES.sub(_joined, _ESCAPE.sub(_meaning, text)) if "\\" in text else text


def quoted_inner(value: str, quote: bytes) -> bytes:
    """The source of `value` to stand between two of `quote`, escaped as that quote needs it."""
    text = value.encode("utf-8", "surrogateescape").replace(b"\\", b"\\\\").replace(quote, b"\\" + quote)
    if quote == b"`":
        return text.replace(b"${", b"\\${")
    return text.replace(b"\n", b"\\n").replace(b"\r", b"\\r")


def _meaning(escape: re.Match[str]) -> str:
    brace, four, two, line_end, other = escape.groups()
    code = brace or four or two
    if code is not None and int(code, 16) <= _LAST_CHARACTER:
        return chr(int(code, 16))
    return "" if line_end is not None else _NAMED.get(other, other or escape[0])


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16")
