"""Globs as package managers and TypeScript write them, over repository paths."""

from __future__ import annotations

import re
from functools import lru_cache

from migrator.tree import Tree

_EXTENDED = re.compile(r"([@?*+!])\(([^()]*)\)")


@lru_cache(maxsize=1024)
def compile_glob(glob: str, *, wildcards_only: bool = False) -> re.Pattern[str]:
    """A pattern for `fullmatch` on repository paths.

    `*` and `?` stay within one part of a path and do not match a leading dot; `**` is any number of parts;
    `{a,b}`, `[ab]` and `@(a|b)`, `!(a|b)` and their like are known, unless `wildcards_only`: in a tsconfig
    `app/[id]/*` is about a folder of that name.
    """
    parts: list[str] = []
    for index, part in enumerate(glob.split("/")):
        last = index == glob.count("/")
        if part == "**":
            parts.append(r"(?:(?!\.)[^/]+/)*(?!\.)[^/]+" if last else r"(?:(?!\.)[^/]+/)*")
        else:
            written = re.sub(r"([@+!](?=\()|[()\[\]{},])", r"\\\1", part) if wildcards_only else part
            parts.append(_part(written) + ("" if last else "/"))
    return re.compile("".join(parts))


def _part(part: str) -> str:
    out = [r"(?!\.)"] if part[:1] in ("*", "?", "[", "!") else []
    at, depth = 0, 0
    while at < len(part):
        char = part[at]
        if char == "\\" and at + 1 < len(part):
            out.append(re.escape(part[at + 1]))
            at += 2
            continue
        if extended := _EXTENDED.match(part, at):
            kind, body = extended.groups()
            inner = "|".join(_part(option) for option in body.split("|"))
            out.append(rf"(?!(?:{inner})(?:/|$))[^/]*" if kind == "!" else f"(?:{inner}){kind.replace('@', '')}")
            at = extended.end()
            continue
        closing = part.find("]", at + 2)
        if char == "[" and closing != -1:
            inside = part[at + 1 : closing].replace("\\", r"\\").replace("[", r"\[")
            out.append(f"[{'^' + inside[1:] if inside[0] in '!^' else inside}]")
            at = closing
        elif char == "{" and "}" in part[at:]:
            depth += 1
            out.append("(?:")
        elif char in ",}" and depth:
            depth -= char == "}"
            out.append("|" if char == "," else ")")
        else:
            out.append({"*": "[^/]*", "?": "[^/]"}.get(char) or re.escape(char))
        at += 1
    return "".join(out)


def matching_paths(tree: Tree, glob: str) -> list[str]:
    """The paths of `tree` that `glob` matches, sorted."""
    pattern = compile_glob(glob)
    return sorted(path for path in tree.paths() if pattern.fullmatch(path))
