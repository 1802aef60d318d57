"""Where what a file held is after several steps."""

from __future__ import annotations

from migrator.engine.lineage import Lineage
from migrator.tree import Change, ChangeKind


def moved(old: str, new: str) -> Change:
    return Change(ChangeKind.MOVED, new, b"", b"", origin=old)


def created(path: str, part_of: str | None = None) -> Change:
    return Change(ChangeKind.CREATED, path, None, b"", part_of=part_of)


def test_a_file_is_followed_through_its_moves() -> None:
    lineage = Lineage.over([[moved("a", "b")], [moved("b", "c")]])
    assert lineage.images("a") == ("c",)
    assert lineage.images("b") == ("b",)


def test_a_part_is_followed_too_whatever_comes_first() -> None:
    divided_first = Lineage.over([[created("part", "a")], [moved("a", "b"), moved("part", "new/part")]])
    moved_first = Lineage.over([[moved("a", "b")], [created("new/part", "b")]])
    assert divided_first.images("a") == moved_first.images("a") == ("b", "new/part")


def test_a_part_of_a_part_is_one_of_the_whole() -> None:
    lineage = Lineage.over([[created("one", "a")], [created("two", "one")]])
    assert lineage.images("a") == ("a", "one", "two")
    assert lineage.images("one") == ("one",)


def test_another_file_in_the_place_of_the_whole_is_not_taken_for_it() -> None:
    steps = [
        [created("one", "a")],
        [moved("a", "b")],
        [moved("c", "a")],
        [created("two", "one"), created("three", "a")],
    ]
    lineage = Lineage.over(steps)
    assert lineage.images("a") == ("b", "one", "two")
    assert lineage.images("c") == ("a", "three")


def test_what_a_step_makes_is_no_file_of_the_base() -> None:
    lineage = Lineage.over([[created("new")], [created("part", "new"), moved("old", "there")]])
    assert lineage.moves == {"old": "there"}


def test_exports_are_renamed_again_and_swapped() -> None:
    def modified(path: str, *renamed: tuple[str, str]) -> Change:
        return Change(ChangeKind.MODIFIED, path, b"", b"", renamed=renamed)

    lineage = Lineage.over([[modified("a", ("f", "g"))], [moved("a", "b")], [modified("b", ("g", "h"), ("x", "g"))]])
    assert [lineage.name("a", name) for name in ("f", "x", "y")] == ["h", "g", "y"]
    assert Lineage.over([[modified("a", ("f", "g"), ("g", "f"))]]).name("a", "g") == "f"
