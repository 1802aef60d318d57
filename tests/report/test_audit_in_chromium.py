"""The HTML of an audit in a real browser: what everybody can read, at either width and in either light."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from report_pages import Page


@pytest.fixture(scope="module")
def coupled(audit_page: Page) -> Path:
    return audit_page("studio-coupled")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_it_can_be_read_by_everybody(coupled: Path, look: Callable[..., Any], width: int, scheme: str) -> None:
    seen = look(coupled, "written", width=width, scheme=scheme)
    assert seen["violations"] == []
    assert seen["complaints"] == []
    assert set(seen["asked"]) <= {"file", "data"}
    assert not seen["overflows"]
    assert seen["title"] == "Inngest: go, with decisions"
    assert "apps/web/src/lib/ai/gemini-server.ts" in seen["text"]
