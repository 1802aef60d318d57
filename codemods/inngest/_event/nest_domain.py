"""Where an app of NestJS has what belongs to a domain: its module, its service, its controller of events."""

from __future__ import annotations

from functools import cached_property

from migrator.api import directory_of

from .app import EventApp
from .convention import EventNames
from .nest import Decorated, decorated, decorated_in, listed_in

#: So many modules with controllers in one folder say that the others go there, too.
_A_CUSTOM = 2


class NestDomain:
    """What there is of a domain, and where the rest of it goes. Names may be in the plural: `WorkflowsModule`."""

    def __init__(self, app: EventApp, names: EventNames) -> None:
        self.app = app
        self.names = names

    @cached_property
    def modules(self) -> tuple[Decorated, ...]:
        """Every `@Module` of the app."""
        return tuple(decorated(self.app.project, self.app.package, "Module"))

    @cached_property
    def module(self) -> Decorated | None:
        """The domain's `@Module`, wherever it is."""
        return self._named("Module", self.modules)

    @cached_property
    def service(self) -> Decorated | None:
        """The domain's `@Injectable` service: the one in its folder, else one of its name."""
        own = self.app.project.tree.entry(self.service_path)
        near = decorated_in(self.app.project.module(self.service_path), "Injectable") if own is not None else ()
        services = tuple(decorated(self.app.project, self.app.package, "Injectable"))
        return next((one for one in near if one.name.endswith("Service")), None) or self._named("Service", services)

    @cached_property
    def controller(self) -> Decorated | None:
        """The controller of the domain's events."""
        if self.app.project.tree.entry(self.controller_path) is None:
            return None
        return next(decorated_in(self.app.project.module(self.controller_path), "Controller"), None)

    @cached_property
    def folder(self) -> str:
        """The folder of the domain's module, or where it would be."""
        return directory_of(self.module.path) if self.module is not None else f"{self._features}/{self.names.domain}"

    @property
    def module_path(self) -> str:
        """Where the domain's module is, or goes."""
        return self.module.path if self.module is not None else f"{self.folder}/{self.names.domain}.module.ts"

    @property
    def service_path(self) -> str:
        """Where the domain's service goes."""
        return f"{self.folder}/{self.names.domain}.service.ts"

    @property
    def controller_path(self) -> str:
        """Where the controller of the domain's events is, or goes."""
        return f"{self.folder}/{self.names.domain}.events.controller.ts"

    @cached_property
    def _features(self) -> str:
        """The folder of the folders of domains: `src/modules`, unless the app has them elsewhere."""
        source = f"{self.app.package}/src".lstrip("/")
        usual = f"{source}/modules" if self.app.project.tree.is_folder(source) else f"{self.app.package}/modules"
        if self.app.project.tree.is_folder(usual):
            return usual
        parents = [
            directory_of(directory_of(one.path))
            for one in self.modules
            if listed_in(one.argument, "controllers") and _is_in_a_folder_of_its_name(one.path)
        ]
        common = max(sorted(set(parents)), key=parents.count, default=usual)
        return common if parents.count(common) >= _A_CUSTOM else usual.lstrip("/")

    def _named(self, kind: str, among: tuple[Decorated, ...]) -> Decorated | None:
        one = self.names.pascal_domain
        several = (f"{one}s", f"{one}es", f"{one[:-1]}ies")
        return next((found for name in (one, *several) for found in among if found.name == f"{name}{kind}"), None)


def _is_in_a_folder_of_its_name(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return folder.rpartition("/")[2] == name.partition(".")[0]
