"""A module that makes one function for one event: where it goes, what it says."""

from __future__ import annotations

import posixpath

from migrator.api import Style, directory_of, lies_in

from .._reading.folders import Folders
from .app import EventApp
from .convention import camel
from .file import EventFile


class EventFunction:
    """The function of an event for a purpose, in an app without NestJS."""

    def __init__(self, app: EventApp, file: EventFile, purpose: str) -> None:
        self.app = app
        self.file = file
        self.names = file.names
        self.id = file.names.function(purpose)
        self.purpose = purpose

    @property
    def name(self) -> str:
        """`workflowCreatedHandler`, what the module exports."""
        return camel(self.id)

    @property
    def path(self) -> str:
        """Where the module goes: where the others are, below `functions/` where there are none."""
        stems = [path.rpartition("/")[2].partition(".")[0] for path in self.app.function_modules]
        is_camel = any(stem != stem.lower() for stem in stems) and not any("-" in stem for stem in stems)
        return f"{self._folder}/{self.name if is_camel else self.id}.ts"

    @property
    def _folder(self) -> str:
        folders = [directory_of(path) for path in self.app.function_modules if path != self.app.client_path]
        folders = [one for one in folders if self._is_for_functions(one)]
        if not folders:
            return f"{self.app.folder}/functions"
        together = posixpath.commonpath(folders) if "" not in folders else ""
        by_domain = [one for one in folders if one.rpartition("/")[2] == self.names.domain]
        if by_domain:
            return by_domain[0]
        parent = directory_of(together)
        if together not in folders or parent.rpartition("/")[2] == "functions":
            # A folder for each domain: the new one is named after its own.
            return f"{together if together not in folders else parent}/{self.names.domain}"
        return together

    def _is_for_functions(self, folder: str) -> bool:
        """Whether a folder is Inngest's, and not one that happens to have a function beside much else."""
        if "inngest" in self.app.package.rpartition("/")[2]:
            return True
        return lies_in(folder, self.app.folder) or Folders(self.app.project, self.app.package).is_own(folder)

    def _specifier(self, target: str) -> str:
        """How the module names another: as the functions beside it name the client, if there are any."""
        project = self.app.project
        like = [
            edge.reference.specifier
            for path in self.app.function_modules
            for edge in project.graph.edges_from(path)
            if edge.target == self.app.client_path
        ]
        found = project.resolver.specifier_for(target, self.path, like[0]) if like else None
        return found or self.app.house.specifier(project, target, self.path)

    def text(self) -> str:
        """The module, in Prettier's manner."""
        client = self._specifier(self.app.client_path)
        events = self._specifier(self.file.path)
        constant, member = (self.file.member or "").split(".")
        taken = [constant, f"type {self.names.payload}"]
        title = self.names.title(self.purpose)
        if self.app.sdk == 4 and self.file.event_type is not None:
            taken.append(self.file.event_type)
        if self.app.sdk == 4:
            trigger = self.file.event_type or f"{{ event: {constant}.{member}.name }}"
            head = f'  {{ id: "{self.id}", name: "{title}", triggers: [{trigger}] }},\n'
        else:
            head = f'  {{ id: "{self.id}", name: "{title}" }},\n  {{ event: {constant}.{member}.name }},\n'
        names, method = self.names, self.names.method(self.purpose)
        return (
            f"{Style().taking('import', [self.app.client_name], client)}{Style().taking('import', taken, events)}\n"
            f"/** What is to be done when `{names.event}` arrives; one event may arrive more than once. */\n"
            f"function {method}(data: {names.payload}): Promise<{names.payload}> {{\n"
            "  // The business logic goes here, or in a module that this calls.\n"
            "  return Promise.resolve(data);\n"
            "}\n\n"
            "/**\n"
            f" * Runs when `{names.event}` was sent.\n"
            " *\n"
            " * A step that fails is tried again, so what it does has to be safe to repeat.\n"
            " */\n"
            f"export const {self.name} = {self.app.client_name}.createFunction(\n{head}"
            "  async ({ event, step }) => {\n"
            f"    const data: {names.payload} = {constant}.{member}.schema.parse(\n      event.data,\n    );\n\n"
            f'    await step.run("{names.step(self.purpose)}", () => {method}(data));\n\n'
            "    return { success: true };\n"
            "  },\n"
            ");\n"
        )
