"""An overlay is what came of its changes, whatever their order; held against a plain dictionary."""

from __future__ import annotations

import posixpath

from hypothesis import given
from hypothesis import strategies as st

from migrator.errors import MigratorError
from migrator.tree import MemoryTree, Overlay

NAMES = st.sampled_from(["a", "b", "c/a", "c/b", "c/d/a", "c/d/b", "e/f/g/a", "e/f/b", "a/b", "c"])
ACTIONS = st.lists(st.tuples(st.sampled_from(["write", "move", "delete"]), NAMES, NAMES), max_size=12)


def folders_of(files: dict[str, bytes]) -> set[str]:
    found = {""}
    for path in files:
        while path := posixpath.dirname(path):
            found.add(path)
    return found


@given(st.sets(st.sampled_from(["a", "c/a", "c/d/a", "e/f/g/a"])), ACTIONS)
def test_paths_folders_and_bytes(present: set[str], actions: list[tuple[str, str, str]]) -> None:
    model = {path: path.encode() for path in present}
    overlay = Overlay(MemoryTree(model))
    for number, (action, path, other) in enumerate(actions):
        overlay.is_folder("")
        try:
            match action:
                case "write":
                    overlay.write(path, b"%d" % number)
                    model[path] = b"%d" % number
                case "move":
                    overlay.move(path, other)
                    if path != other:
                        model[other] = model.pop(path)
                case _:
                    overlay.delete(path)
                    del model[path]
        except MigratorError:
            pass
        assert set(overlay.paths()) == model.keys()
        assert {path: overlay.read(path) for path in model} == model
        named = {"a", "c", "c/d", "e", "e/f", "e/f/g", "c/d/a", ""}
        assert {folder for folder in named if overlay.is_folder(folder)} == folders_of(model) & named
        for folder in named:
            assert sorted(overlay.inside(folder)) == sorted(one for one in model if posixpath.dirname(one) == folder)
