"""One name that a module exports."""

from __future__ import annotations

from dataclasses import dataclass

from migrator.syntax.references.reference import ModuleReference
from migrator.text import Span


@dataclass(frozen=True, slots=True)
class Export:
    """One name that a module exports. Overloads, and a type and a value of one name, are several of these.

    name       the exported name: `default`, `export=` for `export = x`, `*` for `export * from`
    local      the local binding of that name; None for an anonymous default and for re-exports
    span       bytes of the whole statement for a declaration, else of the specifier inside the braces; of a variable
               its declarator
    reference  where it is re-exported from; None for what the module has itself
    imported   for re-exports the name it has there: `*` is the whole namespace
    type_only  an interface, a type alias, or exported with `type`
    listed     named in braces, `export { a }`, and not where it is declared
    """

    name: str
    local: str | None
    span: Span
    reference: ModuleReference | None = None
    imported: str | None = None
    type_only: bool = False
    listed: bool = False
