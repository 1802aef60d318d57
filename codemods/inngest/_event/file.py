"""The module that declares a domain's events: `events/<domain>.events.ts`, or wherever it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from migrator.api import Edit, Node, Project, RefusedError, Style, directory_of, is_test

from .._reading.constants import property_of, value_of
from .._reading.event_names import bare, event_type_name, text_of
from .._writing.fields import schema_lines
from .._writing.imports import Imports
from .._writing.insertion import add_member, at_the_end, nested
from .app import EventApp
from .convention import EventNames

_WIDTH = 80


class EventFile:
    """The events of one domain, as far as they are declared."""

    def __init__(self, app: EventApp, names: EventNames) -> None:
        self.app = app
        self.names = names
        self.project: Project = app.project

    @cached_property
    def path(self) -> str:
        """Where the domain's events are: the module of that name, else a new one beside those of other domains."""
        stem = f"{self.names.domain}.events"
        own = [path for path in self.app.own_sources if not is_test(path)]
        for path in own:
            if path.rpartition("/")[2].rpartition(".")[0] == stem:
                return path
        others = [path for path in own if path.rpartition("/")[2].rpartition(".")[0].endswith(".events")]
        folders = [directory_of(path) for path in others]
        folder = max(sorted(set(folders)), key=folders.count) if folders else f"{self.app.folder}/events"
        return f"{folder}/{stem}.ts"

    @property
    def is_there(self) -> bool:
        """Whether the module is there."""
        return self.project.tree.entry(self.path) is not None

    @cached_property
    def holder(self) -> tuple[str, Node] | None:
        """The exported constant that has the domain's events, by the name it is exported under, and its object."""
        found = {name: value for name, value in self._objects() if any(self._members_in(value))}
        if not found:
            found = {name: value for name, value in self._objects() if name == self.names.constant}
        name = self.names.constant if self.names.constant in found else next(iter(found), None)
        return (name, found[name]) if name is not None else None

    def _objects(self) -> Iterator[tuple[str, Node]]:
        module = self.project.module(self.path) if self.is_there else None
        for export in module.exports if module is not None else ():
            if module is not None and export.local is not None and not export.type_only:
                value = value_of(module, export.name)
                if value is not None and bare(value).kind == "object":
                    yield export.name, bare(value)

    def _members_in(self, holder: Node) -> Iterator[tuple[str, str]]:
        """Key -> event name of the events of this domain in an object."""
        for pair in holder.children:
            key, value = pair.field("key"), pair.field("value")
            inner = bare(value) if value is not None else None
            name = property_of(inner, "name") if inner is not None and inner.kind == "object" else None
            given = name.field("value") if name is not None and name.kind == "pair" else None
            event = text_of(self.project, given) if given is not None else None
            if key is not None and event is not None and event.partition("/")[0] == self.names.domain:
                yield key.string_value or key.text, event

    @cached_property
    def member(self) -> str | None:
        """What names the event in code, `WORKFLOW_EVENTS.CREATED`; None where it is not declared.

        Raises RefusedError where its key stands for another event.
        """
        if self.holder is None:
            return None
        name, value = self.holder
        for key, event in self._members_in(value):
            if event == self.names.event:
                return f"{name}.{key}"
        taken = property_of(value, self.key)
        if taken is not None:
            place = f"{self.path}:{taken.position.line}"
            raise RefusedError(f"{place} has another {name}.{self.key} than {self.names.event}")
        return None

    @property
    def schema(self) -> Node | None:
        """The schema of the event, where it is declared."""
        if self.member is None or self.holder is None:
            return None
        pair = property_of(self.holder[1], self.member.partition(".")[2])
        value = pair.field("value") if pair is not None else None
        schema = property_of(bare(value), "schema") if value is not None else None
        return schema.field("value") if schema is not None else None

    @cached_property
    def event_type(self) -> str | None:
        """The exported constant that is SDK 4's `eventType` of the event; None where there is none."""
        module = self.project.module(self.path)
        for export in module.exports:
            value = value_of(module, export.name) if export.local is not None and not export.type_only else None
            if event_type_name(self.project, value) == self.names.event:
                return export.name
        return None

    @property
    def key(self) -> str:
        """`CREATED`, or `created` where the constant has such keys."""
        keys = [key for key, _ in self._members_in(self.holder[1])] if self.holder is not None else []
        small = keys and all(key[:1].islower() for key in keys)
        return EventNames("", self.names.action).event_type if small else self.names.member

    def whole(self, fields: Mapping[str, str]) -> bytes:
        """The text of the module where it is new."""
        taken, specifier = self.app.zod_import
        constant = f"export const {self.names.constant} = {{\n  {self._member_text(fields, '  ')},\n}} as const;\n"
        text = f'import {taken} from "{specifier}";\n\n{constant}\n{self._payload(self.names.constant)}'
        return self.app.house.written(text)

    def edits(self, fields: Mapping[str, str]) -> list[Edit]:
        """What the module lacks, where it is there: the member, the type of its payload, the constant if need be."""
        module = self.project.module(self.path)
        style = Style.of(module)
        imports = Imports(self.project, module)
        taken, specifier = self.app.zod_import
        zod = module.bindings.imports.get("z")
        edits: list[Edit] = []
        lines: list[str] = []
        if zod is None or zod[0].package != "zod":
            if taken != "{ z }":
                raise RefusedError(f"{self.path} imports no zod", hint=f"write `import {taken} from '{specifier}'`")
            imports.take("z", specifier)
        if self.holder is not None:
            member = nested(self._member_text(fields), style, "const x = {", "};")
            edits.append(add_member(self.holder[1], member, style))
        else:
            constant = f"export const {self.names.constant} = {{\n  {self._member_text(fields, '  ')},\n}} as const;"
            lines.append(constant)
        name = self.holder[0] if self.holder is not None else self.names.constant
        if self.names.payload not in module.bindings.top_level:
            lines.append(self._payload(name).rstrip("\n"))
        if lines:
            edits.append(at_the_end(module, lines, style))
        return [*imports.edits(), *edits]

    def _member_text(self, fields: Mapping[str, str], indent: str = "") -> str:
        """The member in Prettier's manner; its lines but the first start with `indent`."""
        inner = "".join(f"{indent}    {line}\n" for line in schema_lines(fields))
        schema = f"z.object({{\n{inner}{indent}  }})" if fields else "z.object({})"
        name = f'{indent}  name: "{self.names.event}" as const,\n'
        return f"{self.key}: {{\n{name}{indent}  schema: {schema},\n{indent}}}"

    def _payload(self, constant: str) -> str:
        schema = f"typeof {constant}.{self.key}.schema"
        line = f"export type {self.names.payload} = z.infer<{schema}>;"
        return f"{line}\n" if len(line) <= _WIDTH else f"export type {self.names.payload} = z.infer<\n  {schema}\n>;\n"
