"""What the figures were taken on."""

from __future__ import annotations

import json
import os
import platform
import subprocess
from pathlib import Path

from benchmarks.works.peers import HOME


def machine() -> dict[str, str]:
    """The machine and the programs, by what they are called; what can't be told is left out."""
    found = {
        "processor": f"{_processor()}, {len(_cores())} cores",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "Python": platform.python_version(),
        "git": _said("git", "--version").removeprefix("git version "),
        "node": _said("node", "--version").removeprefix("v"),
    }
    manifest = json.loads((HOME / "package.json").read_text(encoding="utf-8"))
    return {name: value for name, value in {**found, **manifest["dependencies"]}.items() if value}


def revision() -> str:
    """The commit of the program that was measured, with `+` where something was changed since."""
    folder = str(HOME.parent)
    changed = _said("git", "-C", folder, "status", "--porcelain", "--untracked-files=no")
    return _said("git", "-C", folder, "rev-parse", "--short=9", "HEAD") + ("+" if changed else "")


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    for line in known.read_text(encoding="utf-8").split("\n") if known.exists() else ():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.processor() or platform.machine()


def _cores() -> set[int] | range:
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)


def _said(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
