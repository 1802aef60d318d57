"""The tutorials do what they say, word for word: every command passes and prints what the page shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from tutorial import ROOT, passing, run_tutorial

PAGES = [*sorted((ROOT / "docs").glob("tutorial-*.md")), ROOT / "docs/write-a-codemod.md"]


@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_every_command_prints_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    ran = run_tutorial(page, tmp_path)
    assert ran
    for block, printed in ran:
        if block.shown is not None:
            assert passing(printed) == passing(block.shown), f"$ {block.commands}{printed}"
