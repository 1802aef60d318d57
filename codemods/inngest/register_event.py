"""Make an Inngest event known to the client."""

from __future__ import annotations

from migrator.api import Context, Diagnostic, Edit, Node, RefusedError, Style, is_test

from ._event.app import EventApp
from ._event.codemod import EventCodemod
from ._event.file import EventFile
from ._reading.schemas import Schemas, options_of_client, schemas_of
from ._writing.imports import Imports
from ._writing.insertion import add_member, at_the_end, indent_of, indented, nested

_CAST = "// Zod 4 has other types than the Zod 3 that this SDK was written for; what is checked is the same."


class RegisterEvent(EventCodemod):
    """Register an event that `define-event` declared.

    SDK 3: the client's `EventSchemas().fromZod` gets it, under a key computed from the constant, wherever that object
    is written. With Zod 4, whose types that SDK doesn't know, its schema is cast, and a comment says so. SDK 4: the
    event's module gets an `eventType`.
    """

    def apply(self, context: Context) -> None:
        """Write it, unless it is there."""
        app = EventApp(context.project, self.client)
        file = EventFile(app, self.names)
        if file.member is None or file.holder is None:
            raise RefusedError(f"{self.names.event} is not declared in {file.path}", hint="`define-event` declares it")
        if app.sdk == 4:
            _add_event_type(context, file)
        else:
            _Registration(context, app, file, file.member, file.holder[0]).write()


def _add_event_type(context: Context, file: EventFile) -> None:
    if file.event_type is not None:
        return
    module = context.module(file.path)
    name = file.names.event_type
    if name in module.bindings.top_level:
        line = module.bindings.top_level[name].node.position.line
        raise RefusedError(f"{file.path}:{line} has another {name}", hint="give it another name first")
    imports = Imports(context.project, module)
    imports.take("eventType", "inngest")
    text = f"export const {name} = eventType({file.member}.name, {{\n  schema: {file.member}.schema,\n}});"
    context.edit(file.path, [*imports.edits(), at_the_end(module, [text], Style.of(module))])


class _Registration:
    """The registration of one event in the schemas of one client of SDK 3."""

    def __init__(self, context: Context, app: EventApp, file: EventFile, member: str, constant: str) -> None:
        self.context = context
        self.app = app
        self.file = file
        self.member = member
        self.constant = constant

    def write(self) -> None:
        """Add the event where the client's schemas are. Raises RefusedError where they can't be read."""
        options = options_of_client(self.context.project, self.app.client)
        line = f"{self.app.client_path}:{self.app.client.position.line}"
        if options is None:
            raise RefusedError(f"{line}: the client's options can't be read", hint="write them as an object")
        known = any((key := one.field("key")) is not None and key.text == "schemas" for one in options.children)
        known = known or any(one.text == "schemas" for one in options.children)
        schemas = schemas_of(self.context.project, options)
        if schemas is None and known:
            raise RefusedError(
                f"{line}: the client's `schemas` are not `new EventSchemas()` and calls on it",
                hint="register the event there by hand, or write them so",
            )
        if schemas is None:
            self._first(options)
        elif not schemas.has(self.context.project, self.file.names.event):
            self._another(schemas)

    def _first(self, options: Node) -> None:
        """Schemas for a client that has none; left to a person where it sends other events, which would be unknown."""
        other = self._other_events()
        if other is not None:
            message = (
                f"the client knows no schemas, and {other} uses it with other events, which it would refuse then;"
                f" {self.file.names.event} is not registered"
            )
            hint = "give it `schemas: new EventSchemas().fromZod({ ... })` with every event that there is"
            self.context.report(Diagnostic("left-to-do", "warning", message, self.app.client_path, hint=hint))
            return
        style = Style.of(options.module)
        text = f"schemas: new EventSchemas().fromZod({{\n{self._pair('  ')},\n}})"
        imports = self._imports(options)
        imports.take("EventSchemas", "inngest")
        member = nested(text, style, "const x = {", "};")
        self.context.edit(options.module.path, [*imports.edits(), add_member(options, member, style)])

    def _other_events(self) -> str | None:
        """A module that names an event to the client, other than this one."""
        project = self.context.project
        for path in project.graph.importers(self.app.client_path):
            source = project.module(path).source
            if not is_test(path) and any(word in source for word in (b"createFunction", b".send(", b".sendEvent(")):
                return path
        return None

    def _another(self, schemas: Schemas) -> None:
        module = schemas.map.module if schemas.map is not None else schemas.chain.module
        style = Style.of(module)
        imports = self._imports(module.root)
        if schemas.map is None:
            call = nested(f".fromZod({{\n{self._pair('  ')},\n}})", style, "x", ";")
            edit = Edit.insert(schemas.chain.span.end, indented(call, style, indent_of(schemas.chain)).encode())
        else:
            member = nested(self._pair("", schemas), style, "const x = {", "};")
            edit = add_member(schemas.map, member, style)
        self.context.edit(module.path, [*imports.edits(), edit])

    def _imports(self, place: Node) -> Imports:
        """The imports of the module that `place` is in, with the events' constant among them."""
        module = place.module
        imports = Imports(self.context.project, module)
        if module.path != self.file.path:
            specifier = self.app.specifier(self.context.project, self.file.path, module.path)
            imports.take(self.constant, specifier, self.file.path)
        return imports

    def _pair(self, indent: str, schemas: Schemas | None = None) -> str:
        """The member for a map, in Prettier's manner, each line behind `indent`."""
        key = f"[{self.member}.name]"
        if schemas is not None and schemas.method == "fromSchema":
            return f"{indent}{key}: {self.member}.schema"
        cast = self.app.zod == 4 and not (schemas is not None and schemas.is_cast)
        is_told = schemas is not None and schemas.map is not None and " as any" in schemas.map.text
        lines = [f"{key}: {{", f"  data: {self.member}.schema{' as any' if cast else ''},", "}"]
        if cast and not is_told:
            lines.insert(1, f"  {_CAST}")
        return "\n".join(indent + line for line in lines)
