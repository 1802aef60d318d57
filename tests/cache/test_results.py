"""Results are handed out under their key, as long as there is room."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from migrator.cache import Results, key_of


def test_each_under_its_key(tmp_path: Path) -> None:
    results = Results(tmp_path)
    one, other = key_of(b"a", b"bc"), key_of(b"ab", b"c")
    results.keep(one, {"x": (1, b"y")})

    assert Results(tmp_path).recall(one) == {"x": (1, b"y")}
    assert results.recall(other) is None


def test_another_program_has_other_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    key = key_of(b"a")
    monkeypatch.setattr("migrator.cache.results.program_stamp", lambda: b"another version!")
    assert key_of(b"a") != key


def test_those_not_asked_for_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("migrator.cache.results.ROOM", 2500)
    results = Results(tmp_path)
    for age, name in enumerate(("a", "b", "c")):
        results.keep(name, name.encode() * 700)
        os.utime(tmp_path / name, ns=(age, age))
    assert results.recall("a") == b"a" * 700

    results.keep("d", b"d" * 700)
    assert {name: results.recall(name) is not None for name in "abcd"} == {"a": True, "b": False, "c": True, "d": True}
    results.keep("large", b"x" * 3000)
    assert results.recall("large") is None
    assert results.recall("d") is not None


def test_without_a_folder_nothing_is_kept() -> None:
    results = Results()
    results.keep("a", 1)
    assert results.recall("a") is None
