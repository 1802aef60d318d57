"""Paths in a patch, quoted as git quotes them: like a string in C, octal for what is not ASCII."""

from __future__ import annotations

from migrator.vcs.command import raw

ESCAPES = {7: b"\\a", 8: b"\\b", 9: b"\\t", 10: b"\\n", 11: b"\\v", 12: b"\\f", 13: b"\\r", 34: b'\\"', 92: b"\\\\"}


def quoted(path: str, *, header: bool = False) -> bytes:
    """`path` as a patch writes it, in quotes only where it must be.

    In a `---` or `+++` line (`header`) a name with spaces is followed by a tab, which says where it ends.
    """
    plain = raw(path)
    escaped = b"".join(map(_escaped, plain))
    name = b'"%s"' % escaped if escaped != plain else plain
    return name + b"\t" if header and b" " in plain else name


def _escaped(byte: int) -> bytes:
    plain = bytes([byte]) if 32 <= byte < 127 else b"\\%03o" % byte
    return ESCAPES.get(byte, plain)
