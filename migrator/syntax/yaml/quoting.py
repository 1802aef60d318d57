"""Scalars as YAML is written: plain where every reader takes them for what they are, else in quotes."""

from __future__ import annotations

import io
import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from yaml.emitter import Emitter
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from migrator.syntax.yaml.node import YamlNode
from migrator.syntax.yaml.scalar import typed

_CAUTIOUS = re.compile(r"[\w./^~<>=+ -]*", re.ASCII)
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_TEXT = "tag:yaml.org,2002:str"
_OLD_WORDS = frozenset("yYnN")
"""Truth values of YAML 1.1 that PyYAML does not take for such, and other readers do."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """How text is written: `plain` where it can be, or always in `mark`; None where the file shows no habit."""

    plain: bool | None = None
    mark: str = '"'

    def write(self, text: str, flow: bool) -> bytes:
        """The scalar `text`, inside brackets where `flow` says so."""
        if self.plain is not False and plain_allowed(text, flow) and (self.plain or _CAUTIOUS.fullmatch(text)):
            return text.encode()
        if self.mark == "'" and not _ESCAPED.search(text) and text.isprintable():
            return b"'" + text.replace("'", "''").encode() + b"'"
        quoted = json.dumps(text, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()
        return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted).encode()


def quotes_of(nodes: Sequence[YamlNode], otherwise: Quotes) -> Quotes:
    """The habit that most of `nodes` show, the last where they disagree; `otherwise` where they show none.

    What has to be in quotes tells which quotes are used, but not that they are a habit.
    """
    texts = [
        node for node in nodes if isinstance(node.value, str) and node.style in ("", "'", '"') and not node.obstacle
    ]
    free = [not node.style for node in reversed(texts) if plain_allowed(node.value, flow=False)]
    marks = [node.style for node in reversed(texts) if node.style]
    plain = Counter(free).most_common(1)[0][0] if free else otherwise.plain
    return Quotes(plain, Counter(marks).most_common(1)[0][0] if marks else otherwise.mark)


def scalar(value: str | int | float | bool | None, quotes: Quotes, flow: bool) -> bytes:
    """`value` as it reads in a file; text in the manner of `quotes`."""
    if isinstance(value, str):
        return quotes.write(value, flow)
    if isinstance(value, float) and not isinstance(value, bool):
        if math.isnan(value):
            raise TypeError("YAML's `.nan` equals nothing, so it can't be vouched for")
        text = repr(value)
        if math.isinf(value):
            return b".inf" if value > 0 else b"-.inf"
        return (text if "." in text else text.replace("e", ".0e")).encode()  # 1e16 is text in YAML 1.1
    return json.dumps(value).encode()


def plain_allowed(text: str, flow: bool) -> bool:
    """Whether `text` without quotes is that text, to readers of YAML 1.2 and of 1.1."""
    if not text or text in _OLD_WORDS or not isinstance(typed(text), str):
        return False
    analysis = Emitter(io.StringIO(), allow_unicode=True).analyze_scalar(text)
    if not (analysis.allow_flow_plain if flow else analysis.allow_block_plain) or analysis.multiline:
        return False
    resolver: Any = Resolver()  # nobody has typed its method
    return bool(resolver.resolve(ScalarNode, text, (True, False)) == _TEXT)
