"""Which names of a module are taken where it is taken as a whole, and where that can't be told."""

from __future__ import annotations

import pytest

from migrator.refactor.usage.references import usage_of
from migrator.syntax import Module
from migrator.text import apply_edits

ROWS = [
    (
        "import * as ns from './a'; ns.old; ns['old']; ns.other",
        "import * as ns from './a'; ns.NEW; ns['NEW']; ns.other",
    ),
    ("import * as ns from './a'; f(ns); ns[key]", None),
    ("import * as ns from './a'; vi.spyOn(ns, 'old')", "import * as ns from './a'; vi.spyOn(ns, 'NEW')"),
    ("import * as ns from './a'; vi.mocked(ns).old()", "import * as ns from './a'; vi.mocked(ns).NEW()"),
    ("import * as ns from './a'; <ns.old></ns.old>", "import * as ns from './a'; <ns.NEW></ns.NEW>"),
    (
        "import * as ns from './a'; type A = ns.old | typeof ns.old",
        "import * as ns from './a'; type A = ns.NEW | typeof ns.NEW",
    ),
    (
        "import * as ns from './a'; type A = (typeof ns)['old']",
        "import * as ns from './a'; type A = (typeof ns)['NEW']",
    ),
    (
        "import * as ns from './a'; const { old, other } = ns",
        "import * as ns from './a'; const { NEW: old, other } = ns",
    ),
    ("import ns = require('./a'); ns.old", "import ns = require('./a'); ns.NEW"),
    ("const { old = 1 } = await import('./a')", "const { NEW: old = 1 } = await import('./a')"),
    ("const { old: NEW } = await import('./a')", "const { NEW } = await import('./a')"),
    ("const { 'old': a } = await import('./a')", "const { 'NEW': a } = await import('./a')"),
    ("const { old: { a } } = await import('./a')", "const { NEW: { a } } = await import('./a')"),
    ("const { old, ...rest } = await import('./a')", None),
    ("(await import('./a')).old", "(await import('./a')).NEW"),
    ("const m = await import('./a'); m.old", "const m = await import('./a'); m.NEW"),
    ("const p = import('./a'); (await p).old", "const p = import('./a'); (await p).NEW"),
    ("import('./a').then((m) => m.old)", "import('./a').then((m) => m.NEW)"),
    ("import('./a').then(({ old }) => old)", "import('./a').then(({ NEW: old }) => old)"),
    ("import('./a').then(function (m) { return m.old })", "import('./a').then(function (m) { return m.NEW })"),
    ("import('./a').then(use)", None),
    ("await import('./a');", "await import('./a');"),
    ("lazy(() => import('./a'))", None),
    (
        "import { lazy } from 'react'; lazy(() => import('./a'))",
        "import { lazy } from 'react'; lazy(() => import('./a'))",
    ),
    ("import { lazy } from 'react'; (lazy) => lazy(() => import('./a'))", None),
    ("import { lazy } from 'solid-js'; lazy(() => import('./a'))", None),
    (
        "const [b, { old }] = await Promise.all([f(), import('./a')])",
        "const [b, { NEW: old }] = await Promise.all([f(), import('./a')])",
    ),
    ("const [, { old }] = await Promise.all([f(), import('./a')])", None),
    ("const [b, { old }] = await Promise.all([...f, import('./a')])", None),
    ("const { old } = require('./a')", "const { NEW: old } = require('./a')"),
    ("let a; ({ old: a } = require('./a'))", "let a; ({ NEW: a } = require('./a'))"),
    ("require('./a').old", "require('./a').NEW"),
    ("f(require('./a'))", None),
    ("vi.mock('./a', () => ({ old: 1, b() {} }))", "vi.mock('./a', () => ({ NEW: 1, b() {} }))"),
    ("vi.mock('./a', () => ({ old }))", "vi.mock('./a', () => ({ NEW: old }))"),
    ("vi.mock('./a', () => { return { old() {} } })", "vi.mock('./a', () => { return { NEW() {} } })"),
    ("vi.mock('./a', () => { if (x) return y; return { old } })", None),
    ("vi.mock('./a', () => ({ ...shared, old: 1 }))", None),
    ("vi.mock('./a', factory)", None),
    ("vi.mock('./a')", "vi.mock('./a')"),
    ("vi.mock('./a', { spy: true })", "vi.mock('./a', { spy: true })"),
    (
        "vi.mock('./a', async (load) => ({ ...(await load()), old: 1 }))",
        "vi.mock('./a', async (load) => ({ ...(await load()), NEW: 1 }))",
    ),
    (
        "vi.mock('./a', async (load) => { const a = await load<typeof import('./a')>(); return { ...a, old: a.old } })",
        "vi.mock('./a', async (load) => { const a = await load<typeof import('./a')>(); return { ...a, NEW: a.NEW } })",
    ),
    (
        "const a = await vi.importActual<typeof import('./a')>('./a'); a.old",
        "const a = await vi.importActual<typeof import('./a')>('./a'); a.NEW",
    ),
    (
        "jest.mock('./a', () => ({ ...jest.requireActual('./a'), old: 1 }))",
        "jest.mock('./a', () => ({ ...jest.requireActual('./a'), NEW: 1 }))",
    ),
    ("const a = jest.requireMock('./a'); a.old", "const a = jest.requireMock('./a'); a.NEW"),
    ("let a: import('./a').old<string>", "let a: import('./a').NEW<string>"),
    ("let a: typeof import('./a').old", "let a: typeof import('./a').NEW"),
    ("type A = (typeof import('./a'))['old']", "type A = (typeof import('./a'))['NEW']"),
    ("type A = typeof import('./a')", None),
]


@pytest.mark.parametrize(("source", "expected"), ROWS)
def test_every_place_that_takes_a_name(source: str, expected: str | None):
    """`expected` has another name at each such place; None where the module goes on whole, so that it may be any."""
    module = Module("a.test.tsx", source.encode())
    usages = [usage_of(module, one) for one in module.references if one.specifier == "./a"]
    assert any(usage.rest for usage in usages) is (expected is None)
    edits = [one.renamed("NEW") for usage in usages for one in usage.members if one.name == "old"]
    assert expected is None or apply_edits(module.source, edits).decode() == expected


def test_what_a_template_uses_can_not_be_told():
    """A namespace in a host."""
    module = Module("a.vue", b"<script setup>import * as ns from './a'; ns.old</script><p>{{ ns.other }}</p>")
    assert usage_of(module, module.references[0]).rest


def test_a_comment_in_javascript():
    """A type that a comment imports is read from its text."""
    module = Module("a.js", b"/** @type {import('./a').old} */\nlet a")
    (member,) = usage_of(module, module.references[0]).members
    assert apply_edits(module.source, [member.renamed("NEW")]) == b"/** @type {import('./a').NEW} */\nlet a"
