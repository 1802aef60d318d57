"""The module that checks the environment with `createEnv` of t3-env.

https://env.t3.gg/docs: what a server reads is in `server`; `runtimeEnv` repeats each name unless it is `process.env`
itself, and `experimental__runtimeEnv` has those of the client alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from migrator.api import Edit, Module, Node, Project, Style
from migrator.api import matchers as m

from .._reading.constants import property_of, value_of
from .._reading.event_names import bare
from .._writing.insertion import add_member, indent_of

_REQUIRED_IN_PRODUCTION = re.compile(r"(\w+)\.string\(\)(\.min\(1\))?")
_REPEATING = ("runtimeEnv", "runtimeEnvStrict")


@dataclass(frozen=True, slots=True)
class EnvModule:
    """One call of `createEnv`: its options, and the names that it checks on the server."""

    options: Node

    @property
    def module(self) -> Module:
        """The module that has it."""
        return self.options.module

    @property
    def server(self) -> Node | None:
        """The object with the server's names; None where it is not written out."""
        return _object(self.options, "server")

    @property
    def is_written_out(self) -> bool:
        """Whether it can be told what is checked on the server, be it nothing."""
        server = property_of(self.options, "server")
        spread = any(child.kind == "spread_element" for child in self.options.children)
        return self.options.kind == "object" and (self.server is not None or (server is None and not spread))

    @property
    def names(self) -> tuple[str, ...]:
        """The server's names that are written out."""
        return tuple(name for name, _ in _members(self.server))

    def lacking(self, names: Iterable[str]) -> list[str]:
        """Those of `names` that it does not check."""
        return [name for name in names if name not in self.names]

    def entry(self) -> str | None:
        """What stands behind a name, colon included, that is optional in development; None where it is unclear.

        Required in production where another one is so: then it is written in the same way.
        """
        for _, value in _members(self.server):
            parts = [value.field(field) for field in ("condition", "consequence", "alternative")]
            if value.kind == "ternary_expression" and None not in parts:
                condition, *branches = [part.text for part in parts if part is not None]
                optional = [branch for branch in branches if branch.endswith(".optional()")]
                plain = all(
                    _REQUIRED_IN_PRODUCTION.fullmatch(branch.removesuffix(".optional()")) for branch in branches
                )
                if plain and len(optional) == 1 and "NODE_ENV" in condition:
                    return self._behind_the_name(value)
        return self._optional()

    def _behind_the_name(self, value: Node) -> str:
        """What a member has behind its name, at the left margin."""
        key = value.parent.field("key") if value.parent is not None else None
        start = key.span.end if key is not None else value.span.start
        text = self.module.source[start : value.span.end].decode("utf-8", "surrogateescape")
        return text.replace(f"\n{indent_of(value.parent or value)}", "\n")

    def _optional(self) -> str | None:
        for local, (reference, _) in self.module.bindings.imports.items():
            if reference.package == "zod" and not reference.type_only:
                return f": {local}.string().optional()"
            if reference.package == "valibot" and local != "pipe":
                return f": {local}.optional({local}.string())"
        return None

    def edits(self, names: Sequence[str]) -> list[Edit] | None:
        """The edits with which it checks `names`, too; None where they are a person's to make."""
        entry, server = self.entry(), self.server
        if entry is None or server is None:
            return None
        style = Style.of(self.module)
        added = list(_added(server, [f"{name}{entry}" for name in names], style))
        for key in _REPEATING:
            pair = property_of(self.options, key)
            value = pair.field("value") if pair is not None else None
            if value is None or value.text == "process.env":
                continue
            if value.kind != "object":
                return None
            spread = [child for child in value.children if child.kind == "spread_element"]
            if any("process.env" in child.text for child in spread):
                continue
            added += _added(value, [_like(value, name) for name in names if property_of(value, name) is None], style)
        return added


def env_modules(project: Project, paths: Iterable[str]) -> Iterator[EnvModule]:
    """Every call of `createEnv` in the modules at `paths`."""
    for path in paths:
        module = project.module(path)
        imported = module.bindings.imports.get("createEnv") if b"createEnv" in module.source else None
        if imported is None or not (imported[0].package or "").startswith("@t3-oss/env"):
            continue
        for found in m.extract_all(module, m.call("createEnv", [m.capture("options", m.anything), ...])):
            yield EnvModule(_behind(found["options"]))


def _behind(given: Node) -> Node:
    """What is given, seen through `satisfies` and a constant of the module."""
    plain = bare(given)
    value = value_of(plain.module, plain.text) if plain.kind == "identifier" else None
    return bare(value) if value is not None else plain


def _object(options: Node, key: str) -> Node | None:
    pair = property_of(options, key)
    value = pair.field("value") if pair is not None else None
    return value if value is not None and value.kind == "object" else None


def _members(node: Node | None) -> Iterator[tuple[str, Node]]:
    for child in node.children if node is not None else ():
        key, value = child.field("key"), child.field("value")
        if key is not None and value is not None:
            yield key.string_value or key.text, value


def _added(target: Node, members: Sequence[str], style: Style) -> Iterator[Edit]:
    """The edit that adds `members`, each on a line of its own where those that are there have one."""
    others = [child for child in target.children if child.kind != "comment"]
    on_lines = not others or b"\n" in target.module.source[target.span.start : others[0].span.start]
    if members:
        yield add_member(target, f",{style.newline if on_lines else ' '}".join(members), style)


def _like(values: Node, name: str) -> str:
    """`NAME: process.env.NAME`, as the other members are written."""
    for key, value in _members(values):
        if key in value.text and value.parent is not None:
            return value.parent.text.replace(key, name)
    return f"{name}: process.env.{name}"
