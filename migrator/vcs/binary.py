"""Content that is no text, in the form `git apply` reads: deflated and written with 85 characters."""

from __future__ import annotations

import zlib
from base64 import b85encode

BYTES_PER_LINE = 52
FIRST_BYTES = 8000
"""Git takes content for text that has no NUL among this many bytes."""


def is_text(content: bytes) -> bool:
    """Whether lines of `content` can be shown: no NUL where git looks for one, and UTF-8 throughout.

    Git would show other encodings, too; but a patch that is not UTF-8 does not survive being printed or mailed.
    """
    if b"\0" in content[:FIRST_BYTES]:
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def binary_patch(before: bytes, after: bytes) -> bytes:
    """The body of a binary patch, whole in both directions."""
    return b"GIT binary patch\n" + _literal(after) + _literal(before)


def _literal(content: bytes) -> bytes:
    deflated = zlib.compress(content)
    pieces = [deflated[at : at + BYTES_PER_LINE] for at in range(0, len(deflated), BYTES_PER_LINE)]
    lines = [_length(piece) + b85encode(piece, pad=True) for piece in pieces]
    return b"\n".join([b"literal %d" % len(content), *lines, b"", b""])


def _length(piece: bytes) -> bytes:
    # A to Z stand for 1 to 26 bytes, a to z for 27 to 52.
    return bytes([ord("A") - 1 + len(piece) if len(piece) <= 26 else ord("a") - 27 + len(piece)])
