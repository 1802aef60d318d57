"""Declare an Inngest event: its name, its schema, the type of its payload."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.api import Context, Diagnostic, JsonDocument, Package, RefusedError, Style, is_test, usual_range

from ._event.app import EventApp
from ._event.codemod import EventCodemod
from ._event.file import EventFile
from ._reading.event_names import event_type_name, key_of
from ._writing.fields import DEFAULT_FIELDS, FIELDS, Fields
from ._writing.insertion import at_the_end
from ._writing.reexports import passing_on

#: The zod that the SDK's types know best, where nobody in the workspace has one: by the SDK's major version.
_ZOD = {3: "^3.25.76", 4: "^4.0.0"}


class DefineEvent(EventCodemod):
    """Declare an event in its domain's module, `events/<domain>.events.ts` in the Inngest folder.

    `WORKFLOW_EVENTS.CREATED` has the event's name and its schema, `WorkflowCreatedPayload` is what the schema accepts.
    A domain that is there gets a new member, in its style; an event that is declared already stays as it is. An app
    without zod declares it.
    """

    fields: Fields = FIELDS

    def apply(self, context: Context) -> None:
        """Write the module, or what it lacks."""
        app = EventApp(context.project, self.client)
        file = EventFile(app, self.names)
        _check_elsewhere(file)
        if file.member is not None:
            if self.fields != DEFAULT_FIELDS:
                message = f"{self.names.event} is declared already as {file.member}; its schema stays as it is"
                context.report(Diagnostic("declared-already", "info", message, path=file.path))
            return
        for doubt in self.names.doubts():
            context.report(Diagnostic("event-name", "warning", doubt, path=file.path))
        if file.is_there:
            context.edit(file.path, file.edits(self.fields))
        else:
            context.tree.write(file.path, file.whole(self.fields))
            self._pass_on(context, file)
        _declare_zod(context, app)

    def _pass_on(self, context: Context, file: EventFile) -> None:
        """Let the index of the events' folder pass the new module on, as it does with others if there are any."""
        folder = file.path.rpartition("/")[0]
        index = next((path for path in file.app.own_sources if path in (f"{folder}/index.ts", f"{folder}.ts")), None)
        if index is None:
            return
        after, module = context.project.over(context.tree), context.module(index)
        names = (self.names.constant, f"type {self.names.payload}")
        edits = passing_on(after, file.app.house, index, file.path, names)
        if not edits and index.endswith("/index.ts"):
            specifier = file.app.house.specifier(after, file.path, index)
            edits = [at_the_end(module, [f'export * from "{specifier}";'], Style.of(module))]
        context.edit(index, edits)


def _check_elsewhere(file: EventFile) -> None:
    """Raises RefusedError where the event is declared in another place or another form."""
    for path, line in _declarations(file.app, file.names.event):
        raise RefusedError(
            f"{path}:{line} declares {file.names.event} already, in another form than {file.names.constant}",
            hint=f"turn it into a member of {file.names.constant} in {file.path} first, or choose another action",
        )


def _declarations(app: EventApp, event: str) -> Iterator[tuple[str, int]]:
    """Where an event's name is written out as the key of a schema or a type, or given to `eventType`."""
    sources = app.anatomy.schema_sources(app.module)
    for path in app.project.sources:
        module = app.project.module(path)
        about_inngest = b"nngest" in module.source or path in sources
        if is_test(path) or event.encode() not in module.source or not about_inngest:
            continue
        for member in module.root.descendants("pair", "property_signature"):
            key, value = member.field("key") or member.field("name"), member.field("value") or member.field("type")
            is_schema = value is not None and value.kind in ("object", "call_expression", "type_annotation")
            if key is not None and key.kind == "string" and is_schema and key_of(app.project, member) == event:
                yield path, member.position.line
        for call in module.root.descendants("call_expression"):
            arguments = call.field("arguments")
            is_written_out = arguments is not None and arguments.children and arguments.children[0].kind == "string"
            if is_written_out and event_type_name(app.project, call) == event:
                yield path, call.position.line


def _declare_zod(context: Context, app: EventApp) -> None:
    workspace = context.project.workspace
    manifest = workspace.manifest(app.package)
    root = workspace.root.manifest.ranges if workspace.root is not None else {}
    if manifest is None or "zod" in manifest.ranges or "zod" in root:
        return
    range_ = usual_range(workspace, Package(manifest), "zod") or _ZOD[app.sdk]
    document = JsonDocument.parse(context.tree.read(manifest.path), manifest.path)
    context.tree.write(manifest.path, document.with_value(("dependencies", "zod"), range_).source)
