from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from migrator.report.markdown import code, fenced, fitted, plain, table, unfolding

GITHUB = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# What markdown, HTML, a table and the forge would take for their own, and what only looks alike.
NASTY = st.text(st.sampled_from("|`*_~<>&#@[]()!\\$-+=1. \n\t\u202e\x1bab"), max_size=30)


def shown(markdown: str) -> str:
    """What a reader sees of the only paragraph, list item or cell: text and nothing else."""
    return "".join(
        child.content
        for token in GITHUB.parse(markdown)
        for child in token.children or ()
        if child.type == "text" or not child.content.startswith(("<code>", "</code>", "<!-- -->"))
    )


def words(text: str) -> list[str]:
    return "".join(char if char.isprintable() and char not in "\u202e" else " " for char in text).split()


@given(NASTY)
def test_text_of_any_kind_is_shown_as_it_is(text: str) -> None:
    assert words(shown(plain(text))) == words(text)
    assert words(shown(f"- {plain(text)}")) == words(text)
    assert words(shown(f"- {code(text)}")) == words(text)


@given(st.lists(st.tuples(NASTY, NASTY), min_size=1, max_size=3))
def test_a_table_has_the_cells_it_was_given(rows: list[tuple[str, str]]) -> None:
    tokens = GITHUB.parse("\n".join(table(("a", "b"), ((plain(one), code(other)) for one, other in rows))))
    kinds = [token.type for token in tokens]
    assert (kinds.count("table_open"), kinds.count("tr_open")) == (1, len(rows) + 1)
    assert kinds.count("td_open") == 2 * len(rows)


@given(st.lists(NASTY.filter(lambda text: "\n" not in text), min_size=1, max_size=4))
def test_lines_to_be_copied_stay_in_their_block(lines: list[str]) -> None:
    kinds = [token.type for token in GITHUB.parse("\n".join(fenced(lines)))]
    assert kinds == ["fence"]


def test_no_text_reaches_out_of_the_part_that_unfolds() -> None:
    lines = list(unfolding("2 files", [f"- {code('</details><script>alert(1)</script>')}", "- b"]))
    html = GITHUB.render("\n".join(lines))
    assert "<script" not in html and html.count("</details>") == 1 and html.count("<li>") == 2


def test_a_document_shortens_its_lists_before_anything_is_cut() -> None:
    def document(shown: int) -> list[str]:
        entries = [f"- {number}" for number in range(3000)]
        return ["# Title", *entries[:shown], *([f"and {3000 - shown} more"] if shown < 3000 else []), "The end"]

    assert len(fitted(document, 100_000).split("\n")) == 3003
    assert fitted(document, 10_000).endswith("- 999\nand 2000 more\nThe end\n")
    assert fitted(document, 60) == "# Title\n- 0\n- 1\n- 2\n- 3\n- 4\nand 2995 more\nThe end\n"


def test_what_no_shortening_helps_is_cut_at_a_line_and_says_so() -> None:
    text = fitted(lambda _: ["é" * 40] * 50, 1000)
    assert len(text.encode()) <= 1000
    assert text.endswith("é\n\nThe rest is left out, since it is longer than a forge takes.\n")
