"""`migrate` as a contender: cold, with nothing remembered of an earlier run, or warm."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.contender import Contender, nothing
from benchmarks.subject import Subject

PROGRAM = (sys.executable, "-P", "-m", "migrator")
_HEADER = re.compile(r"^diff --git a/.* b/(.*)$")
_MODULE = re.compile(r"\.tsx?$")


def planning(subject: Subject, plan: Path | str, *, warm: bool = False, name: str = "") -> Contender:
    """`migrate plan`, whose whole patch is written. What it remembers has a place of its own, emptied for cold runs."""
    cache = subject.place / "cache"
    return Contender(
        name or ("migrate plan, warm" if warm else "migrate plan"),
        (*PROGRAM, "plan", str(plan), "--format", "diff"),
        changed_lines,
        nothing if warm else lambda: shutil.rmtree(cache, ignore_errors=True),
        {"XDG_CACHE_HOME": str(cache)},
    )


def run_once(subject: Subject, contender: Contender) -> None:
    """Run a command before it is measured, so that what it remembers is there."""
    environment = {**os.environ, **contender.environment}
    subprocess.run(contender.command, cwd=subject.folder, env=environment, capture_output=True, check=False)


def changed_lines(patch: str) -> int:
    """How many lines a patch writes into modules that were there: one for each specifier that comes to be another."""
    found, counts = 0, False
    for line in patch.split("\n"):
        if (header := _HEADER.match(line)) is not None:
            counts = _MODULE.search(header.group(1)) is not None
        elif line.startswith("new file mode"):
            counts = False
        elif counts and line.startswith("+") and not line.startswith("+++"):
            found += 1
    return found
