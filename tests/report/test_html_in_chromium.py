"""The HTML report in a real browser: what can be seen, reached with keys, and found; and that nothing in it runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from report_pages import Page

Look = Callable[..., Any]
ATTACK = "</script><script>window.broken=1</script><img src=x onerror=window.broken=2>\u202e"
DECISIONS = '{"apps/web/src/lib/ai/gemini-server.ts": "co-move"}'


@pytest.fixture(scope="module")
def coupled(example_page: Page, look: Look) -> Path:
    return example_page("studio-coupled", "-p", f"decisions={DECISIONS}", "-p", "on-blocked=keep")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_it_can_be_read_by_everybody_and_asks_nothing_of_the_network(coupled: Path, look: Look, width, scheme) -> None:
    seen = look(coupled, "page", width=width, scheme=scheme)
    assert seen["violations"] == []
    assert seen["complaints"] == []
    assert set(seen["asked"]) <= {"file", "data"}
    assert not seen["overflows"]
    assert seen["title"] == "Move Inngest from an app into a workspace package · inngest-package"
    assert "it needs apps/web/src/server/plugin-registry.ts" in seen["text"]


def test_the_picture_shows_what_moves_stays_and_is_used_before_and_after(coupled: Path, look: Look) -> None:
    seen = look(coupled, "picture")
    assert {
        "packages/inngest/src/client.ts: moves",
        "packages/inngest/src/lib/ai/gemini-server.ts: comes along",
        "packages/inngest/src/functions/index.ts: new",
        "apps/web/src/inngest/functions/studio/workflow.ts: stays",
        "apps/web/src/lib/batch-store.ts: pointed past",
        "apps/web/src/app/api/inngest/route.ts: imports or is imported",
        "packages/db: package that is used",
    } <= set(seen["after"])
    assert "apps/web/src/lib/ai/gemini-server.ts: comes along" in seen["before"]
    assert not any(label.startswith("packages/inngest") for label in seen["before"])
    assert "apps/web/src/inngest/events.ts: moves" in seen["lit"]
    assert seen["imported"] == "apps/web/src/inngest/events.ts: moves"
    assert seen["stops"] == 1 and seen["traces"] > 0
    # From the system's to light, which is the same here, to dark.
    assert seen["grounds"][0] == seen["grounds"][1] != seen["grounds"][2]
    assert seen["complaints"] == []


def test_keys_lead_through_files_and_changes_and_can_be_switched_off(written_page: Page, look: Look) -> None:
    lines = [f"line {number}" for number in range(40)]
    changed = [*lines]
    changed[3], changed[30] = "third", "thirtieth"
    page = written_page(
        "keys",
        {"a.md": "one\n", "b.md": "\n".join(changed), "c.md": "three\n"},
        {"b.md": "\n".join(lines)},
    )
    seen = look(page, "keys")
    assert (seen["first"], seen["second"]) == ("file-0", "file-1")
    assert "third" in seen["change"] and "thirtieth" in seen["other"]
    assert seen["back"] == seen["change"]
    assert seen["layout"] == "diff unified"
    assert (seen["closed"], seen["help"], seen["off"]) == ("false", 1, "file-1")


def test_a_search_finds_text_in_files_that_were_never_drawn(written_page: Page, look: Look) -> None:
    files = {f"docs/{number:03}.md": f"# Page {number}\n" + "text\n" * 20 for number in range(120)}
    files["docs/090.md"] += "a needle in it\n"
    before = {f"lib/{name}.ts": f"export const {name} = 1;\n" for name in ("log", "mail")}
    page = written_page("search", files, before, moves={path: f"packages/{path}" for path in before})
    seen = look(page, "search")
    assert seen["files"] == seen["all"] == 120
    assert seen["drawn"] < 40
    assert (seen["found"], seen["names"], seen["links"]) == ("1 file", ["docs/090.md"], 1)
    assert seen["marked"] == ["needle"]
    assert seen["moved"] == ["lib/log.ts", "packages/lib/log.ts"]


def test_nothing_of_a_repository_runs_or_becomes_markup(written_page: Page, look: Look) -> None:
    files = {"a.md": ATTACK + "\n", "b<img src=x onerror=window.broken=3>.ts": f"const a = `{ATTACK}`;\n"}
    seen = look(written_page("attack", files, said=ATTACK), "page")
    assert seen["scripts"] == [None, 2]
    assert seen["complaints"] == []
    shown = ATTACK.replace("\u202e", "\\u202e")
    assert seen["text"].count(shown) == 4
    assert "\u202e" not in seen["text"]
    assert "b<img src=x onerror=window.broken=3>.ts" in seen["text"]
