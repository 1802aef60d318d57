"""Ways round through packages, and which of them are new."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.tree import MemoryTree, Overlay
from migrator.workspace import Project, new_cycles, package_cycles

NAMES = ["a", "b", "c", "d"]
Needs = set[tuple[str, str]]


def manifest(name: str, needs: Needs) -> bytes:
    others = {other: "workspace:*" for one, other in needs if one == name}
    return json.dumps({"name": name, "exports": "./index.ts", "dependencies": others}).encode()


def module(name: str, needs: Needs) -> bytes:
    return "".join(f'import "../{other}/index";\n' for one, other in sorted(needs) if one == name).encode()


def files(imports: Needs, declared: Needs, members: list[str]) -> dict[str, bytes]:
    return {
        "package.json": b'{"workspaces": ["packages/*"]}',
        **{f"packages/{name}/package.json": manifest(name, declared) for name in members},
        **{f"packages/{name}/index.ts": module(name, imports) for name in NAMES},
    }


def groups(needs: Needs, members: list[str]) -> set[frozenset[str]]:
    """Packages that lead to each other, found by following every need to its end."""
    reached = {(one, other) for one, other in needs if one in members and other in members}
    for _ in NAMES:
        reached |= {(one, far) for one, other in reached for near, far in reached if other == near}
    both = {(one, other) for one, other in reached if (other, one) in reached and one != other}
    return {frozenset({one, *(other for here, other in both if here == one)}) for one, _ in both}


NEEDS = st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=5)
MEMBERS = st.lists(st.sampled_from(NAMES), min_size=2, unique=True)


@settings(max_examples=200, deadline=None)
@given(NEEDS, NEEDS, MEMBERS, NEEDS | st.none(), NEEDS, MEMBERS)
def test_new_is_what_was_in_no_group_before(
    imports: Needs,
    declared: Needs,
    members: list[str],
    now_imports: Needs | None,
    now_declared: Needs,
    now_members: list[str],
) -> None:
    now_imports = imports if now_imports is None else now_imports  # the modules stay, and become somebody else's
    before = Project(MemoryTree(files(imports, declared, members)))
    overlay = Overlay(before.tree)
    now = files(now_imports, now_declared, now_members)
    for path in before.tree.paths() - now.keys():
        overlay.delete(path)
    for path, content in now.items():
        overlay.write(path, content)
    after = before.over(overlay)

    old = groups(imports | declared, members)
    new = {group for group in groups(now_imports | now_declared, now_members) if not any(group <= one for one in old)}
    found = [
        frozenset(folder.removeprefix("packages/") for folder in cycle.folders) for cycle in new_cycles(before, after)
    ]
    # Of a group one way round is shown, which need not go through all of it.
    assert len(found) == len(new)
    assert all(sum(way <= group for group in new) == 1 for way in found)
    assert {frozenset(cycle.folders) for cycle in package_cycles(after)} >= {
        frozenset(cycle.folders) for cycle in new_cycles(before, after)
    }


def test_a_way_round_says_by_which_modules_it_goes() -> None:
    (cycle,) = package_cycles(Project(MemoryTree(files({("a", "b")}, {("b", "a")}, ["a", "b"]))))
    assert str(cycle) == (
        "packages/a -> packages/b (through packages/a/index.ts) -> packages/a (through packages/b/package.json)"
    )
