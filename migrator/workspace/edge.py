"""One module reference and what it leads to."""

from __future__ import annotations

from dataclasses import dataclass

from migrator.syntax import Form, ModuleReference
from migrator.workspace.resolution import Resolution, Resolved

NOT_LOADING = frozenset({Form.MOCK, Form.DECLARE_MODULE, Form.REQUIRE_RESOLVE, Form.IMPORT_META_RESOLVE})
"""Forms that name a module without loading it: a mock replaces it, the others only speak about it."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One reference in a module.

    importer    the path of the module that it is in
    reference   the reference
    resolution  what it resolves to
    """

    importer: str
    reference: ModuleReference
    resolution: Resolution

    @property
    def target(self) -> str | None:
        """The path in the tree that is named; None where the reference leaves the tree or leads nowhere."""
        return self.resolution.path if isinstance(self.resolution, Resolved) else None

    @property
    def loads(self) -> bool:
        """Whether importing `importer` may make its target load, or needs its types.

        False for a mock, `declare module`, `require.resolve` and `import.meta.resolve`.
        """
        return self.reference.form not in NOT_LOADING
