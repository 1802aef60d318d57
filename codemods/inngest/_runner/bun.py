"""What `bun test` takes for tests."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Final

from migrator.api import Project, join

from .call import Call
from .selection import Selection, texts

_USUAL: Final = "**/*{.,_}{test,spec}.{ts,tsx,js,jsx,mts,cts,mjs,cjs}"


def bun_selections(project: Project, home: str, call: Call) -> Iterator[Selection]:
    """What is certainly taken, where bun is started in the folder `home`."""
    config = config_of(project, home)
    text = project.tree.read(config).decode("utf-8", "replace") if config is not None else ""
    try:
        test = tomllib.loads(text).get("test", {})
    except tomllib.TOMLDecodeError:
        return
    root = test.get("root", ".") if isinstance(test, dict) else None
    folder = join(home, root) if isinstance(root, str) else None
    left_out = texts(test.get("pathIgnorePatterns", [])) if folder is not None else None
    if folder is not None and left_out is not None:
        yield Selection(folder, taken=(_USUAL,), left_out=left_out, named=call.named)


def config_of(project: Project, home: str) -> str | None:
    """The file that has bun's settings where it is started in `home`; None where there is none."""
    path = join(home, "bunfig.toml")
    return path if path is not None and project.tree.entry(path) is not None else None
