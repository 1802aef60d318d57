"""Middleware of Next that requests of Inngest come through. They carry a signature and no session."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from migrator.api import Diagnostic, Module
from migrator.api import matchers as m

from .next_app import NextApp

ENDPOINT: Final = "/api/inngest"
#: Next 16 calls it a proxy.
_NAMES: Final = ("middleware", "proxy")
_ENDINGS: Final = (".ts", ".tsx", ".js", ".mjs")
_PARAMETER = re.compile(r":\w+(?P<pattern>\([^()]*\))?(?P<repeated>[*+?]?)")
#: Clerk protects nothing that it is not told to; its function without arguments is told nothing.
_PROTECTS_NOTHING = re.compile(rb"clerkMiddleware\(\s*\)")


def in_the_way(app: NextApp) -> Iterator[Diagnostic]:
    """A warning for each middleware of the app that sees requests to the serve route and does not speak of it."""
    folders = {"", "src"}
    for path in app.sources:
        inner = app.inner(path)
        folder, _, name = inner.rpartition("/")
        stem, _, ending = name.rpartition(".")
        if folder not in folders or stem not in _NAMES or f".{ending}" not in _ENDINGS:
            continue
        module = app.project.module(path)
        if b"inngest" in module.source or _PROTECTS_NOTHING.search(module.source):
            continue
        line = _line_of_match(module)
        if line is not None:
            yield Diagnostic(
                "middleware",
                "warning",
                f"it also runs for requests of Inngest to {ENDPOINT}, which have a signature and no session",
                path,
                line,
                hint=_mend(module),
            )


def _line_of_match(module: Module) -> int | None:
    """The line of the pattern that takes the serve route in; None where none does. Without any, all paths are."""
    pairs = [found["value"] for found in m.extract_all(module, m.pair("matcher", m.capture("value", m.anything)))]
    texts = [node for value in pairs for node in (value, *value.descendants("string", "template_string"))]
    patterns = [(node, node.string_value) for node in texts if node.string_value is not None]
    if not pairs:
        return 1
    for node, pattern in patterns:
        if pattern is not None and matches(pattern, ENDPOINT):
            return node.position.line
    # A list that is not written out here may take anything in.
    return None if patterns else pairs[0].position.line


def matches(pattern: str, path: str) -> bool:
    """Whether a pattern of Next's `matcher`, in path-to-regexp's syntax, takes `path` in; yes if it can't be read."""
    expression = re.sub(r"/" + _PARAMETER.pattern, _expanded, pattern)
    try:
        return re.fullmatch(f"{expression}/?", path) is not None
    except re.error:
        return True


def _expanded(found: re.Match[str]) -> str:
    """A parameter with the slash before it: `/:path*` is any number of segments."""
    segment = found["pattern"] or "([^/]+)"
    return {
        "": f"/{segment}",
        "?": f"(?:/{segment})?",
        "*": f"(?:/{segment}(?:/{segment})*)?",
        "+": f"/{segment}(?:/{segment})*",
    }[found["repeated"]]


def _mend(module: Module) -> str:
    if b"createRouteMatcher" in module.source:
        return f'take `"{ENDPOINT}(.*)"` in among the public routes of `createRouteMatcher`'
    return f"take it out of the matcher, as in `(?!{ENDPOINT.removeprefix('/')}|...)`, or let {ENDPOINT} pass"
