"""What a new codemod may be called."""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection

from migrator.errors import UsageError

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+")
_RESERVED = {
    "audit": "a module of that name holds an audit",
    "cases": "the folder of that name holds the cases",
    "conftest": "a module of that name belongs to pytest",
    "tests": "what is called so is a test",
}


def module_name(name: str) -> str:
    """The module of a codemod: `rename-event` is in `rename_event.py`."""
    return name.replace("-", "_")


def class_name(name: str) -> str:
    """The class of a codemod: `rename-event` is `RenameEvent`."""
    return "".join(word.capitalize() for word in name.split("-"))


def check_name(name: str, taken: Collection[str]) -> None:
    """Raises UsageError where no codemod can have the name; `taken` are names that its class can't have."""
    if not _NAME.fullmatch(name):
        meant = "-".join(word.lower() for word in _WORD.findall(name))
        mend = f"did you mean `{meant}`?" if _NAME.fullmatch(meant) else "`rename-event` is one"
        raise UsageError(f"{name!r} is no name for a codemod: small letters and digits, joined by `-`", hint=mend)
    why = _RESERVED.get(name) or ("what is called so is a test" if name.startswith("test-") else "")
    if why:
        raise UsageError(f"a codemod can't be called {name!r}: {why}", hint="say what it does: `rename-event`")
    if class_name(name) in taken or keyword.iskeyword(class_name(name)):
        raise UsageError(
            f"a codemod can't be called {name!r}: its class would be {class_name(name)}, which is something else",
            hint="say what it does, in two words or more: `rename-event`",
        )
