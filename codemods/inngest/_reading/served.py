"""What a serve route serves: the list of functions, evaluated without running anything."""

from __future__ import annotations

from dataclasses import dataclass

from migrator.api import Node, Project

from .anatomy import is_registration
from .constants import constant, property_of
from .lists import Served, evaluate


@dataclass(frozen=True, slots=True)
class ServeCall:
    """One `serve({ client, functions })`. `functions` is None where the list can't be told from the text alone."""

    call: Node
    value: Node | None
    functions: tuple[Served, ...] | None

    @property
    def is_written_out(self) -> bool:
        """Whether the list stands in the route itself, as more than a name."""
        return self.value is not None and bool(self.value.children) and self.value.module == self.call.module

    @property
    def path(self) -> str:
        """The route's path."""
        return self.call.module.path


def serve_call(project: Project, call: Node) -> ServeCall:
    """Evaluate the list of functions of one `serve(...)`."""
    options = options_of(project, call)
    pair = property_of(options, "functions") if options is not None else None
    if pair is None:
        return ServeCall(call, None, None)
    value = pair if pair.kind == "shorthand_property_identifier" else pair.field("value")
    return ServeCall(call, value, evaluate(project, value, frozenset()) if value is not None else None)


def options_of(project: Project, call: Node) -> Node | None:
    """The object with `client` and `functions`: what `serve` is given, or the one app of `connect({ apps: [...] })`."""
    arguments = call.field("arguments")
    given = [child for child in arguments.children if child.kind != "comment"] if arguments is not None else []
    # Fastify's `register` is given the plugin first.
    options = next(iter(given[1:] if is_registration(call) else given), None)
    if options is not None and options.kind == "identifier":
        options = constant(project, options)
    if options is None or options.kind != "object":
        return None
    apps = property_of(options, "apps")
    listed_apps = apps.field("value") if apps is not None and apps.kind == "pair" else None
    if listed_apps is None:
        return options
    objects = [child for child in listed_apps.children if child.kind == "object"]
    return objects[0] if len(objects) == 1 == len(listed_apps.children) else None


def written_list(call: ServeCall, newline: str) -> str | None:
    """The route's own list as it is written, where it has comments that would be lost otherwise; else None.

    It is moved to the start of the line. Only a list of plain names can stand anywhere else.
    """
    value = call.value
    if value is None or value.kind != "array" or not call.is_written_out:
        return None
    kinds = {child.kind for child in value.children}
    if kinds != {"identifier", "comment"}:
        return None
    source = value.module.source
    start = source.rfind(b"\n", 0, value.span.end) + 1
    last = source[start : value.span.end].decode("utf-8", "replace")
    indent = last[: len(last) - len(last.lstrip())]
    lines = value.text.replace("\r\n", "\n").split("\n")
    return newline.join([lines[0], *(line.removeprefix(indent) for line in lines[1:])])
