"""How a codemod declares a parameter."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from migrator.errors import UsageError
from migrator.tree import checked_path


def param(description: str, *, default: Any = ..., example: Any = None) -> Any:
    """A parameter: the sentence that documents it, a default unless it is required, and a value to show.

    The description and the example reach `migrate codemods NAME`, the JSON Schema and the documentation.
    """
    return Field(default=default, description=description, examples=None if example is None else [example])


def rule(check: Callable[[Any], Any]) -> AfterValidator:
    """What a parameter's value is held to: its type is `Annotated[str, rule(check)]`.

    `check` gives the value back, or raises ValueError with what is wrong and the mend.
    """
    return AfterValidator(check)


def _inside(path: str) -> str:
    try:
        return checked_path(path)
    except UsageError as error:
        # pydantic takes a ValueError for "this value is wrong" and adds which one it was.
        raise ValueError(error.message) from error


RepositoryPath = Annotated[str, rule(_inside)]
"""A path inside the repository, in its normal form. A parameter of this type can't leave the repository."""


# https://github.com/npm/validate-npm-package-name, for names that are new.
_PACKAGE_NAME = re.compile(r"(?:@[a-z0-9-][a-z0-9._-]*/)?[a-z0-9-][a-z0-9._-]*")


def _package_name(name: str) -> str:
    if not _PACKAGE_NAME.fullmatch(name) or len(name) > 214:
        raise ValueError(f"{name!r} is no package name: small letters, digits, `-`, `.` and `_`, as in `@scope/name`")
    return name


PackageName = Annotated[str, rule(_package_name)]
"""The name of an npm package, as a new one must be."""


def _decided(decision: str) -> str:
    if decision not in ("co-move", "keep") and not decision.startswith("repoint:"):
        raise ValueError(f"{decision!r} is no decision: write `co-move`, `keep` or `repoint:<package>`")
    return decision


Decided = Annotated[str, rule(_decided)]
"""What a user decides of a module that moved code needs."""


# https://tc39.es/ecma262/#prod-ReservedWord, with what strict mode and modules reserve.
_RESERVED = frozenset(
    [
        "arguments",
        "await",
        "break",
        "case",
        "catch",
        "class",
        "const",
        "continue",
        "debugger",
        "default",
        "delete",
        "do",
        "else",
        "enum",
        "eval",
        "export",
        "extends",
        "false",
        "finally",
        "for",
        "function",
        "if",
        "implements",
        "import",
        "in",
        "instanceof",
        "interface",
        "let",
        "new",
        "null",
        "package",
        "private",
        "protected",
        "public",
        "return",
        "static",
        "super",
        "switch",
        "this",
        "throw",
        "true",
        "try",
        "typeof",
        "var",
        "void",
        "while",
        "with",
        "yield",
    ]
)


def _identifier(name: str) -> str:
    if not name.replace("$", "_").isidentifier() or name in _RESERVED:
        raise ValueError(f"{name!r} is no name that a declaration can have: letters, digits, `_` and `$`, no keyword")
    return name


Identifier = Annotated[str, rule(_identifier)]
"""A name that a module can declare."""
