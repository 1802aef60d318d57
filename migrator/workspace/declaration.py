"""Where a name comes from in the end."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Declaration:
    """The end of a chain of re-exports.

    Inside the tree `path` is the module that declares it and `name` what that module exports it as, so that
    `import { name } from path` takes it; `*` is the module as a whole. Where the chain leaves the tree `path`
    is None, `external` the specifier it leaves by and `name` the name there.
    `local` is the name inside the declaring module, None where it has none or it isn't known.
    `type_only` says that nothing but a type can arrive: each way there has an `import type` or `export type`, or
    what is declared is a type.
    """

    path: str | None
    name: str
    external: str | None = None
    local: str | None = None
    type_only: bool = field(default=False, compare=False)

    @property
    def binding(self) -> tuple[str | None, str]:
        """What tells two declarations apart: a binding may be exported under several names."""
        return (self.path or self.external, self.local or self.name)
