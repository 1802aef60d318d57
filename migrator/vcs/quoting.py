"""Paths in a patch, quoted as git quotes them: like a string in C, octal for what is not ASCII."""

from __future__ import annotations

import re

from migrator.vcs.command import raw

_SPECIAL = re.compile(rb'[^ -~]|["\\]')

ESCAPES = {7: b"\\a", 8: b"\\b", 9: b"\\t", 10: b"\\n", 11: b"\\v", 12: b"\\f", 13: b"\\r", 34: b'\\"', 92: b"\\\\"}


def quoted(path: str, *, header: bool = False) -> bytes:
    """`path` as a patch writes it, in quotes only where it must be.

    In a `---` or `+++` line (`header`) a name with spaces is followed by a tab, which says where it ends.
    """
    plain = raw(path)
    name = b'"%s"' % _SPECIAL.sub(_escaped, plain) if _SPECIAL.search(plain) else plain
    return name + b"\t" if header and b" " in plain else name


def _escaped(found: re.Match[bytes]) -> bytes:
    byte = found[0][0]
    return ESCAPES.get(byte) or b"\\%03o" % byte
