"""Hosts: files that hold script among other things. What of them is script, and what the rest names.

The script is read in place: everything else is blanked, so that a place in the script is the same place of the file.
"""

from __future__ import annotations

from collections.abc import Iterable

from migrator.syntax.hosts.markup import read_markup
from migrator.syntax.hosts.mdx import read_mdx
from migrator.syntax.hosts.script_regions import Host
from migrator.syntax.literals import unquoted
from migrator.syntax.references.calls import call_candidates
from migrator.syntax.references.finder import Found
from migrator.syntax.references.forms import Form
from migrator.syntax.references.reference import ModuleReference
from migrator.text import Span

__all__ = ["Host", "blanked", "find_in_host", "host_of"]

_TO_BLANK = bytes(byte if byte in b"\r\n" else ord(" ") for byte in range(256))
# Regions are scripts of their own: what one leaves open, the next must not complete. The line break keeps the
# semicolon from being taken for the end of a statement that stands right before it.
_APART = b"\n;"


def host_of(path: str, source: bytes) -> Host:
    """Where the host has script."""
    return read_mdx(path, source) if path.endswith(".mdx") else read_markup(path, source)


def blanked(source: bytes, regions: Iterable[Span]) -> bytes:
    """`source` with a space for each byte outside `regions`, line breaks left out. Regions come in order."""
    parts: list[bytes] = []
    end = 0
    for region in regions:
        gap = source[end : region.start].translate(_TO_BLANK)
        if parts and len(gap) > len(_APART) and not gap[: len(_APART)].strip(b" "):
            gap = _APART + gap[len(_APART) :]
        parts += [gap, region.of(source)]
        end = region.end
    parts.append(source[end:].translate(_TO_BLANK))
    return b"".join(parts)


def find_in_host(source: bytes, host: Host, found: Found) -> Found:
    """`found` in the script, and what else of the host names modules.

    A `src` of a script is a reference. Calls in the template, such as `{await import("./a")}`, are nobody's to vouch
    for: whether they are code, only the compiler of the host knows.
    """
    references = [*found.references, *(_source_attribute(source, literal) for literal in host.attributes)]
    calls = call_candidates(blanked(source, host.template)) if host.template else ()
    unvouched = {
        call.specifier for call in calls if call.form in (Form.DYNAMIC_IMPORT, Form.REQUIRE) and len(call.specifier)
    }
    return Found(
        tuple(sorted(references, key=lambda reference: reference.span)), tuple(sorted(unvouched | {*found.unvouched}))
    )


def _source_attribute(source: bytes, literal: Span) -> ModuleReference:
    inner = Span(literal.start + 1, literal.end - 1)
    quote = source[literal.start : inner.start]
    return ModuleReference(Form.SCRIPT_SOURCE, unquoted(inner.of(source)), inner, literal, quote=quote)
