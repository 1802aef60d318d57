"""One place where a module names another module."""

from __future__ import annotations

from dataclasses import dataclass

from migrator.syntax.literals import quoted_inner
from migrator.syntax.references.forms import Form
from migrator.text import Edit, Span


@dataclass(frozen=True, slots=True)
class ImportedName:
    """One name that an import or a re-export takes.

    imported   the name as the other module exports it: `default`, `*` for the whole namespace, or a name
    local      the name it gets: the local binding, or for a re-export the name it is exported under
    span       bytes of this specifier inside the braces (`type a as b`), or of the default or namespace part
    type_only  `import { type A }`, or the whole statement is type-only
    """

    imported: str
    local: str
    span: Span
    type_only: bool = False


@dataclass(frozen=True, slots=True)
class ModuleReference:
    """One place where a module names another, whatever the form.

    form       how it names the module
    specifier  what stands between the quotes, escapes resolved
    span       the bytes between the quotes
    statement  the whole statement with its `;` (imports, re-exports, import-equals, declare module), else the
               call, from the callee to the closing parenthesis, the import type up to that parenthesis, the comment, or
               the value of an attribute with its quotes
    names      what an import or a re-export takes, in source order; empty for every other form and for `export *`
    type_only  erased at run time as a whole: `import type`, `export type ... from`, import types
    callee     of calls, normalised: `import`, `import.defer`, `vi.mock`, `jest.requireActual`, `mock.module`;
               of triple-slash directives `path` or `types`; else empty
    quote      the byte that quotes the specifier
    """

    form: Form
    specifier: str
    span: Span
    statement: Span
    names: tuple[ImportedName, ...] = ()
    type_only: bool = False
    callee: str = ""
    quote: bytes = b'"'

    def respecify(self, specifier: str) -> Edit:
        """The edit that makes this reference name `specifier`; the quotes stay."""
        if self.form is Form.TRIPLE_SLASH:
            return Edit(self.span, specifier.encode("utf-8", "surrogateescape"))
        return Edit(self.span, quoted_inner(specifier, self.quote))

    @property
    def package(self) -> str | None:
        """`@a/b` of `@a/b/c`, `c` of `c/d`; None for relative, absolute, `#internal` and URL-like specifiers.

        A path alias such as `@/lib` is only told from a package by a tsconfig, so `@/lib` has the package `@/lib`.
        """
        return named_package(self.specifier, self.callee)

    @property
    def subpath(self) -> str:
        """`/c` of `@a/b/c`; empty where the specifier is just a package or names none."""
        package = self.package
        return "" if package is None else self.specifier[len(package) :]


def named_package(specifier: str, callee: str = "") -> str | None:
    """The package that a specifier names, as `ModuleReference.package` has it."""
    if not specifier or specifier[0] in "./#\\" or ":" in specifier or callee == "path":
        return None
    end = specifier.find("/", specifier.find("/") + 1 if specifier[0] == "@" and "/" in specifier else 0)
    return specifier if end < 0 else specifier[:end]
