"""Results: to stdout or to a file, as bytes, so that neither locale nor platform changes them."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from migrator.errors import RefusedError, UsageError
from migrator.report.page import WIDEST, WIDTH, Line, render
from migrator.text import harmless

_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def write_result(content: bytes, output: Path | None) -> None:
    """Write a result. A reader that closes the pipe early has read what it wanted. Raises UsageError."""
    if output is not None:
        try:
            output.write_bytes(content)
        except OSError as error:
            raise UsageError(f"can't write {output}: {error.strerror}") from error
        return
    stream = sys.stdout.buffer
    try:
        stream.write(content)
        stream.flush()
    except BrokenPipeError:
        # Python flushes stdout once more when it ends; that must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def check_new(file: Path, elsewhere: str = "delete it, or say `--output FILE` for another one") -> None:
    """Raises RefusedError where there is a file already; `elsewhere` says what else to do."""
    if file.exists() or file.is_symlink():
        raise RefusedError(f"{file} is there already", hint=elsewhere)


def write_new(content: bytes, file: Path) -> None:
    """Write a file that must not be there yet, and the folders above it. Raises RefusedError, UsageError."""
    check_new(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as written:
            written.write(content)
    except OSError as error:
        raise UsageError(f"can't write {file}: {error.strerror}") from error


def as_json(document: Mapping[str, Any]) -> bytes:
    """A document as UTF-8, indented. Bytes of paths that are not UTF-8 appear as JSON escapes."""
    # In JSON what steers a terminal stands in strings only, and there an escape means the same.
    text = _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(document, indent=2, ensure_ascii=False))
    return (text + "\n").encode("utf-8", "backslashreplace")


def as_patch(patch: bytes, output: Path | None) -> bytes:
    """A patch to the byte; on a terminal, where nobody applies it, without what could steer that."""
    if output is not None or not sys.stdout.isatty():
        return patch
    return harmless(patch.decode("utf-8", "backslashreplace")).encode()


def page_width(output: Path | None) -> int:
    """Columns to write a page for: those of the terminal, as far as lines so long can be read; 80 elsewhere."""
    if output is not None or not sys.stdout.isatty():
        return WIDTH
    return max(40, min(shutil.get_terminal_size((WIDTH, 24)).columns, WIDEST))


def as_text(lines: Iterable[Line], *, output: Path | None, no_color: bool) -> bytes:
    """A page, coloured where it goes to a terminal that wants it."""
    colour = (
        output is None
        and not no_color
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
        and sys.stdout.isatty()
    )
    return render(lines, colour=colour).encode("utf-8", "backslashreplace")
