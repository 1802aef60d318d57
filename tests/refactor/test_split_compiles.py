"""TypeScript has nothing to say about a divided module, and its event maps are of the types that they were."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from migrator.codemod import discover
from migrator.engine import StepStatus
from migrator.engine.run import run_step
from migrator.plan import BoundStep, Step
from migrator.refactor.division.outline import Outline
from migrator.refactor.division.split import split
from migrator.text import apply_edits
from migrator.tree import MemoryTree, Overlay, Tree
from migrator.workspace import Project

TYPESCRIPT = Path(__file__).parent.parent / "toolchain" / "node_modules" / "typescript"

pytestmark = pytest.mark.skipif(not TYPESCRIPT.exists(), reason="TypeScript is not installed: `make toolchain`")

OPTIONS = {
    "strict": True,
    "noUnusedLocals": True,
    "isolatedModules": True,
    "verbatimModuleSyntax": True,
    "noUncheckedSideEffectImports": True,
    "module": "esnext",
    "moduleResolution": "bundler",
    "target": "es2022",
    "lib": ["es2022"],
    "types": [],
    "noEmit": True,
}
LIB = b"""export const first = 1;
export const second = { of: first };
export type Kind = "a" | "b";
export interface Named { name: string }
export class Thing implements Named { constructor(readonly name = "thing") {} }
export default function lib(): Kind { return "a"; }
"""
WHOLE = b"""// What this module is for.

import lib, { first, second, Thing, type Kind } from "./lib";
import type { Named } from "./lib";
import * as everything from "./lib";

/** How many. */
const limit = first + 1;
let count = 0; // counted below

// --- Brand ---

export enum State { open = "open", closed = "closed" }
export type Brand = Named & { kind: Kind; state: State };
export const Brand = { of: (name: string): Brand => ({ name, kind: lib(), state: State.open }) };

export function pick(from: string): Brand;
export function pick(from: string, at: number): Brand | undefined;
export function pick(from: string, at = 0): Brand | undefined {
  count += 1;
  return [Brand.of(from)][at];
}

// --- Studio ---

interface Studio extends Named { brands: Brand[] }
abstract class Base extends Thing { abstract brands: Brand[] }
class Room extends Base implements Studio { brands = [pick(this.name)]; }

const rooms: Studio[] = Array.from({ length: limit }, () => new Room());
export const studio = (name: string): Studio | undefined => rooms.find((room) => room.name === name && count < limit);
export const shared = () => ({ second, all: everything.first, later: () => import("./lib") });
export type Shared = ReturnType<typeof shared>;
export { limit as most, type Studio };
"""
USER = b"""import { Brand, most, pick, shared, studio, State, type Shared, type Studio } from "./whole";
import * as all from "./whole";

export const made: [Brand, number, Brand, Shared] = [Brand.of("a"), most, pick("b"), shared()];
export const room: Studio | undefined = studio(State.open);
export const same: typeof all.Brand = Brand;
export * from "./whole";
"""


def compiled(folder: Path, files: Mapping[str, bytes], **options: object) -> str:
    """What TypeScript says about `files`."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    config = {"compilerOptions": {**OPTIONS, **options}, "include": ["**/*.ts"]}
    (folder / "tsconfig.json").write_text(json.dumps(config))
    command = ["node", str(TYPESCRIPT / "bin" / "tsc"), "-p", str(folder), "--pretty", "false"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def files_of(tree: Tree) -> dict[str, bytes]:
    return {path: tree.read(path) for path in tree.paths()}


@pytest.mark.parametrize(
    ("repoint", "parts"),
    [
        (True, {"src/brand.ts": {"Brand", "State"}, "src/deep/rooms.ts": {"Room", "rooms", "studio"}}),
        (True, {"src/studio.ts": {"Studio", "Base", "Room", "rooms", "studio"}, "src/most.ts": {"limit"}}),
        (True, {"src/types.ts": {"Studio", "Shared"}, "src/rest.ts": {"shared"}}),
        (False, {"src/types.ts": {"Studio", "Shared"}, "src/rest.ts": {"shared"}}),
        (False, {"src/state.ts": {"State"}, "src/picked.ts": {"pick", "Brand"}, "src/most.ts": {"limit"}}),
    ],
)
def test_modules_compile_as_the_one_did(parts: Mapping[str, set[str]], repoint: bool, tmp_path: Path) -> None:
    before = {"package.json": b"{}", "src/lib.ts": LIB, "src/whole.ts": WHOLE, "src/user.ts": USER}
    assert compiled(tmp_path / "before", before) == ""
    project = Project(MemoryTree(before))
    outline = Outline(project.module("src/whole.ts"))
    units = {path: [one for one in outline.units if one.declares & names] for path, names in parts.items()}
    tree = Overlay(project.tree)
    for path, edits in split(project, tree, outline, units, repoint_importers=repoint).items():
        tree.write(path, apply_edits(project.tree.read(path), edits))
    assert set(parts) <= set(tree.paths())
    assert compiled(tmp_path / "after", files_of(tree)) == ""


# What SDK 3 does with the types of events, as far as it matters to how they are put together.
SDK = b"""type Event = { data?: unknown; user?: unknown };
type Simplify<T> = { [Key in keyof T]: T[Key] } & {};
type Named<T extends Record<string, Event>> = { [Name in keyof T & string]: Simplify<{ name: Name } & T[Name]> };
export type Schema<T> = { parsed: T };
type Parsed<T> = { [Name in keyof T]: { [Part in keyof T[Name]]: T[Name][Part] extends Schema<infer P> ? P : never } };
export class EventSchemas<S extends Record<string, Event> = {}> {
  declare events: S;
  fromRecord<T extends Record<string, Event>>(): EventSchemas<Simplify<S & Named<T>>> { return new EventSchemas(); }
  fromZod<T extends Record<string, { data: Schema<unknown> }>>(_: T): EventSchemas<Simplify<S & Parsed<T>>> {
    return new EventSchemas();
  }
}
export const object = <T>(parsed: T): Schema<T> => ({ parsed });
"""
EVENTS = b"""import { object, type Schema } from "inngest";

const id: string = "id";

export const BRAND_DONE = "brand/done";
export const Names = Object.freeze({ run: "studio/run", done: "studio/done" } as const);

export type Events = {
  /** Somebody asked. */
  "brand/asked": { data: { id: string; why?: string } };
  "studio/run": { data: { steps: number }; user: { id: string } };
  "brand/none": { data: {} };
};

export interface MoreEvents {
  readonly "brand/done": { data: { id: typeof id } };
  "studio/done"?: { data: { id: string } };
}

const asked = object({ id });
export type Asked = typeof asked;

export const schemas = {
  "brand/asked": { data: asked },
  [BRAND_DONE]: { data: object({ id, at: 1 }) },
  [Names.run]: { data: object({ steps: 1 }) },
};

export const labels = {
  "brand/asked": "asked",
  "studio/run": ["run", id],
} as const;

export type Name = keyof Events | keyof typeof labels;
export const known = (name: Name): Schema<unknown> | undefined => ({ ...schemas })[name as "brand/asked"]?.data;
"""
SAME = b"""import { EventSchemas } from "inngest";
import * as after from "../after/events";
import * as before from "../before/events";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <_ extends true>(): void => undefined;

same<Equal<keyof before.Events, keyof after.Events>>();
same<Equal<before.Events["brand/asked"], after.Events["brand/asked"]>>();
same<Equal<before.Events["studio/run"], after.Events["studio/run"]>>();
same<Equal<{ [K in keyof before.Events]: before.Events[K] }, { [K in keyof after.Events]: after.Events[K] }>>();
same<Equal<before.MoreEvents, after.MoreEvents>>();
same<Equal<before.Name, after.Name>>();
same<Equal<before.Asked, after.Asked>>();
same<Equal<typeof before.schemas, typeof after.schemas>>();
same<Equal<typeof before.labels, typeof after.labels>>();
same<Equal<typeof before.Names, typeof after.Names>>();

export const recorded = {
  before: new EventSchemas().fromRecord<before.Events>(),
  after: new EventSchemas().fromRecord<after.Events>(),
};
same<Equal<typeof recorded.before, typeof recorded.after>>();
export const parsed = {
  before: new EventSchemas().fromZod(before.schemas),
  after: new EventSchemas().fromZod(after.schemas),
};
same<Equal<typeof parsed.before, typeof parsed.after>>();
"""
DIFFERENT = b'type Events = {\n  /** Somebody asked. */\n  "brand/asked": { data: { id: string; why: string } };'


def by_domain() -> dict[str, bytes]:
    """The events by domain."""
    files = {
        "package.json": b'{"name": "acme", "workspaces": ["packages/*"]}',
        "packages/inngest/package.json": b'{"name": "@acme/inngest", "dependencies": {"inngest": "^3.54.0"}}',
        "packages/inngest/src/events/index.ts": EVENTS,
    }
    given = {"package": "packages/inngest"}
    step = Step.model_validate({"id": "split", "codemod": "split-events", "with": given})
    codemod = discover([]).get("split-events")
    result = run_step(BoundStep(step, codemod.model_validate(given), "split"), Project(MemoryTree(files)))
    assert result.status is not StepStatus.FAILED, result.diagnostics
    return files_of(result.tree)


@pytest.mark.parametrize("is_same", [True, False])
def test_events_by_domain_are_of_the_same_types(is_same: bool, tmp_path: Path) -> None:
    divided = {
        path.replace("packages/inngest/src", "after"): content
        for path, content in by_domain().items()
        if path.endswith(".ts")
    }
    assert {"after/events/brand.ts", "after/events/studio.ts", "after/events/shared.ts"} <= set(divided)
    before = EVENTS if is_same else EVENTS.replace(DIFFERENT.replace(b"why:", b"why?:"), DIFFERENT)
    files = {"sdk.ts": SDK, "before/events/index.ts": before, "check/same.ts": SAME, **divided}
    said = compiled(tmp_path, files, paths={"inngest": ["./sdk.ts"]}, verbatimModuleSyntax=True)
    assert (said == "") is is_same, said
