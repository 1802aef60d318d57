"""Tutorials, run as a reader runs them: the commands of a page in one shell, and what the page says they print."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"(?:\bas\s`([^`\n]+)`:\n\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PASSING = re.compile(r"\b[0-9a-f]{7,40}\b|\b\d+(\.\d+)?m?s\b|sha256:[0-9a-f]+")
_FAILURE = re.compile(r"\b\d+ failed\b|\bfailed\. Nothing was written\.|^/\S+:\d+: ", re.MULTILINE)
_NOT_A_READERS = ("GIT_", "PYTEST", "CI", "BUILD_NUMBER", "FORCE_COLOR", "PY_COLORS")
"""Beginnings of names of environment variables; pytest prints longer lines where CI or BUILD_NUMBER is set."""
_OUTPUT = ("text", "diff", "json")
_MARK = "=== end of block"


@dataclass(frozen=True)
class Block:
    """Commands, and what the page shows of their output, standard error included; None where it shows none."""

    commands: str
    shown: str | None

    @property
    def fails(self) -> bool:
        """Whether the page shows that something fails: a test, a step, or what has a mistake with a place."""
        return self.shown is not None and _FAILURE.search(self.shown) is not None


def blocks_of(page: Path) -> list[Block]:
    """The blocks ```sh of a page, each with the output behind it (text, diff, json) if some follows before the next.

    A block behind `... as `FILE`:` is that file, and is written there by a block of its own.
    """
    found: list[Block] = []
    for file, kind, text in _BLOCK.findall(page.read_text()):
        if file:
            end = "=== end of file"
            found.append(Block(f"mkdir -p '{Path(file).parent}'\ncat >'{file}' <<'{end}'\n{text}{end}\n", None))
        elif kind == "sh":
            found.append(Block(text, None))
        elif kind in _OUTPUT and found and found[-1].shown is None:
            found[-1] = Block(found[-1].commands, text)
    return found


def run_tutorial(page: Path, folder: Path) -> list[tuple[Block, str]]:
    """Run a page's commands from the root of this repository; answers each block with what it printed.

    `folder` stands in for `/tmp`. Raises AssertionError where a command fails, unless the page shows that it does.
    """
    blocks = blocks_of(page)
    script = "".join(f"{'set +e' if block.fails else 'set -e'}\n{block.commands}\necho '{_MARK}'\n" for block in blocks)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script.replace("/tmp/", f"{folder}/")],
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    printed = done.stdout.replace(f"{folder}/", "/tmp/").split(f"{_MARK}\n")
    return list(zip(blocks, printed, strict=False))


def passing(text: str) -> str:
    """`text` without what differs from run to run: commit ids, times, blank lines at its ends."""
    return _PASSING.sub("#", text).strip()


def _environment() -> Mapping[str, str]:
    """What a reader's terminal has: nobody's git or pytest settings, no CI; `migrate` and bun on the PATH."""
    who = {f"GIT_{role}_{what}": "Ada" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    path = f"{Path(sys.executable).parent}:{ROOT / 'tests/toolchain/node_modules/.bin'}:{os.environ['PATH']}"
    clean = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_A_READERS)}
    return {**clean, **who, "PATH": path, "GIT_CONFIG_GLOBAL": os.devnull, "NO_COLOR": "1", "COLUMNS": "80"}
