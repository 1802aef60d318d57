"""What a blocked plan proposes: one round, and it goes through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from monorepo import SOURCE, Files, carried_out, function, migrated, monorepo

from migrator.engine import Outcome
from migrator.syntax.yaml.reader import parse_yaml
from migrator.tree import MemoryTree

LIB = "apps/web/src/lib"
ARCHIVE = f"{SOURCE}/functions/archive.ts"
BRAND = f"{SOURCE}/functions/brand.ts"
CLIENT = f"{SOURCE}/client.ts"


def needing(path: str, *specifiers: str, files: Files | None = None) -> Files:
    """The monorepo, where the function or client at `path` imports from `specifiers` and uses it."""
    found = files or monorepo()
    names = [f"v{number}" for number in range(len(specifiers))]
    lines = [f'import {{ value as {name} }} from "{one}";\n' for name, one in zip(names, specifiers, strict=True)]
    text = found[path].decode().replace('async () => "', f'async () => `${{[{", ".join(names)}]}}` + "')
    if path == CLIENT:
        text = text.replace('"web"', f"`web${{[{', '.join(names)}]}}`")
    found[path] = "".join([*lines, text]).encode()
    return found


def module(*needs: str, head: str = "") -> bytes:
    lines = [f'export {{ value as v{number} }} from "{need}";\n' for number, need in enumerate(needs)]
    return "".join([head, *lines, "export const value = 1;\n"]).encode()


def hints(outcome: Outcome) -> dict[str, str]:
    said = [one for result in outcome.results for one in result.diagnostics if one.code == "blocked"]
    return {one.message.removeprefix("needs ").partition(",")[0]: one.hint or "" for one in said}


def proposed(outcome: Outcome) -> Mapping[str, Any]:
    """The parameters of the block that ends a refusal, read as a plan reads them."""
    last = [result for result in outcome.results if result.diagnostics][-1].diagnostics[-1]
    assert last.code == "proposed-decisions", last
    block = last.message.partition("\n")[2].partition("on the command line:")[0]
    value = parse_yaml(block.encode()).value
    assert isinstance(value, dict)
    return value


def shared_at_three_removes() -> Files:
    files = needing(BRAND, "@/lib/a")
    files |= {f"{LIB}/a.ts": module("./b", "./c"), f"{LIB}/b.ts": module("./c"), f"{LIB}/c.ts": module()}
    return files | {f"{LIB}/page.ts": module("./a", "./b", "./c")}


def tied_behind_what_is_shared() -> Files:
    files = needing(ARCHIVE, "@/lib/db", files=needing(BRAND, "@/lib/a"))
    files |= {f"{LIB}/a.ts": module("./db", "./env"), f"{LIB}/db.ts": module("./env", "./secret")}
    files |= {f"{LIB}/env.ts": module(), f"{LIB}/secret.ts": module(head='"use server";\n')}
    return files | {f"{LIB}/page.ts": module("./a")}


def a_page() -> Files:
    files = needing(BRAND, "@/lib/a")
    return files | {f"{LIB}/a.ts": module("../pages/api/auth"), "apps/web/src/pages/api/auth.ts": module()}


def a_way_back() -> Files:
    files = needing(BRAND, "@/lib/notify")
    return files | {f"{LIB}/notify.ts": b'export { inngest } from "../inngest/client";\n' + module()}


def a_client_with_needs() -> Files:
    files = needing(BRAND, "@/lib/actions", files=needing(CLIENT, "@/lib/a"))
    files |= {f"{LIB}/a.ts": module("./env"), f"{LIB}/env.ts": module(), f"{LIB}/page.ts": module("./a")}
    return files | {f"{LIB}/actions.ts": module(head='"use server";\n')}


def one_helper_for_two() -> Files:
    """Both functions need a helper; one of them needs a server action, too."""
    files = needing(ARCHIVE, "@/lib/helper", files=needing(BRAND, "@/lib/helper", "@/lib/actions"))
    return files | {f"{LIB}/helper.ts": module(), f"{LIB}/actions.ts": module(head='"use server";\n')}


@pytest.mark.parametrize(
    ("build", "expected"),
    [
        (shared_at_three_removes, {"decisions": {f"{LIB}/a.ts": "co-move"}}),
        (tied_behind_what_is_shared, {"on-blocked": "keep"}),
        (a_page, {"on-blocked": "keep"}),
        (a_way_back, {"decisions": {f"{LIB}/notify.ts": "co-move"}}),
        (
            a_client_with_needs,
            {"decisions": {f"{LIB}/a.ts": "co-move", f"{LIB}/env.ts": "co-move"}, "on-blocked": "keep"},
        ),
        (one_helper_for_two, {"decisions": {f"{LIB}/helper.ts": "co-move"}, "on-blocked": "keep"}),
    ],
)
def test_what_a_refusal_proposes_is_enough(build: Callable[[], Files], expected: Mapping[str, Any]) -> None:
    blocked = carried_out(MemoryTree(build()))
    assert blocked.status == "blocked"
    assert proposed(blocked) == expected
    migrated(build(), **proposed(blocked))


def test_a_hint_names_every_decision_and_all_that_would_come() -> None:
    said = hints(carried_out(MemoryTree(tied_behind_what_is_shared())))
    tied = f"{LIB}/env.ts and {LIB}/secret.ts"
    assert said == {
        f"{LIB}/a.ts": f"decide `{LIB}/a.ts: keep`, or `repoint:<package>`, or `co-move` for {LIB}/a.ts, {tied} "
        f"(takes 4 modules, {LIB}/db.ts among them)",
        f"{LIB}/db.ts": f"decide `{LIB}/db.ts: keep`, or `repoint:<package>`, or `co-move` for {LIB}/db.ts, {tied} "
        "(takes 3 modules)",
    }
    follow = dict.fromkeys([f"{LIB}/{name}.ts" for name in ("a", "db", "env", "secret")], "co-move")
    migrated(tied_behind_what_is_shared(), decisions=follow)
    follow = dict.fromkeys([f"{LIB}/a.ts", f"{LIB}/db.ts"], "keep")
    migrated(tied_behind_what_is_shared(), decisions=follow)


def test_a_hint_says_what_can_never_come() -> None:
    assert hints(carried_out(MemoryTree(a_page()))) == {
        f"{LIB}/a.ts": f"decide `{LIB}/a.ts: keep`, so that what needs it stays: "
        "it needs apps/web/src/pages/api/auth.ts, which can never come along (it is a file of Next's router)"
    }
    migrated(a_page(), decisions={f"{LIB}/a.ts": "keep"})


@pytest.mark.parametrize("on_blocked", ["fail", "keep"])
def test_what_the_client_needs_is_never_proposed_to_stay(on_blocked: str) -> None:
    outcome = carried_out(MemoryTree(a_client_with_needs()), **{"on-blocked": on_blocked})
    hint = hints(outcome)[f"{LIB}/a.ts"]
    assert "keep" not in hint
    assert f"`co-move` for {LIB}/a.ts and {LIB}/env.ts" in hint
    assert hint.endswith(f"it can't stay, because {CLIENT} has to move")
    # What the functions need is no hindrance where they may stay.
    assert (f"{LIB}/actions.ts" in hints(outcome)) == (on_blocked == "fail")


def test_where_no_decision_helps_none_is_proposed() -> None:
    files = needing(CLIENT, "@/pages/api/auth") | {"apps/web/src/pages/api/auth.ts": module()}
    outcome = carried_out(MemoryTree(files))
    auth = "apps/web/src/pages/api/auth.ts"
    assert hints(outcome)[auth] == (
        f"{CLIENT} has to move, and needs {auth}; it can never come along (it is a file of Next's router). "
        "Take what is needed out of there first"
    )
    said = [one.code for result in outcome.results for one in result.diagnostics]
    assert "proposed-decisions" not in said


def test_decisions_made_are_proposed_again() -> None:
    files = one_helper_for_two()
    files |= {f"{LIB}/page.ts": module("./helper")}
    given = {"decisions": {f"{LIB}/actions.ts": "keep"}}
    blocked = carried_out(MemoryTree(files), **given)
    assert proposed(blocked) == {"decisions": {f"{LIB}/actions.ts": "keep", f"{LIB}/helper.ts": "co-move"}}
    migrated(files, **proposed(blocked))


def test_a_function_that_stays_keeps_what_it_shares_until_somebody_decides() -> None:
    outcome = carried_out(MemoryTree(one_helper_for_two()), **{"on-blocked": "keep"})
    found = {one.path: one for one in outcome.decisions if one.decision == "keep"}
    assert found[ARCHIVE].reason == f"it needs {LIB}/helper.ts: {BRAND}, which stays, uses it too"
    assert found[ARCHIVE].chain == (ARCHIVE, f"{LIB}/helper.ts")
    blocked = carried_out(MemoryTree(one_helper_for_two()), decisions={f"{LIB}/actions.ts": "keep"})
    assert hints(blocked)[f"{LIB}/helper.ts"].startswith(f"decide `{LIB}/helper.ts: co-move` (takes this module)")


def test_the_client_can_not_be_decided_to_stay() -> None:
    outcome = carried_out(MemoryTree(monorepo()), decisions={CLIENT: "keep"})
    assert outcome.status == "failed"
    said = [one.message for result in outcome.results for one in result.diagnostics if one.severity == "error"]
    assert said == [f"{CLIENT} is decided to stay, and has to move"]


def superfluous(outcome: Outcome) -> list[str]:
    said = [one for result in outcome.results for one in result.diagnostics if one.code == "superfluous-decision"]
    assert all(one.severity == "warning" for one in said)
    return [one.message.removeprefix("the decision ") for one in said]


def test_a_decision_that_changes_nothing_is_named_once() -> None:
    files = one_helper_for_two() | {f"{LIB}/other.ts": module(), f"{LIB}/only.ts": module()}
    files = needing(BRAND, "@/lib/only", files=files)
    given: Mapping[str, Any] = {
        "on-blocked": "keep",
        "decisions": {
            f"{LIB}/helper.ts": "co-move",
            f"{LIB}/actions.ts": "keep",
            f"{LIB}/only.ts": "co-move",
            f"{LIB}/other.ts": "co-move",
            ARCHIVE: "co-move",
        },
    }
    outcome = carried_out(MemoryTree(files), **given)
    assert outcome.status == "ok"
    assert superfluous(outcome) == [
        f"`co-move` for {LIB}/only.ts changes nothing: what needs it stays",
        f"`co-move` for {LIB}/other.ts changes nothing: nothing that is to move needs it",
        f"`co-move` for {ARCHIVE} changes nothing: it is to move itself",
    ]
    again = carried_out(outcome.tree, **given)
    assert (again.status, superfluous(again)) == ("noop", [])


def test_a_decision_that_only_a_later_step_needs_is_not_superfluous() -> None:
    files = shared_at_three_removes()
    files[f"{SOURCE}/functions/more.ts"] = function("more")
    assert superfluous(carried_out(MemoryTree(files), decisions={f"{LIB}/a.ts": "co-move"})) == []
