"""What an index depends on beside the sources: whoever reads them."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import migrator.syntax
import migrator.text

LENGTH = 16
"""Bytes of a stamp."""


@cache
def stamp() -> bytes:
    """A digest of the code that reads sources and of the versions of parser and Python: nothing holds with another."""
    digest = blake2b(sys.version.encode(), digest_size=LENGTH)
    for package in ("tree-sitter", "tree-sitter-typescript"):
        digest.update(f"{package} {version(package)}\n".encode())
    for module in (migrator.syntax, migrator.text):
        for file in sorted(Path(str(module.__file__)).parent.rglob("*.py")):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.digest()
