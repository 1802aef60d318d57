"""What a matcher is, how matchers combine, and how a tree is searched with one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import EllipsisType

from migrator.syntax.module import Module
from migrator.syntax.node import Node

Captures = Mapping[str, Node]
"""What `capture` found, by its name."""
Text = str | re.Pattern[str] | None
"""What a name or a value has to be: this text, text that the whole pattern matches, or (None) any."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """A description of a node. `a | b` matches what either does, `a & b` what both do, `~a` what `a` doesn't.

    test   the captures where a node fits, None where it doesn't
    kinds  the only kinds of node that can fit; None where any may
    """

    test: Callable[[Node], Captures | None]
    kinds: frozenset[str] | None = None

    def __call__(self, node: Node | None) -> Captures | None:
        """The captures where `node` fits; None where it doesn't, or where there is no node."""
        if node is None or (self.kinds is not None and node.kind not in self.kinds):
            return None
        return self.test(node)

    def __or__(self, other: Matcher) -> Matcher:
        return any_of(self, other)

    def __and__(self, other: Matcher) -> Matcher:
        return all_of(self, other)

    def __invert__(self) -> Matcher:
        return not_(self)


def any_of(*matchers: Matcher) -> Matcher:
    """What at least one of `matchers` matches; the captures are those of the first that does."""

    def test(node: Node) -> Captures | None:
        return next((found for matcher in matchers if (found := matcher(node)) is not None), None)

    kinds = [matcher.kinds for matcher in matchers if matcher.kinds is not None]
    return Matcher(test, frozenset().union(*kinds) if len(kinds) == len(matchers) else None)


def all_of(*matchers: Matcher) -> Matcher:
    """What all of `matchers` match."""
    kinds = [matcher.kinds for matcher in matchers if matcher.kinds is not None]
    common = frozenset.intersection(*kinds) if kinds else None
    return Matcher(lambda node: together(matcher(node) for matcher in matchers), common)


def not_(matcher: Matcher) -> Matcher:
    """What `matcher` doesn't match. Captures nothing."""
    return Matcher(lambda node: {} if matcher(node) is None else None)


anything = Matcher(lambda node: {})
"""Matches every node."""


def capture(name: str, matcher: Matcher = anything) -> Matcher:
    """What `matcher` matches; `extract` hands the node out under `name`."""

    def test(node: Node) -> Captures | None:
        found = matcher(node)
        return None if found is None else {**found, name: node}

    return Matcher(test, matcher.kinds)


def matches(node: Node, matcher: Matcher) -> bool:
    """Whether `node` itself fits; nodes below it are not looked at."""
    return matcher(node) is not None


def extract(node: Node, matcher: Matcher) -> dict[str, Node] | None:
    """What `capture` found in `node`, by name; None where `node` doesn't fit."""
    found = matcher(node)
    return None if found is None else dict(found)


def find_all(within: Node | Module, matcher: Matcher) -> list[Node]:
    """Every node that fits, in source order, outer before inner; `within` itself included."""
    return [node for node in _candidates(within, matcher) if matcher(node) is not None]


def extract_all(within: Node | Module, matcher: Matcher) -> list[dict[str, Node]]:
    """What `capture` found in each node that fits, in source order."""
    return [dict(found) for node in _candidates(within, matcher) if (found := matcher(node)) is not None]


def fits(text: str | None, wanted: Text) -> bool:
    """Whether `text` is what was asked for; None, which stands for no text at all, never is."""
    if text is None or wanted is None:
        return text is not None
    return text == wanted if isinstance(wanted, str) else wanted.fullmatch(text) is not None


def together(found: Iterable[Captures | None]) -> Captures | None:
    """All captures in one; None where one of them is."""
    captures: dict[str, Node] = {}
    for each in found:
        if each is None:
            return None
        captures.update(each)
    return captures


def in_order(nodes: Sequence[Node], matchers: Sequence[Matcher | EllipsisType]) -> Captures | None:
    """The captures where each of `matchers` fits one of `nodes` in turn, `...` any number of them."""
    if not matchers:
        return None if nodes else {}
    first, rest = matchers[0], matchers[1:]
    if isinstance(first, EllipsisType):
        tails = (in_order(nodes[start:], rest) for start in range(len(nodes) + 1))
        return next((found for found in tails if found is not None), None)
    if not nodes or (found := first(nodes[0])) is None:
        return None
    return together((found, in_order(nodes[1:], rest)))


def _candidates(within: Node | Module, matcher: Matcher) -> Iterable[Node]:
    root = within.root if isinstance(within, Module) else within
    yield root
    if matcher.kinds is None:
        yield from root.descendants()
    elif matcher.kinds:
        yield from root.descendants(*sorted(matcher.kinds))
