"""One line or so for each way to name a module, each with something around it that is easily taken for code."""

from __future__ import annotations

STATEMENTS = """\
import old, { a, type B, c as d } from "@acme/old";
import type { B } from '@acme/old';
import * as everything from "@acme/old/thing"; // from "@acme/old/thing"
import "@acme/old";
import { a } from "@acme/old" with { type: "json" };
import thing = require("@acme/old/thing");
export { a, b as default } from "@acme/old";
export * from "@acme/old/thing";
export * as ns from '@acme/old';
export type { B } from "@acme/old";
const lazy = () => import("@acme/old/thing").then(({ a }) => a);
const chunk = import(/* webpackChunkName: "@acme/old" */ `@acme/old`);
const cjs = require("@acme/old"), at = require.resolve("@acme/old/thing");
type T = import("@acme/old").B<string>; let u: typeof import("@acme/old/thing");
vi.mock("@acme/old", async (original) => ({ ...(await original<typeof import("@acme/old")>()), a: 1 }));
jest.mock('@acme/old/thing'); const real = jest.requireActual("@acme/old");
mock.module("@acme/old", () => ({ a: () => "@acme/old" }));
declare module "@acme/old" { interface Extra { a: string } }
import { target } from "./lib/target";
import type { Target } from "@/lib/target";
export { target as again } from "./lib/target.js";
const page = lazy(() => import("@/lib/target"));
vi.mock("./lib/target", () => ({ target: 1 }));
const worker = new URL("./lib/target.ts", import.meta.url);
const pages = import.meta.glob("./lib/*.ts");
const computed = (name: string) => import(`./lib/${name}`);
// import { a } from "@acme/old"; and "./lib/target"
/* require("@acme/old") */ /** @type {import("@acme/old").B} */ let documented;
const text = "import a from '@acme/old'"; const quoted = 'require("./lib/target")';
const template = `import x from "@acme/old"; ${import("@acme/old")} ${`${a}`} from "./lib/target"`;
const regex = /["'`]from "@acme\\/old"/g.test(a) ? a / b / c : d;
const view = <p title="@acme/old" onClick={() => import("@acme/old")}>it's from "@acme/old" {a}</p>;
function require_(require: (x: string) => void) { require("@acme/old"); }
enum E { A = "@acme/old" } namespace N { export const a = 1; } abstract class C<T> { m<U>(x: U): void {} }
@decorated({ path: "@acme/old" }) class D { @prop() a = 1; #b = `${this.a}`; }
label: for (const x of [1, 2]) { if (x) continue label; else do { break; } while (0) }
export default async function* main<T extends object>({ a = 1, ...rest }: T) { yield* await rest; }
const cast = a as unknown as import("@acme/old").B; const sure = a! satisfies B;
try { throw new Error("@acme/old") } catch { } finally { }
switch (a) { case "@acme/old": default: }
""".encode("ascii").split(b"\n")[:-1]
"""For sources of every ending. Some are valid in some languages only."""

HOSTS = {
    "mutated.vue": b'<script setup lang="ts">\n%b\n</script>\n<template>{{ from "@acme/old" }}</template>\n',
    "mutated.svelte": b'<script lang="ts">\n%b\n</script>\n<p>from "@acme/old"</p>\n<style>a { }</style>\n',
    "mutated.astro": b'---\n%b\n---\n<p>import a from "@acme/old"</p>\n',
    "mutated.mdx": b'%b\n\n# From "@acme/old"\n\n```ts\nimport a from "@acme/old";\n```\n\n<p>{a}</p>\n',
}
"""Files with script in them, by name; `%b` is where it goes."""

ENDINGS = ("ts", "tsx", "js", "mts", "cjs", "d.ts")
