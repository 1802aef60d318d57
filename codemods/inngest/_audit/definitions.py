"""Every Inngest function: what `createFunction` makes, also through a helper that wraps it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from migrator.api import Node, Project, is_test

from .._reading.anatomy import function_calls
from .clients import Clients
from .decorated import decorated_functions
from .definition import Definition
from .expressions import Expressions, Frame, framed
from .syntax import arguments_of, depends_on, enclosing_helper, exported_as
from .triggers import triggers_of
from .words import MAKING

_DEEPEST = 4
"""Helpers that call helpers that call `createFunction`: deeper than any that was seen."""


class Definitions:
    """The functions of a project, by module and place."""

    def __init__(self, project: Project, clients: Clients) -> None:
        self.project = project
        self.clients = clients
        self.expressions = clients.expressions

    @cached_property
    def all(self) -> tuple[Definition, ...]:
        """Every function outside tests."""
        found = [one for call in self.calls for one in self._made_by(call, call, None)]
        found += decorated_functions(self.project, self.clients)
        unique = {(one.path, one.site.span.start): one for one in found}
        return tuple(unique[place] for place in sorted(unique))

    @cached_property
    def calls(self) -> tuple[Node, ...]:
        """Every call of a client's `createFunction`, outside tests."""
        return tuple(
            call
            for path in self.project.mentioning(MAKING)
            if not is_test(path)
            for call in function_calls(self.project.module(path))
            if self._is_inngests(call)
        )

    def at(self, node: Node) -> Definition | None:
        """The function that is the value of a call."""
        return self._by_site.get(node)

    def within(self, node: Node) -> list[Definition]:
        """The functions that are made somewhere in `node`, by a call of `createFunction` or of a helper."""
        span = node.span
        return [one for one in self.all if one.path == node.module.path and one.site.span in span]

    @cached_property
    def _by_site(self) -> dict[Node, Definition]:
        return {one.site: one for one in self.all}

    def _is_inngests(self, call: Node) -> bool:
        """Whether a client is asked, or what is asked can be one and is given what a client is."""
        callee = call.field("function")
        asked = callee.field("object") if callee is not None else None
        if asked is None or self.clients.is_client(asked):
            return asked is not None
        given = arguments_of(call)
        if len(given) < 2:
            return False
        options = self.expressions.value(given[0])
        named = self.expressions.member(options, "id") or self.expressions.member(options, "name")
        return named is not None or self.clients.may_be_client(asked)

    def _made_by(self, call: Node, site: Node, frame: Frame | None, depth: int = 0) -> Iterator[Definition]:
        """The functions that one call makes: itself, or one for each call of the helper around it."""
        given = arguments_of(call)
        options = self.expressions.value(given[0], frame) if given else None
        named = None
        if options is not None:
            named = self.expressions.member(options, "id") or self.expressions.member(options, "name")
        told = self.expressions.text(named.node, named.frame) if named is not None else None
        if told is None and depth < _DEEPEST:
            helper = enclosing_helper(site)
            about = named or options
            told_by = self.expressions.value(about.node, about.frame).node if about is not None else None
            if helper is not None and told_by is not None and depends_on(helper.function, told_by):
                users = self.expressions.calls_of(site.module.path, helper.name)
                frames = [framed(frame, Frame(helper.function, arguments_of(user))) for user in users]
                made = [
                    one
                    for user, inner in zip(users, frames, strict=True)
                    for one in self._made_by(call, user, inner, depth + 1)
                ]
                # Where a list tells what each is, as in `names.map(make)`, they are one here: what makes them.
                if made and all(one.id is not None for one in made):
                    yield from made
                    return
            site = call
        written = named.node if named is not None and told is not None else site
        yield Definition(
            site,
            written,
            told,
            exported_as(site),
            triggers_of(self.expressions, call, frame),
            _handler(self.expressions, given, frame),
            options,
        )


def _handler(expressions: Expressions, given: tuple[Node, ...], frame: Frame | None) -> Node | None:
    handler = expressions.value(given[-1], frame).node if len(given) > 1 else None
    return handler if handler is not None and handler.field("body") is not None else None
