"""What a test of one function says."""

from __future__ import annotations

from collections.abc import Mapping

from migrator.api import Node

from .._writing.fields import example_lines, needs_something
from .app import EventApp
from .file import EventFile
from .function_ids import Identified
from .nest import Decorated


class EventTest:
    """The test of one function: a method of `controller`, or what its module exports.

    A function of its own is proved to have its id; a controller's method to hand the payload to the service. Both are
    proved to take what the schema accepts, and nothing else, where `fields` tell what that is.
    """

    def __init__(
        self,
        app: EventApp,
        file: EventFile,
        function: Identified,
        controller: Decorated | None,
        fields: Mapping[str, str] | None,
        purpose: str,
    ) -> None:
        self.app = app
        self.file = file
        self.function = function
        self.controller = controller
        self.fields = fields
        self.purpose = purpose

    @property
    def subject(self) -> str:
        """What is tested: the controller's class, or the constant that the function is."""
        if self.controller is not None:
            return self.controller.name
        around = self.function.call.parent
        name = around.field("name") if around is not None else None
        return name.text if name is not None else ""

    def imports(self, path: str, *, by_alias: bool) -> dict[str, list[str]]:
        """Specifier -> names that the test at `path` imports; relative ones alone, unless `by_alias`."""
        constant = (self.file.member or "").partition(".")[0]
        subject = {self._specifier(self.function.path, path, by_alias): [self.subject]}
        events = {self._specifier(self.file.path, path, by_alias): [constant]}
        return subject if self.fields is None else events | subject

    def _specifier(self, target: str, path: str, by_alias: bool) -> str:
        house, project = self.app.house, self.app.project
        usual = house.specifier(project, target, path)
        if by_alias or usual.startswith("."):
            return usual
        return project.resolver.specifier_for(target, path, f"./x{house.ending}") or usual

    @property
    def block(self) -> str:
        """The `describe` block, in Prettier's manner."""
        body = self._method() if self.controller is not None else self._function()
        if self.fields is None:
            return f'describe("{self.function.id}", () => {{\n{body}}});\n'
        example = "".join(f"    {line}\n" for line in example_lines(self.fields))
        data = f"const data = {{\n{example}  }};" if self.fields else "const data = {};"
        schema = f"{self.file.member}.schema.safeParse"
        refusal = f"    expect({schema}({{}}).success).toBe(false);\n" if needs_something(self.fields) else ""
        return (
            f'describe("{self.function.id}", () => {{\n'
            f"  {data}\n\n"
            f"{body}\n"
            f'  it("takes what the schema of {self.file.names.event} accepts", () => {{\n'
            f"    expect({schema}(data).success).toBe(true);\n"
            f"{refusal}"
            "  });\n"
            "});\n"
        )

    def _function(self) -> str:
        return (
            '  it("has an id of its own", () => {\n'
            f'    expect({self.subject}.id()).toBe("{self.function.id}");\n'
            "  });\n"
        )

    def _method(self) -> str:
        """The controller with a service that keeps what it is given; whatever else it takes is not there."""
        method = self.file.names.method(self.purpose)
        return (
            f'  it("hands the payload to the service", async () => {{\n'
            "    const received: unknown[] = [];\n"
            "    const service = {\n"
            f"      {method}: (payload: unknown) => Promise.resolve(received.push(payload)),\n"
            "    };\n"
            "    const step = { run: (_id: string, work: () => unknown) => work() };\n"
            f"    const controller = new {self.subject}({self._arguments()});\n\n"
            f"    await controller.{method}({{ event: {{ data }}, step }} as never);\n\n"
            f"    expect(received).toEqual([{self.file.member}.schema.parse(data)]);\n"
            "  });\n"
        )

    def _arguments(self) -> str:
        """What the constructor takes: the service in the place of its parameter, nothing in that of any other."""
        constructor = self.controller.methods.get("constructor") if self.controller is not None else None
        parameters = constructor.field("parameters") if constructor is not None else None
        given = [one for one in parameters.children if one.kind != "comment"] if parameters is not None else []
        return ", ".join(f"{'service' if self._is_used(one) else 'undefined'} as never" for one in given)

    def _is_used(self, parameter: Node) -> bool:
        """Whether the method uses what a parameter of the constructor is."""
        methods = self.controller.methods if self.controller is not None else {}
        method, name = methods.get(self.file.names.method(self.purpose)), parameter.field("pattern")
        return method is not None and name is not None and f"this.{name.text}." in method.text
