"""Files that hold script among other things: what of them is read, and that places in it are places of the file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.syntax import Form, Module, is_host, is_importer, is_source


def specifiers(path: str, source: str) -> list[str]:
    module = Module(path, source.encode())
    assert all(reference.span.of(module.source).decode() == reference.specifier for reference in module.references)
    return [reference.specifier for reference in module.references]


def unvouched(path: str, source: str) -> list[bytes]:
    module = Module(path, source.encode())
    return [span.of(module.source) for span in module.unvouched]


@pytest.mark.parametrize("ending", ["vue", "svelte", "astro", "mdx"])
def test_hosts_by_ending(ending: str):
    assert is_host(f"src/a.{ending}")
    assert is_importer(f"src/a.{ending}")
    assert not is_source(f"src/a.{ending}")


@pytest.mark.parametrize("path", ["a.md", "a.html", "vue", "a.vue.ts", "a.svelte.js", "a.VUE"])
def test_no_hosts(path: str):
    assert not is_host(path)
    assert is_importer(path) is is_source(path)


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("<script>", ["./x"]),
        ('<SCRIPT LANG="ts">', ["./x"]),
        ("<script setup lang='tsx'>", ["./x"]),
        ('<script lang="ts" generic="T extends Record<string, U>">', ["./x"]),
        ("<script define={{ a: { b: 1 > 0 } }}>", ["./x"]),
        ('<script\n  lang="ts"\n>', ["./x"]),
        ('<script type="module">', ["./x"]),
        ("<script type=text/typescript>", ["./x"]),
        ('<script type="application/ld+json">', []),
        ("<script type='importmap'>", []),
        ("<script is:inline>", []),
        ("<scripts>", []),
        ("<!-- <script> -->", []),
        ("<style>", []),
        ('<script src="./y.ts">', ["./y.ts", "./x"]),
    ],
)
@pytest.mark.parametrize("path", ["a.vue", "a.svelte", "a.astro"])
def test_a_script_by_its_tag(path: str, tag: str, found: list[str]):
    assert specifiers(path, f'<p>é</p>\n{tag}import x from "./x"</script>\n') == found


def test_the_source_attribute_of_a_script():
    source = '<script src=\'./a.ts\'/><script src="@/b"></script><script src="https://x.y/c.js"></script>'
    module = Module("a.vue", source.encode())
    assert [(one.form, one.specifier) for one in module.references] == [
        (Form.SCRIPT_SOURCE, "./a.ts"),
        (Form.SCRIPT_SOURCE, "@/b"),
    ]
    assert module.references[0].statement.of(module.source) == b"'./a.ts'"
    assert module.references[0].respecify("./b'.ts").replacement == b"./b\\'.ts"


def test_scripts_do_not_run_into_each_other():
    source = b"<script>import a from './a'</script><script>(b)</script>\n<script>const c = 1</script>"
    module = Module("a.vue", source)
    assert module.errors == ()
    assert module.references[0].statement.of(source) == b"import a from './a'"
    kinds = [node.kind for node in module.root.children if node.kind != "empty_statement"]
    assert kinds == ["import_statement", "expression_statement", "lexical_declaration"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("---\nimport './a'\n---\nimport './b'", ["./a"]),
        ("\ufeff---\r\nimport './a'\r\n---\r\n", ["./a"]),
        ("\n<!-- why -->\n---\nimport './a'\n---", ["./a"]),
        ("---\n// --- one ---\nimport './a'\n---\n", ["./a"]),
        ("---import './a'---", ["./a"]),
        ("<p/>\n---\nimport './a'\n---", []),
        ("---\nimport './a'", []),
        ("---\nimport './a'\n---\n<script>import './b'</script>{/* <script>import './c'</script> */}", ["./a", "./b"]),
    ],
)
def test_the_frontmatter_of_astro(source: str, found: list[str]):
    assert specifiers("a.astro", source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import './a'", ["./a"]),
        ("\ufeffimport './a'\r\n\r\nexport { b } from './b'\r\n", ["./a", "./b"]),
        ("import './a'\nimport './b'\n\n# Title\nexport * from './c'\n", ["./a", "./b", "./c"]),
        ("import {\n  a,\n\n  b\n} from './a'\n\ntext", ["./a"]),
        ("export const a = () => {\n\n  return import('./a')\n}\n", ["./a"]),
        ("<Tabs>\nimport './a'\n</Tabs>", ["./a"]),
        ("<Tabs>\n  import './a'\n</Tabs>", []),
        ("text\nimport './a'", []),
        ("- item\nimport './a'", []),
        (" import './a'", []),
        ("---\nimport './a'\n---\nimport './b'", ["./b"]),
        ("```ts\nimport './a'\n```\nimport './b'", ["./b"]),
        ("````md\n```ts\nimport './a'\n```\nimport './b'\n````\nimport './c'", ["./c"]),
        ("~~~\n```\nimport './a'\n~~~\nimport './b'", ["./b"]),
        ("```ts\nimport './a'", []),
        ("- ```ts\n  import './a'\n  ```\n\nimport './b'", ["./b"]),
        ("> ```ts\n> import './a'\n\nimport './b'", ["./b"]),
        ("``` in `a` line\n\nimport './a'", ["./a"]),
        ("import './a'\n```ts\nimport './b'\n```\n", ["./a"]),
        ("{/*\nimport './a'\n*/}\nimport './b'", ["./b"]),
        ("<!--\n\nimport './a'\n-->\nimport './b'", ["./b"]),
        ("import the thing.\n\nimport './a'\n", ["./a"]),
        ("export const a = `\n\nimport './no'\n`\n\nimport './a'", ["./a"]),
    ],
)
def test_the_blocks_of_mdx(source: str, found: list[str]):
    assert specifiers("a.mdx", source) == found


@pytest.mark.parametrize(
    ("path", "source", "found"),
    [
        (
            "a.vue",
            """<template><A :is="() => import('./a')" :src="require('./b.png')"/></template>""",
            [b"./a", b"./b.png"],
        ),
        ("a.vue", """<script lang="ts" generic="T extends import('./a').A">import('./b')</script>""", [b"./a"]),
        ("a.vue", "<!-- import('./a') --><style>import('./b')</style>", []),
        ("a.svelte", "{#await import('./a')}{/await}", [b"./a"]),
        ("a.astro", "---\nimport('./a')\n---\n{await import('./b')}{/* import('./c') */}", [b"./b"]),
        ("a.mdx", "<A b={() => import('./a')} /> and `import('./b')`\n```\nimport('./c')\n```\n", [b"./a"]),
        ("a.mdx", "``import('./a') ` `` and import('./b')", [b"./b"]),
    ],
)
def test_calls_in_templates_are_nobodys_to_vouch_for(path: str, source: str, found: list[bytes]):
    assert unvouched(path, source) == found


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("a.vue", '<script lang="ts">const a = <B>c;</script>'),
        ("a.vue", '<script lang="tsx">const a = <B>c</B>;</script>'),
        ("a.vue", "<script>const a = <B>c</B>;</script>"),
        ("a.svelte", "<script>let { a } = $props(); $: b = a;</script>{#if a}{/if}"),
        ("a.astro", "---\nconst a: A = <B>c</B>;\nif (a) return a;\n---\n<p>"),
        ("a.mdx", "export const a = <B>c</B>\n\nDon't {worry}.\n"),
    ],
)
def test_the_language_of_a_script(path: str, source: str):
    assert Module(path, source.encode()).errors == ()


def test_types_in_the_comments_of_a_script_in_javascript():
    comment = "/** @type {import('./a').A} */"
    assert specifiers("a.svelte", f"<script>{comment}</script>") == ["./a"]
    assert specifiers("a.svelte", f'<script lang="ts">{comment}</script>') == []


def test_what_a_host_exports_is_not_known():
    assert Module("a.mdx", b"export const a = 1").exports == ()


def test_bindings_are_those_of_the_script():
    module = Module("a.vue", b"<p>{{ a }}</p><script>import { a } from './a'; a()</script>")
    assert [use.position.column for use in module.bindings.uses(module.bindings.top_level["a"])] == [48]


PIECES = st.sampled_from(
    [
        *("<script>", "<script lang='ts' ", ">", "</script>", "<!--", "-->", "<style>", "</style>", "{/*", "*/}"),
        *("---", "\n", "\r\n", "\n\n", "```", "~~~ts", "`", "import './a'", "import { a,", "b } from './b'", "export "),
        *("import('./c')", "require('./d')", "# é", "- ", "> ", '"', "{", "}", "\ufeff", "import ", "src='./e'", "/>"),
    ]
)


@settings(max_examples=200)
@given(st.sampled_from(["vue", "svelte", "astro", "mdx"]), st.lists(PIECES, max_size=25))
def test_whatever_there_is_places_in_the_script_are_places_of_the_file(ending: str, pieces: list[str]):
    source = "".join(pieces).encode()
    module = Module(f"a.{ending}", source)
    assert len(module.script) == len(source)
    spans = [reference.span for reference in module.references]
    assert spans == sorted(set(spans))
    for span in (*spans, *module.unvouched):
        assert source[span.start - 1 : span.start] in (b'"', b"'", b"`")
    for reference in module.references:
        assert reference.span in reference.statement
