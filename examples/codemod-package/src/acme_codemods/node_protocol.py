"""Import what comes with Node by its `node:` name."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.api import Edit, Form, ModuleReference, ReferenceCodemod

from ._node import BUILTINS


class NodeProtocol(ReferenceCodemod):
    """Import what comes with Node by its `node:` name: `node:fs/promises` for `fs/promises`.

    So nobody takes it for a package, and no package can come in its place.
    """

    def visit_reference(self, reference: ModuleReference) -> Iterator[Edit]:
        """Put `node:` before the names of Node's own modules, whatever the form of the reference."""
        if reference.package in BUILTINS and reference.form is not Form.TRIPLE_SLASH:
            yield reference.respecify(f"node:{reference.specifier}")
