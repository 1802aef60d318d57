"""Import types that the grammar can't read cost nothing around them."""

from __future__ import annotations

import pytest

from migrator.syntax import Form, Module

CALLS = [
    'vi.importActual<typeof import("./a")>("./a")',
    'jest.requireActual<typeof import("./a")>("./a")',
    'f<import("./a").B>(c)',
    'f<string, import("./a").B<D>>(c)',
    'original<typeof import("./a")>()',
]


@pytest.mark.parametrize("path", ["a.ts", "a.tsx"])
@pytest.mark.parametrize("source", CALLS)
def test_a_call_with_an_import_type_is_a_call_and_no_comparison(source: str, path: str):
    module = Module(path, source.encode())
    (call,) = module.root.descendants("call_expression")
    assert call.text == source
    assert list(module.root.descendants("binary_expression")) == []
    assert module.errors == ()


@pytest.mark.parametrize(
    "source",
    [
        'let a: import("./a").B<C>;',
        'let a: import("./a").B[];',
        'type A = import("./a", { with: { "resolution-mode": "import" } }).B<C>[];',
        'interface A extends import("./a").B<C> {}',
        'function f(a: Array<import("./a").B<C>>, b: import("./b").D[]): void {}',
    ],
)
@pytest.mark.parametrize("path", ["a.ts", "a.tsx"])
def test_what_comes_after_is_read(source: str, path: str):
    rest = '\nimport a from "x";\nconst b = import("y");\nvi.mock("z");\nexport const c = `"</p>`;\n'
    module = Module(path, (source + rest).encode())
    assert module.errors == ()
    assert [reference.specifier for reference in module.references][-3:] == ["x", "y", "z"]
    assert [export.name for export in module.exports] == ["c"]
    assert module.unvouched == ()


def test_text_and_offsets_are_those_of_the_source():
    module = Module("a.ts", b'const a = f<typeof import("./a")>(b);')
    (arguments,) = module.root.descendants("type_arguments")
    assert arguments.text == '<typeof import("./a")>'
    assert [node.text for node in module.root.descendants("arguments")] == ["(b)"]


def test_a_dynamic_import_stays_a_call_beside_one():
    source = b'const a = await f<typeof import("./a")>(() => import("./b"), import("./c").then((d) => d < e));'
    module = Module("a.ts", source)
    assert [(reference.form, reference.specifier) for reference in module.references] == [
        (Form.IMPORT_TYPE, "./a"),
        (Form.DYNAMIC_IMPORT, "./b"),
        (Form.DYNAMIC_IMPORT, "./c"),
    ]
    assert 'import("./b")' in [node.text for node in module.root.descendants("call_expression")]


def test_what_is_wrong_stays_wrong():
    assert Module("a.ts", b'let a: import("./a").B<;\nconst b = (').errors
