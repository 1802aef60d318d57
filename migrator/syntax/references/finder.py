"""Puts text scanner and syntax tree together: which candidates are module references, and what nobody vouches for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from migrator.syntax.language import RawTree
from migrator.syntax.references.candidate import Candidate
from migrator.syntax.references.evidence import Evidence, Verdict
from migrator.syntax.references.forms import STATEMENTS, Form
from migrator.syntax.references.reading import read_jsdoc_import, read_reference
from migrator.syntax.references.reference import ModuleReference
from migrator.syntax.references.scanner import candidates
from migrator.text import Span

_DECIDED_EARLY = STATEMENTS | {Form.DYNAMIC_IMPORT, Form.MOCK, Form.IMPORT_ACTUAL, Form.IMPORT_META_RESOLVE}
# A line that closes something at its very start, or an empty one before a line that begins there, is between statements
# of the top level, as people write them. Where it is not, what comes before does not parse.
_BOUNDARY = re.compile(rb"\n[})\]][^\n]*+|\r?(?=\n\r?\n[A-Za-z/@])")


class Found(NamedTuple):
    """What a module references, and the spans between quotes that nobody vouches for; both in source order."""

    references: tuple[ModuleReference, ...]
    unvouched: tuple[Span, ...]


def find_references(path: str, source: bytes, tree_up_to: Callable[[int], RawTree], start: int = 0) -> Found:
    """Every module reference of `source`, from the offset `start` on, at which a statement of the top level begins.

    `tree_up_to(offset)` gives a tree that is right up to that offset. Nobody asks for one where nothing looks like a
    reference.
    """
    scanned = candidates(source, start)
    if not scanned:
        return Found((), ())
    evidence = Evidence(path, source, tree_up_to(_decided_at(source, scanned)).root_node)
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


def _decided_at(source: bytes, scanned: Sequence[Candidate]) -> int:
    """The offset up to which a tree has to be right for it to say what the candidates are.

    Statements are read from the text to their end. Where a call ends, and what is around it, only the tree knows, so
    it must have all of the statement at the top level. Whether `require` is Node's, any line of the file may decide.
    """
    end = max(candidate.end for candidate in scanned)
    if all(candidate.form in STATEMENTS for candidate in scanned):
        return end
    boundary = _BOUNDARY.search(source, end)
    if boundary is None or not all(candidate.form in _DECIDED_EARLY for candidate in scanned):
        return len(source)
    return boundary.end()
