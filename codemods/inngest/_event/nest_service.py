"""The service that a controller of events hands payloads to."""

from __future__ import annotations

from migrator.api import Context, RefusedError, Style

from .._writing.imports import Imports
from .._writing.insertion import add_method, nested
from .app import EventApp
from .file import EventFile
from .nest import Decorated
from .nest_domain import NestDomain


class NestService:
    """The domain's service, as it is or as it will be."""

    def __init__(self, context: Context, app: EventApp, file: EventFile, domain: NestDomain) -> None:
        self.context = context
        self.app = app
        self.file = file
        self.found = domain.service
        self.path = self.found.path if self.found is not None else domain.service_path
        self.name = self.found.name if self.found is not None else f"{file.names.pascal_domain}Service"

    def write(self, method: str) -> None:
        """Give the service a method that takes the payload; make the service where there is none.

        Raises RefusedError where it has a method of that name: nobody knows what that takes.
        """
        text = _method(self.file, method)
        if self.found is None:
            if self.context.tree.entry(self.path) is not None:
                raise RefusedError(f"{self.path} has no class with `@Injectable` for a service", hint="add one first")
            specifier = self.app.specifier(self.context.project, self.file.path, self.path)
            body = "".join(f"  {line}\n" for line in text.split("\n"))
            self.context.tree.write(
                self.path,
                self.app.house.written(
                    'import { Injectable } from "@nestjs/common";\n'
                    f'import type {{ {self.file.names.payload} }} from "{specifier}";\n\n'
                    f"@Injectable()\nexport class {self.name} {{\n{body}}}\n"
                ),
            )
            return
        if method in self.found.methods:
            raise RefusedError(
                f"{self.path}:{self.found.methods[method].position.line} has another {method}",
                hint="choose another purpose, as in `-p purpose=email-sender`",
            )
        module, style = self.found.module, Style.of(self.found.module)
        imports = Imports(self.context.project, module)
        specifier = self.app.specifier(self.context.project, self.file.path, self.path)
        imports.take(self.file.names.payload, specifier, self.file.path, is_type=True)
        edit = add_method(self.found.body, nested(text, style, "class X {", "}"), style)
        self.context.edit(self.path, [*imports.edits(), edit])

    def injected_in(self, controller: Decorated) -> str | None:
        """The property of a controller that its constructor puts the service into; None where it does not."""
        constructor = controller.methods.get("constructor")
        parameters = constructor.field("parameters") if constructor is not None else None
        for parameter in parameters.children if parameters is not None else ():
            given, name = parameter.field("type"), parameter.field("pattern")
            is_property = any(one.kind == "accessibility_modifier" for one in parameter.children)
            is_property = is_property or "readonly" in parameter.tokens
            if given is not None and name is not None and is_property and given.text.lstrip(": ") == self.name:
                return name.text
        return None


def _method(file: EventFile, method: str) -> str:
    """The service's method, in Prettier's manner."""
    payload = file.names.payload
    return (
        "/**\n"
        f" * What is to be done when `{file.names.event}` arrives; one event may arrive more than once.\n"
        " */\n"
        f"{method}(data: {payload}): Promise<{payload}> {{\n"
        "  // The business logic goes here.\n"
        "  return Promise.resolve(data);\n"
        "}"
    )
