"""Finds the script in components that are written as markup: `.vue`, `.svelte`, `.astro`.

Facts are those of the Vue SFC specification, Svelte's and Astro's documentation: scripts are `<script>` elements, and
what Astro has between two `---` at its top. The end of a script is the first `</script`, wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from migrator.syntax.hosts.script_regions import Host, may_hold_calls
from migrator.text import Span

_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?+(?:\s++|<!--(?:[^-]++|-(?!->))*+-->)*+---")
# A comment may draw a line of its own; what closes stands at the start of one, if anything does.
_CLOSING = (re.compile(rb"^[ \t]*+---", re.MULTILINE), re.compile(rb"---"))
_ATTRIBUTES = rb"""(?:[^<>"'{]++|"[^"]*+"|'[^']*+'|\{(?:[^{}]++|\{[^{}]*+\})*+\}|[{"'])*+"""
_COMMENT = rb"<!--(?:[^-]++|-(?!->))*+(?:-->)?+"
_BRACED_COMMENT = rb"\{\s*+/\*[^*]*+\*++(?:[^*/][^*]*+\*++){0,500}+/\s*+\}"
_STYLE = rb"<style(?=[\s/>])" + _ATTRIBUTES + rb"(?<!/)>[\s\S]*?(?:</style|\Z)"
_SCRIPT = (
    rb"<script(?=[\s/>])(?P<attributes>" + _ATTRIBUTES + rb")(?:(?<=/)>|>(?P<script>[\s\S]*?)(?=</script[\s/>]|\Z))"
)
_PARTS = re.compile(b"|".join((_COMMENT, _STYLE, _SCRIPT)), re.IGNORECASE)
_ASTRO_PARTS = re.compile(b"|".join((_COMMENT, _BRACED_COMMENT, _STYLE, _SCRIPT)), re.IGNORECASE)
_ATTRIBUTE = re.compile(
    rb"""(?P<name>[^\s"'=<>/{}]++)(?:\s*+=\s*+(?P<value>"[^"]*+"|'[^']*+'|[^\s"'>]++))?+|"[^"]*+"|'[^']*+'""",
)
# Scripts that the compiler leaves to the browser, and those that are none.
_LEFT_ALONE = ("is:inline", "define:vars")
_SCRIPT_TYPE = re.compile(rb"|module|ts|tsx|jsx|.*(?:java|ecma|type|babel).*", re.IGNORECASE)
_TYPESCRIPT = (b"ts", b"typescript")
# What names a file of the repository, and no URL or file that the site serves.
_NAMES_A_FILE = re.compile(rb"[.@~#]")


def read_markup(path: str, source: bytes) -> Host:
    """The script of the component at `path`."""
    is_astro = path.endswith(".astro")
    regions: list[Span] = []
    attributes: list[Span] = []
    other: list[Span] = []
    endings = [".tsx"] if is_astro else [".js"]
    start = 0
    frontmatter = _frontmatter(source) if is_astro else None
    if frontmatter is not None:
        regions.append(frontmatter)
        start = frontmatter.end
    for part in (_ASTRO_PARTS if is_astro else _PARTS).finditer(source, start):
        if part["attributes"] is None:
            other.append(Span(*part.span()))
            continue
        given = _attributes(source, Span(*part.span("attributes")))
        inside = Span(*part.span("script")) if part["script"] is not None else Span(part.end(), part.end())
        other += [inside] if len(inside) else []
        if any(name in given for name in _LEFT_ALONE) or not _SCRIPT_TYPE.fullmatch(_value(source, given, "type")):
            continue
        endings.append(_ending(_value(source, given, "lang"), _value(source, given, "type")))
        regions += [inside] if len(inside) else []
        named = given.get("src")
        if named is not None and _is_quoted(source, named) and _NAMES_A_FILE.match(source, named.start + 1):
            attributes.append(named)
    ending = next(one for one in (".tsx", ".ts", ".js") if one in endings)
    template = _between(other, start, len(source)) if may_hold_calls(source) else ()
    return Host(ending, tuple(regions), tuple(attributes), tuple(template))


def _frontmatter(source: bytes) -> Span | None:
    """What stands between the two `---` at the top; None where they are missing."""
    opening = _OPENING.match(source)
    closing = next((end for mark in _CLOSING if opening and (end := mark.search(source, opening.end()))), None)
    return Span(opening.end(), closing.start()) if opening is not None and closing is not None else None


def _attributes(source: bytes, within: Span) -> dict[str, Span]:
    """Name -> value, quotes included, of the attributes of a tag; the value is empty where there is none."""
    found: dict[str, Span] = {}
    for match in _ATTRIBUTE.finditer(source, within.start, within.end):
        if match["name"] is not None:
            value = Span(*match.span("value")) if match["value"] is not None else Span(match.end(), match.end())
            found.setdefault(match["name"].decode("utf-8", "replace").lower(), value)
    return found


def _is_quoted(source: bytes, value: Span) -> bool:
    return source[value.start : value.start + 1] in (b'"', b"'")


def _value(source: bytes, given: dict[str, Span], name: str) -> bytes:
    return given[name].of(source).strip(b"\"'").strip() if name in given else b""


def _ending(language: bytes, type_: bytes) -> str:
    if language.lower() in (b"tsx", b"jsx"):
        return ".tsx"
    return ".ts" if language.lower() in _TYPESCRIPT or b"typescript" in type_.lower() else ".js"


def _between(parts: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    """What of the stretch from `start` to `end` is in none of `parts`."""
    for part in parts:
        if start < part.start:
            yield Span(start, part.start)
        start = part.end
    if start < end:
        yield Span(start, end)
