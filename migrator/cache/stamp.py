"""What is kept depends on who found it out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import migrator
import migrator.syntax
import migrator.text
from migrator.codemod import shipped_folder

LENGTH = 16
"""Bytes of a stamp."""

_LIBRARIES = ("tree-sitter", "tree-sitter-typescript", "PyYAML")


@cache
def reader_stamp() -> bytes:
    """A digest of the code that reads sources and of the versions of parser and Python: nothing holds with another."""
    return _stamp(_folder(module) for module in (migrator.syntax, migrator.text))


@cache
def program_stamp() -> bytes:
    """The same of the whole program, with the codemods that come with it."""
    return _stamp((_folder(migrator), shipped_folder("codemods")))


def _stamp(folders: Iterable[Path]) -> bytes:
    digest = blake2b(sys.version.encode(), digest_size=LENGTH)
    for package in _LIBRARIES:
        digest.update(f"{package} {version(package)}\n".encode())
    for folder in folders:
        for file in sorted(folder.rglob("*.py")):
            source = file.read_bytes()
            digest.update(b"%s\0%d\0" % (bytes(file.relative_to(folder)), len(source)) + source)
    return digest.digest()


def _folder(module: object) -> Path:
    return Path(str(getattr(module, "__file__", ""))).parent
