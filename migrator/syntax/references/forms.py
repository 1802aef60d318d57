"""The one table of the forms in which a module names another."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Form(StrEnum):
    """How a module names another. The example is what the form looks like."""

    IMPORT = "import"
    """`import a, { b as c } from "x"`"""
    SIDE_EFFECT = "side-effect"
    """`import "x"`"""
    REEXPORT = "re-export"
    """`export { a as b } from "x"`, `export * as a from "x"`"""
    REEXPORT_ALL = "re-export-all"
    """`export * from "x"`"""
    DYNAMIC_IMPORT = "dynamic-import"
    """`import("x")`, `import.defer("x")`"""
    IMPORT_TYPE = "import-type"
    """`import("x").A` or `typeof import("x")` where a type stands; in JavaScript, inside a JSDoc comment"""
    REQUIRE = "require"
    """`require("x")`"""
    REQUIRE_RESOLVE = "require-resolve"
    """`require.resolve("x")`"""
    IMPORT_EQUALS = "import-equals"
    """`import a = require("x")`"""
    IMPORT_META_RESOLVE = "import-meta-resolve"
    """`import.meta.resolve("x")`"""
    MOCK = "mock"
    """`vi.mock("x")`, `vi.mock(import("x"))`, `jest.unmock("x")`, `mock.module("x")`"""
    IMPORT_ACTUAL = "import-actual"
    """`vi.importActual("x")`, `jest.requireActual("x")`"""
    TRIPLE_SLASH = "triple-slash"
    """`/// <reference path="x" />`, `/// <reference types="x" />`"""
    DECLARE_MODULE = "declare-module"
    """`declare module "x" {}`"""
    SCRIPT_SOURCE = "script-source"
    """`<script src="x">` in a component"""


STATEMENTS = frozenset((Form.IMPORT, Form.SIDE_EFFECT, Form.REEXPORT, Form.REEXPORT_ALL, Form.IMPORT_EQUALS))
"""The forms that are a statement of their own."""

# https://vitest.dev/api/vi.html#mock-modules; Rstest has the same and its own for `require`.
_VITEST = {
    "mock": Form.MOCK,
    "doMock": Form.MOCK,
    "unmock": Form.MOCK,
    "doUnmock": Form.MOCK,
    "importMock": Form.MOCK,
    "importActual": Form.IMPORT_ACTUAL,
}
# https://rstest.rs/api/runtime-api/rstest/mock-modules
_RSTEST = _VITEST | {
    "mockRequire": Form.MOCK,
    "doMockRequire": Form.MOCK,
    "unmockRequire": Form.MOCK,
    "doUnmockRequire": Form.MOCK,
    "requireMock": Form.MOCK,
    "requireActual": Form.IMPORT_ACTUAL,
}
# https://jestjs.io/docs/jest-object#mock-modules
_JEST = {
    "mock": Form.MOCK,
    "doMock": Form.MOCK,
    "unmock": Form.MOCK,
    "dontMock": Form.MOCK,
    "deepUnmock": Form.MOCK,
    "setMock": Form.MOCK,
    "requireMock": Form.MOCK,
    "createMockFromModule": Form.MOCK,
    "genMockFromModule": Form.MOCK,
    "unstable_mockModule": Form.MOCK,
    "unstable_unmockModule": Form.MOCK,
    "requireActual": Form.IMPORT_ACTUAL,
}

MOCKERS: Mapping[str, Mapping[str, Form]] = MappingProxyType(
    {"vi": _VITEST, "vitest": _VITEST, "rs": _RSTEST, "rstest": _RSTEST, "jest": _JEST}
)
"""Global object of a test runner -> its method that takes a module specifier first -> form."""
