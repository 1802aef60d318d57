"""The proof `events` on small repositories with the real SDK, 3 and 4, and TypeScript 5 and 7."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from sdk_repositories import Sides, installed

from migrator.verify import CheckStatus
from migrator.verify.inngest.events import Events

TOOLS = {
    "3": {"inngest": "3.54.2", "zod": "3.25.76", "typescript": "7.0.2"},
    "3, TypeScript 5": {"inngest": "3.54.2", "zod": "3.25.76", "typescript": "5.9.3"},
    "4": {"inngest": "4.24.0", "zod": "4", "typescript": "7.0.2"},
}
TSCONFIG = json.dumps(
    {
        "compilerOptions": {
            "module": "esnext",
            "moduleResolution": "bundler",
            "target": "es2022",
            "strict": True,
            "noEmit": True,
            "skipLibCheck": True,
            "paths": {"@/*": ["./src/*"]},
        }
    }
)
EVENTS = "src/inngest/events.ts"
CLIENT = "src/inngest/client.ts"
PLAIN = """
export const MADE = "brand/made";
export type Asked = { to: string; kind?: "b" | "a"; files: { url: string; at: Date }[] };
export const isAsked = (one: unknown): one is Asked => one !== null;
"""
THREE = {
    "tsconfig.json": TSCONFIG,
    EVENTS: 'import { z } from "zod";\nexport const made = z.object({ id: z.string(), pages: z.number() });\n'
    + PLAIN
    + 'export type Mails = { "mail/asked": { data: Asked } };\n',
    CLIENT: """import { EventSchemas, Inngest } from "inngest";
import { MADE, made, type Mails } from "@/inngest/events";
const schemas = new EventSchemas().fromZod({ [MADE]: { data: made } }).fromRecord<Mails>();
export const inngest = new Inngest({ id: "shop", schemas });
""",
}
FOUR = {
    "tsconfig.json": TSCONFIG,
    EVENTS: 'import { eventType, staticSchema } from "inngest";\nimport { z } from "zod";\n'
    + PLAIN
    + """export const made = eventType(MADE, { schema: z.object({ id: z.string(), pages: z.number() }) });
export const asked = eventType("mail/asked", { schema: staticSchema<Asked>() });
""",
    CLIENT: 'import { Inngest } from "inngest";\nexport const inngest = new Inngest({ id: "shop" });\n',
}
APP = {"3": THREE, "3, TypeScript 5": THREE, "4": FOUR}


@pytest.fixture(scope="module")
def dependencies(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    made: dict[str, Path] = {}

    def get(sdk: str) -> Path:
        if sdk not in made:
            manifest = json.dumps({"name": "shop", "private": True, "dependencies": TOOLS[sdk]})
            made[sdk] = installed(tmp_path_factory.mktemp(f"events-{sdk}") / "shop", manifest)
        return made[sdk]

    return get


@pytest.fixture
def sides(tmp_path: Path, dependencies: Callable[[str], Path]) -> Callable[[str, Mapping[str, str]], Sides]:
    return lambda sdk, files: Sides(tmp_path / "shop", dependencies(sdk), files)


def moved(shop: Sides) -> None:
    shop.moved(EVENTS, "src/jobs/events/index.ts")
    shop.moved(CLIENT, "src/jobs/client.ts")
    client = shop.folder / "src/jobs/client.ts"
    client.write_text(client.read_text().replace("@/inngest/events", "@/jobs/events"))


@pytest.mark.parametrize("sdk", APP)
def test_a_move_keeps_events_and_types(sides, sdk: str) -> None:
    proven = sides(sdk, APP[sdk]).proven(Events(), moved)
    detail = f"6 exports of 2 modules, the types of {4 if sdk == '4' else 5}"
    assert (proven.status, proven.detail, proven.findings) == (CheckStatus.PASSED, detail, ())


FAULTS = {
    "field": ("pages: z.number()", "pages: z.string()"),
    "name": ('"brand/made"', '"brand/built"'),
    "nested": ("url: string", "url: URL"),
    "kind": ('"b" | "a"', '"a" | "c"'),
}
MADE = "{ data: { id: string; pages: number }; id?: string; name: %s; ts?: number; user?: any; v?: string }"
FILES = "files: { at: Date; url: string } [] -> { at: Date; url: URL } []"
KIND = 'kind?: "a" | "b" -> "a" | "c"'
FOUND = {
    "3": {
        "field": [
            'inngest["brand/made"].data.pages: number -> string',
            "made.schema.readonly input.pages: number -> string",
            "made.schema.readonly output.pages: number -> string",
        ],
        "name": [
            'inngest["brand/built"]: ' + MADE % '"brand/built"' + " is new",
            'inngest["brand/made"]: ' + MADE % '"brand/made"' + " is gone",
            'MADE: "brand/made" -> "brand/built"',
        ],
        "nested": [f'inngest["mail/asked"].data.{FILES}', f"Asked.{FILES}", f'Mails["mail/asked"].data.{FILES}'],
        "kind": [f'inngest["mail/asked"].data.{KIND}', f"Asked.{KIND}", f'Mails["mail/asked"].data.{KIND}'],
    },
    "4": {
        "field": [
            "made.data.schema.readonly input.pages: number -> string",
            "made.data.schema.readonly output.pages: number -> string",
        ],
        "name": ['MADE: "brand/made" -> "brand/built"', 'made.event: "brand/made" -> "brand/built"'],
        "nested": [
            f"Asked.{FILES}",
            f"asked.data.schema.readonly input.{FILES}",
            f"asked.data.schema.readonly output.{FILES}",
        ],
        "kind": [
            f"Asked.{KIND}",
            f"asked.data.schema.readonly input.{KIND}",
            f"asked.data.schema.readonly output.{KIND}",
        ],
    },
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("sdk", FOUND)
def test_each_fault_is_found_and_nothing_else(sides, sdk: str, fault: str) -> None:
    proven = sides(sdk, APP[sdk]).proven(Events(), lambda shop: shop.replaced(EVENTS, *FAULTS[fault]))
    assert proven.status is CheckStatus.FAILED
    assert [one.message for one in proven.findings] == FOUND[sdk][fault]


def test_the_order_of_what_is_equal_does_not_matter(sides) -> None:
    def reordered(shop: Sides) -> None:
        shop.replaced(EVENTS, 'to: string; kind?: "b" | "a";', 'kind?: "a" | "b"; to: string;')
        shop.replaced(EVENTS, "id: z.string(), pages: z.number()", "pages: z.number(), id: z.string()")

    assert sides("4", FOUR).proven(Events(), reordered).status is CheckStatus.PASSED


@pytest.mark.parametrize("sdk", ["4"])
def test_a_lost_export_is_found_without_dependencies(sides, sdk: str) -> None:
    shop = sides(sdk, FOUR)
    (shop.folder / "node_modules").unlink()
    proven = shop.proven(Events(), lambda shop: shop.replaced(EVENTS, "export const MADE", "const MADE"))
    assert [(one.message, one.path) for one in proven.findings] == [("MADE is no longer exported", EVENTS)]
    assert proven.detail == "6 exports of 2 modules; types were not compared: TypeScript is not among the dependencies"


def test_without_types_nothing_is_called_the_same(sides) -> None:
    shop = sides("4", FOUR)
    (shop.folder / "node_modules").unlink()
    proven = shop.proven(Events(), moved)
    assert proven.status is CheckStatus.SKIPPED
    assert "types were not compared" in proven.detail


def test_the_event_map_is_compared_where_schemas_are_not_exported(sides) -> None:
    files = dict(THREE)
    proven = sides("3", files).proven(
        Events(), lambda shop: shop.replaced(CLIENT, ".fromRecord<Mails>()", ".fromRecord<Pick<Mails, never>>()")
    )
    assert [one.message.partition(":")[0] for one in proven.findings] == ['inngest["mail/asked"]']


def test_no_events_are_nothing_proven(sides) -> None:
    proven = sides("4", {"src/a.ts": "export const a = 1;\n"}).proven(Events(), lambda shop: None)
    assert proven.status is CheckStatus.SKIPPED


def test_a_client_that_says_nothing_of_its_events_is_not_called_the_same(sides) -> None:
    files = {**THREE, CLIENT: THREE[CLIENT].replace("inngest =", "inngest: unheard.Of =")}
    proven = sides("3", files).proven(Events(), lambda shop: None)
    assert proven.status is CheckStatus.SKIPPED
    assert proven.detail == "6 exports of 2 modules, the types of 4; not told on the base: inngest"
