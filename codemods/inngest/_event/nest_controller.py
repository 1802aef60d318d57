"""A function of an app of NestJS: a method of the controller of the domain's events, and one of its service."""

from __future__ import annotations

from migrator.api import Context, Project, RefusedError, Style

from .._writing.imports import Imports
from .._writing.insertion import add_constructor_parameter, add_method, nested
from .app import EventApp
from .convention import camel
from .file import EventFile
from .nest import Decorated, decorators_of_client
from .nest_domain import NestDomain
from .nest_service import NestService


class NestHandler:
    """The function of an event for a purpose. Raises RefusedError for SDK 4, which `nest-inngest` does not know."""

    def __init__(self, context: Context, app: EventApp, file: EventFile, purpose: str) -> None:
        if app.sdk == 4:
            raise RefusedError(
                "nest-inngest works with version 3 of inngest, and this app has version 4",
                hint="`-p framework=plain` writes a function for the list that is served",
            )
        made = decorators_of_client(app.project, app.package, app.client_path)
        if made is None:
            raise RefusedError(
                f"nothing in {app.package or 'the root package'} is exported that is `NestInngest.from` of the client",
                hint=f"write `export const AppInngest = NestInngest.from({app.client_name});` in {app.client_path}",
            )
        self.context = context
        self.app = app
        self.file = file
        self.purpose = purpose
        self.decorators_path, self.decorators = made
        self.domain = NestDomain(app, file.names)
        self.service = NestService(context, app, file, self.domain)
        self.method = file.names.method(purpose)

    def write(self) -> None:
        """Write both methods. Raises RefusedError where a class has another method of that name."""
        self.service.write(self.method)
        after = self.context.project.over(self.context.tree)
        if self.domain.controller is not None:
            self._add_to(self.domain.controller, after)
        elif self.context.tree.entry(self.domain.controller_path) is not None:
            raise RefusedError(f"{self.domain.controller_path} has no class with `@Controller`", hint="add one first")
        else:
            self.context.tree.write(self.domain.controller_path, self.app.house.written(self._whole(after)))

    def _add_to(self, controller: Decorated, after: Project) -> None:
        if self.method in controller.methods:
            raise RefusedError(
                f"{controller.path}:{controller.methods[self.method].position.line} has another {self.method}",
                hint="choose another purpose, as in `-p purpose=email-sender`",
            )
        style = Style.of(controller.module)
        imports = Imports(after, controller.module)
        for name, specifier, target, is_type in self._needs(after):
            if specifier != "@nestjs/common":
                imports.take(name, specifier, target, is_type=is_type)
        edits = []
        injected = self.service.injected_in(controller)
        if injected is None:
            injected = camel(self.service.name)
            edits += add_constructor_parameter(controller.body, self._parameter(injected), style)
        method = nested(self._method(injected), style, "class X {", "}")
        edits.append(add_method(controller.body, method, style))
        self.context.edit(controller.path, [*imports.edits(), *edits])

    def _parameter(self, name: str) -> str:
        return f"private readonly {name}: {self.service.name}"

    def _needs(self, after: Project) -> list[tuple[str, str, str | None, bool]]:
        """What the controller imports: name, specifier, the module of the repository it leads to, whether a type."""
        at, app = self.domain.controller_path, self.app
        decorators = app.specifier(after, self.decorators_path, at)
        events = app.specifier(after, self.file.path, at)
        service = app.specifier(after, self.service.path, at)
        constant = (self.file.member or "").partition(".")[0]
        return [
            ("Controller", "@nestjs/common", None, False),
            ("NestInngest", "nest-inngest", None, False),
            (self.decorators, decorators, self.decorators_path, False),
            (constant, events, self.file.path, False),
            (self.file.names.payload, events, self.file.path, True),
            (self.service.name, service, self.service.path, False),
        ]

    def _whole(self, after: Project) -> str:
        groups: dict[str, list[str]] = {}
        for name, specifier, _, is_type in self._needs(after):
            groups.setdefault(specifier, []).append(f"type {name}" if is_type else name)
        imports = "".join(Style().taking("import", names, one) for one, names in groups.items())
        injected = camel(self.service.name)
        method = "".join(f"  {line}\n" if line else "\n" for line in self._method(injected).split("\n"))
        return (
            f"{imports}\n@Controller()\nexport class {self.file.names.pascal_domain}EventsController {{\n"
            f"  constructor({self._parameter(injected)}) {{}}\n\n{method}}}\n"
        )

    def _method(self, service: str) -> str:
        """The controller's method, in Prettier's manner. `nest-inngest` types the event as an empty object."""
        names, member = self.file.names, self.file.member
        return (
            "/**\n"
            f" * Runs when `{names.event}` was sent.\n"
            " *\n"
            " * A step that fails is tried again, so what it does has to be safe to repeat.\n"
            " */\n"
            f"@{self.decorators}.Function({{\n"
            f'  id: "{names.function(self.purpose)}",\n'
            f'  name: "{names.title(self.purpose)}",\n'
            "})\n"
            f"@{self.decorators}.Trigger({{ event: {member}.name }})\n"
            f"async {self.method}({{\n"
            "  event,\n"
            "  step,\n"
            "}: NestInngest.context<\n"
            f"  typeof {self.decorators},\n"
            f"  typeof {member}.name\n"
            ">) {\n"
            f"  const data: {names.payload} = {member}.schema.parse(\n"
            "    (event as { data: unknown }).data,\n"
            "  );\n\n"
            f'  await step.run("{names.step(self.purpose)}", () =>\n'
            f"    this.{service}.{self.method}(data),\n"
            "  );\n\n"
            "  return { success: true };\n"
            "}"
        )
