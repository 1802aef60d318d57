"""Says of a candidate whether it is code: by the syntax tree, and where that is broken by a second opinion."""

from __future__ import annotations

from enum import Enum, auto
from functools import cached_property

from migrator.syntax.language import RawNode, has_jsx, is_javascript
from migrator.syntax.lexer import TextMap
from migrator.syntax.references.candidate import Candidate
from migrator.syntax.references.forms import Form
from migrator.syntax.references.jsdoc import is_jsdoc_import
from migrator.syntax.references.shadowing import scopes_declaring
from migrator.syntax.surroundings import Surroundings
from migrator.text import Span

_TEXT = frozenset(
    {
        *("comment", "html_comment", "hash_bang_line", "jsx_text", "template_string"),
        *("string", "string_fragment", "escape_sequence", "regex", "regex_pattern", "regex_flags"),
    }
)
_NAMES = frozenset(("identifier", "type_identifier", "property_identifier", "statement_identifier"))
_KEYWORDS = (_NAMES - {"property_identifier"}) | {"import", "export", "from", "require", "module", "new"}
_MOCKS = (Form.MOCK, Form.IMPORT_ACTUAL)


class Verdict(Enum):
    """What a candidate is. UNSURE means that somebody has to look at it."""

    CODE = auto()
    JSDOC = auto()
    NOTHING = auto()
    UNSURE = auto()


class Evidence:
    """The syntax tree of one source, asked about places in it. `root` must be right where it is asked."""

    def __init__(self, path: str, source: bytes, root: RawNode) -> None:
        self.path = path
        self.source = source
        self.root = root
        self.surroundings = Surroundings(path, root)

    def leaf(self, offset: int) -> RawNode:
        """The smallest node that holds the byte at `offset`."""
        return self.root.descendant_for_byte_range(offset, offset + 1) or self.root

    def verdict(self, candidate: Candidate) -> Verdict:
        """Whether `candidate` is code."""
        if candidate.form is Form.TRIPLE_SLASH:
            return Verdict.CODE
        leaf = self.leaf(candidate.start)
        if leaf.type in _TEXT:
            if leaf.type == "comment" and is_javascript(self.path) and self._is_jsdoc(candidate, leaf):
                return Verdict.JSDOC
            # A broken tree may take code for text: a lone backtick is enough.
            misread = self.root.has_error and self._text.is_code(candidate.start)
            return Verdict.UNSURE if misread else Verdict.NOTHING
        if leaf.start_byte != candidate.start and leaf.type in _NAMES:
            return Verdict.NOTHING
        keyword = leaf.type in _KEYWORDS or (leaf.type == "property_identifier" and candidate.form in _MOCKS)
        if not self._is_broken(leaf):
            return Verdict.CODE if keyword else Verdict.NOTHING
        return Verdict.CODE if keyword and self._reads_like_code(candidate, leaf) else Verdict.UNSURE

    def is_own_require(self, offset: int) -> bool:
        """Whether `require` at `offset` is a variable or parameter of the module's own."""
        return any(scope.start <= offset < scope.end for scope in self._scopes_with_own_require)

    @cached_property
    def _scopes_with_own_require(self) -> list[Span]:
        return scopes_declaring(b"require", self.source, self.root)

    def _is_jsdoc(self, candidate: Candidate, comment: RawNode) -> bool:
        if candidate.doubtful or candidate.form not in (Form.DYNAMIC_IMPORT, Form.IMPORT):
            return False
        text = self.source[comment.start_byte : comment.end_byte]
        return is_jsdoc_import(text, candidate.start - comment.start_byte)

    def _reads_like_code(self, candidate: Candidate, leaf: RawNode) -> bool:
        """Whether a candidate that the parser stumbled at is code all the same."""
        if self._may_be_between_tags(leaf):
            # The lexer takes text between tags for code. It hardly has a whole statement at the start of a line.
            line_start = self.source.rfind(b"\n", 0, candidate.start) + 1
            if candidate.clause is None or line_start != candidate.start:
                return False
        return self._text.is_code(candidate.start)

    def _may_be_between_tags(self, leaf: RawNode) -> bool:
        outer = [leaf, *self.surroundings.of(leaf)] if has_jsx(self.path) else []
        if any(node.type.startswith("jsx_") for node in outer):
            return True
        broken = [self.source[node.start_byte : node.end_byte] for node in outer if node.type == "ERROR"]
        return any(b"</" in text or b"/>" in text for text in broken)

    def _is_broken(self, leaf: RawNode) -> bool:
        """Whether the parser was at a loss between this leaf and the statement around it."""
        if not self.root.has_error:
            return False
        for node in (leaf, *self.surroundings.of(leaf)):
            if node.type == "ERROR":
                return True
            if node.type.endswith(("_statement", "_declaration")) and not node.has_error:
                return False
        return False

    @cached_property
    def _text(self) -> TextMap:
        return TextMap(self.source)
