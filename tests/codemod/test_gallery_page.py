"""docs/gallery.md is true: its examples are cases, and its tables say what the parameters say of themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from migrator.codemod import discover
from migrator.testing import prove, read_case

PAGE = Path(__file__).parents[2] / "docs" / "gallery.md"
SECTIONS = dict(re.findall(r"^## ([\w-]+)\n(.*?)(?=^## |\Z)", PAGE.read_text(encoding="utf-8"), re.M | re.S))


def test_the_page_has_all_of_the_gallery() -> None:
    assert set(SECTIONS) == {"rename-export", "reshape-call", "name-default-export", "bypass-barrel"}


@pytest.mark.parametrize("name", SECTIONS)
def test_the_example_is_true(name: str, tmp_path: Path) -> None:
    (example,) = re.findall(r"^```text\n(.*?)^```$", SECTIONS[name], re.M | re.S)
    prove(discover([]).get(name), read_case(example, str(PAGE)), tmp_path)


@pytest.mark.parametrize("name", SECTIONS)
def test_the_parameters_are_those_of_the_codemod(name: str) -> None:
    rows = dict(re.findall(r"^\| `([\w-]+)` \| (.*) \|$", SECTIONS[name], re.M))
    fields = discover([]).get(name).model_fields
    assert rows == {field.replace("_", "-"): described.description for field, described in fields.items()}
