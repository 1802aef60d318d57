"""Puts text scanner and syntax tree together: which candidates are module references, and what nobody vouches for."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from migrator.syntax.language import RawTree
from migrator.syntax.references.evidence import Evidence, Verdict
from migrator.syntax.references.forms import STATEMENTS
from migrator.syntax.references.reading import read_jsdoc_import, read_reference
from migrator.syntax.references.reference import ModuleReference
from migrator.syntax.references.scanner import candidates
from migrator.text import Span


class Found(NamedTuple):
    """What a module references, and the spans between quotes that nobody vouches for; both in source order."""

    references: tuple[ModuleReference, ...]
    unvouched: tuple[Span, ...]


def find_references(path: str, source: bytes, tree_up_to: Callable[[int], RawTree]) -> Found:
    """Every module reference of `source`. `tree_up_to(offset)` gives a tree that is right up to that offset."""
    scanned = candidates(source)
    if not scanned:
        return Found((), ())
    # Statements are read from the text to their end; where a call ends, and what stands around it, only the tree knows.
    whole = any(candidate.form not in STATEMENTS for candidate in scanned)
    evidence = Evidence(path, source, tree_up_to(len(source) if whole else scanned[-1].end).root_node)
    references: dict[Span, ModuleReference] = {}
    unvouched: set[Span] = set()
    for candidate in scanned:
        specifier = candidate.specifier
        verdict = Verdict.NOTHING if specifier in references else evidence.verdict(candidate)
        if verdict is Verdict.UNSURE or (verdict is Verdict.CODE and candidate.doubtful):
            unvouched.add(specifier)
        elif verdict is Verdict.CODE:
            reference = read_reference(candidate, evidence)
            if reference is not None:
                references[specifier] = reference
        elif verdict is Verdict.JSDOC:
            references[specifier] = read_jsdoc_import(candidate, evidence)
    doubtful = sorted(span for span in unvouched - references.keys() if len(span))
    return Found(tuple(references.values()), tuple(doubtful))
