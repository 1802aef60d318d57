"""The HTML report as a file."""

from __future__ import annotations

import json
import re
import subprocess
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_pages import ROOT, Page

from migrator.report.html.frame import HERE, json_for_script, visible

ASSETS = HERE / "assets"
TSC = ROOT / "tests/toolchain/node_modules/.bin/tsc"


class Read(HTMLParser):
    """What a browser is told to bring, and the blocks it reads as script, style and data."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.brought: list[str] = []
        self.policy = ""
        self.blocks: dict[str, list[str]] = {"script": [], "style": [], "json": []}
        self._block = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.brought += [str(named[name]) for name in ("src", "srcset") if name in named]
        self.brought += [str(named["href"])] if tag == "link" else []
        assert not [name for name in named if name.startswith("on") or name == "style"]
        if named.get("http-equiv") == "Content-Security-Policy":
            self.policy = str(named["content"])
        self._block = "json" if named.get("type") == "application/json" else tag if tag in self.blocks else ""

    def handle_data(self, data: str) -> None:
        if self._block:
            self.blocks[self._block].append(data)

    def handle_endtag(self, tag: str) -> None:
        self._block = ""


@pytest.fixture(scope="module")
def studio(example_page: Page) -> str:
    return example_page("studio").read_text(encoding="utf-8")


def test_it_brings_nothing_and_its_policy_names_just_its_own_script_and_style(studio: str) -> None:
    read = Read(studio)
    assert [one for one in read.brought if not one.startswith("data:")] == []
    allowed = dict(part.strip().split(" ", 1) for part in read.policy.split(";"))
    assert allowed["default-src"] == "'none'"
    for name in ("script", "style"):
        (block,) = read.blocks[name]
        assert allowed[f"{name}-src"] == f"'sha256-{b64encode(sha256(block.encode()).digest()).decode()}'"
    assert "url(" not in read.blocks["style"][0] and "@import" not in read.blocks["style"][0]


def test_it_has_every_step_with_its_files_and_hunks(studio: str) -> None:
    document = json.loads(Read(studio).blocks["json"][0])
    steps = {step["id"]: step["files"] for step in document["steps"]}
    assert list(steps) == [
        *("scaffold-package", "move-event-schemas", "move-client", "move-functions"),
        *("rewrite-serve-route", "rewrite-producers"),
    ]
    (route,) = steps["rewrite-serve-route"]
    assert (route["kind"], route["plus"], route["minus"]) == ("modified", 3, 8)
    assert route["hunks"].startswith('@@ -1,7 +1,7 @@\n import { serve } from "inngest/next";\n')
    moved = next(one for one in steps["move-client"] if one["kind"] == "moved")
    assert (moved["from"], moved["path"]) == ("apps/web/src/inngest/client.ts", "packages/inngest/src/client.ts")
    assert "hunks" not in moved


def test_its_edges_are_the_imports_and_those_over_the_border_are_marked(studio: str) -> None:
    graph = json.loads(Read(studio).blocks["json"][0])["graph"]

    def edges(which: str) -> set[tuple[str, str, bool]]:
        nodes = [node["path"] for node in graph[which]["nodes"]]
        return {(nodes[a], nodes[b], crossing) for a, b, crossing in graph[which]["edges"]}

    route = "apps/web/src/app/api/inngest/route.ts"
    assert (route, "apps/web/src/inngest/client.ts", True) in edges("before")
    assert (route, "packages/inngest/src/client.ts", True) in edges("after")
    assert ("packages/inngest/src/client.ts", "packages/inngest/src/events/index.ts", False) in edges("after")


def test_a_very_long_diff_is_cut_and_says_so(written_page: Page) -> None:
    page = written_page("long", {"a.md": "line\n" * 5000, "b.md": "x" * 5000 + "\n"})
    long, wide = json.loads(Read(page.read_text(encoding="utf-8")).blocks["json"][0])["steps"][0]["files"]
    assert (long["plus"], long["hunks"].count("\n") + 1, long["more"]) == (5000, 3000, 2001)
    assert wide["hunks"].endswith("x… (3001 more characters)")


@given(st.text(st.sampled_from('</>&!-script\\"\u2028\u2029a')))
def test_no_tag_can_begin_in_a_document_for_scripts(value: str) -> None:
    text = json_for_script({"value": value})
    assert json.loads(text) == {"value": value}
    assert not re.search("[<>&\u2028\u2029]", text)


def test_what_turns_text_around_is_written_out() -> None:
    assert visible("a\u202eb\x1b\u200b\tc\n") == "a\\u202eb\\x1b\\u200b\tc\n"


def test_the_scripts_hold_what_their_types_say(tmp_path: Path) -> None:
    if not TSC.exists():
        pytest.skip("`make toolchain` has not installed TypeScript")
    others = tmp_path / "others.d.ts"
    others.write_text("declare const dagre: any;\ndeclare const hljs: any;\n")
    settings = ("--noEmit", "--allowJs", "--checkJs", "--strict", "--noUnusedLocals", "--target", "es2024")
    scripts = sorted(map(str, ASSETS.glob("*.js")))
    known = ("--lib", "es2024,dom,dom.iterable", "--typeRoots", str(tmp_path), str(others))
    done = subprocess.run([str(TSC), *settings, *known, *scripts], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_what_others_wrote_is_the_version_that_is_recorded() -> None:
    recorded = json.loads((HERE / "vendor/package.json").read_text())["dependencies"]
    version = re.search(r"Highlight\.js v(\S+)", (HERE / "vendor/highlight.min.js").read_text())
    assert version and version[1] == recorded["@highlightjs/cdn-assets"]
    assert f'"{recorded["@dagrejs/dagre"]}"' in (HERE / "vendor/dagre.min.js").read_text()
    sizes = [path.stat().st_size for path in HERE.rglob("*") if path.suffix in (".js", ".css", ".j2")]
    assert sum(sizes) < 300_000
