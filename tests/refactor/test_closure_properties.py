"""Whatever an app looks like, whatever is decided: a folder of it moves true, or nothing moves and it says why."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from migrator.codemod import discover
from migrator.engine import StepResult, StepStatus
from migrator.engine.run import run_step
from migrator.plan import BoundStep, Step
from migrator.syntax.yaml.reader import parse_yaml
from migrator.tree import MemoryTree, Tree
from migrator.workspace import Project, Unresolved, strongly_connected

APP, PACKAGE, LOG = "apps/web/", "packages/jobs/", "packages/log/index.ts"
JOBS = tuple(f"{APP}src/jobs/{name}.ts" for name in ("a", "b", "c", "d"))
LIBS = tuple(f"{APP}src/lib/{name}.ts" for name in ("k", "l", "m", "n"))
PAGES = (f"{APP}src/page.ts", f"{APP}src/jobs/a.test.ts", f"{APP}src/lib/k.test.ts")
MODULES = (*JOBS, *LIBS, *PAGES)
# Every module exports `value`, and so does the package, so that a name is never what a decision lacks.
FORMS = (
    'import {{ value as v{0} }} from "{1}";',
    'import type {{ value as v{0} }} from "{1}";',
    'import * as v{0} from "{1}";',
    'import "{1}";',
    'export {{ value as v{0} }} from "{1}";',
    'const v{0} = () => import("{1}");',
    'type V{0} = typeof import("{1}");',
    'vi.mock("{1}");',
)
HEADS = ("", "", "", '"use server";\n', '"use client";\n', 'import "server-only";\n')
PASSED_ON = ('export {{ value }} from "{}";\n', 'export * from "{}";\n')
DECISIONS = st.sampled_from(["co-move", "keep", "repoint:@acme/log"])


@dataclass(frozen=True)
class App:
    files: Mapping[str, bytes]
    decisions: Mapping[str, str]


@st.composite
def apps(draw: st.DrawFn) -> App:
    files = {
        "package.json": {"name": "acme", "workspaces": ["apps/*", "packages/*"]},
        f"{APP}package.json": {"name": "web", "dependencies": {"@acme/log": "workspace:*", "server-only": "1"}},
        f"{APP}tsconfig.json": {"compilerOptions": {"paths": {"@/*": ["./src/*"]}}},
        f"{PACKAGE}package.json": {"name": "@acme/jobs", "exports": {}},
        "packages/log/package.json": {"name": "@acme/log", "exports": "./index.ts"},
    }
    written = {path: json.dumps(value).encode() for path, value in files.items()}
    written[LOG] = b"export const value = 1;\n"
    passing_on = draw(st.sets(st.sampled_from(LIBS), max_size=1))
    for path in MODULES:
        if path in passing_on:
            written[path] = draw(st.sampled_from(PASSED_ON)).format("@acme/log").encode()
            continue
        head = draw(st.sampled_from(HEADS)) if path in LIBS else ""
        wanted = draw(st.lists(st.tuples(st.sampled_from((*MODULES[:8], LOG)), st.sampled_from(FORMS)), max_size=3))
        lines = [
            form.format(number, _named(target, path, draw(st.booleans())))
            for number, (target, form) in enumerate(wanted)
            if target != path
        ]
        written[path] = (head + "\n".join([*lines, "export const value = 1;", ""])).encode()
    return App(written, draw(st.dictionaries(st.sampled_from(MODULES[:8]), DECISIONS, max_size=2)))


def app_of(decisions: Mapping[str, str], **written: str) -> App:
    """An app with nothing in it but what is `written`: a module's name -> its imports."""
    manifests = {
        "package.json": {"name": "acme", "workspaces": ["apps/*", "packages/*"]},
        f"{APP}package.json": {"name": "web", "dependencies": {"@acme/log": "workspace:*"}},
        f"{PACKAGE}package.json": {"name": "@acme/jobs", "exports": {}},
        "packages/log/package.json": {"name": "@acme/log", "exports": "./index.ts"},
    }
    files = {path: json.dumps(value).encode() for path, value in manifests.items()}
    text = {path: written.get(path.rpartition("/")[2].removesuffix(".ts").replace(".", "_"), "") for path in MODULES}
    files |= {path: f"{one}export const value = 1;\n".encode() for path, one in (text | {LOG: ""}).items()}
    return App(files, decisions)


WHAT_ONLY_A_TEST_NEEDS = app_of(
    {LIBS[1]: "repoint:@acme/log"},
    d='import { value as v } from "../lib/k";\n',
    k_test='import { value as v } from "./k";\nimport { value as w } from "./l";\n',
)


def _named(target: str, importer: str, aliased: bool) -> str:
    if target == LOG:
        return "@acme/log"
    inner = target.removeprefix(f"{APP}src/").removesuffix(".ts")
    depth = importer.removeprefix(f"{APP}src/").count("/")
    return f"@/{inner}" if aliased else f"{'../' * depth or './'}{inner}"


def moved(tree: Tree, app: App, on_blocked: str, more: Mapping[str, Any] | None = None) -> StepResult:
    given: dict[str, Any] = {"source": f"{APP}src/jobs", "target": f"{PACKAGE}src", "on-blocked": on_blocked}
    given |= {"decisions": dict(app.decisions), **(more or {})}
    step = Step.model_validate({"id": "move", "codemod": "move-modules", "on-noop": "ok", "with": given})
    codemod = discover([]).get("move-modules")
    return run_step(BoundStep(step, codemod.model_validate(given), "move"), Project(tree))


def proposed(result: StepResult) -> Mapping[str, Any]:
    """The decisions that end a refusal, as they are to be pasted into a plan."""
    last = result.diagnostics[-1]
    assert last.code == "proposed-decisions"
    value = parse_yaml(last.message.partition("\n")[2].partition("on the command line:")[0].encode()).value
    assert isinstance(value, dict)
    return value


def content(tree: Tree) -> dict[str, bytes]:
    return {path: tree.read(path) for path in tree.paths()}


def image(path: str) -> str:
    inner = path.removeprefix(f"{APP}src/").removeprefix("jobs/")
    return f"{PACKAGE}src/{inner}"


def package_cycles(project: Project) -> list[list[str]]:
    """Packages that need each other, by what they import and by what they declare."""
    needs: dict[str, set[str]] = {package.folder: set() for package in project.workspace.packages}
    for edge in project.graph.edges:
        there = project.workspace.owner(edge.target) if edge.target is not None else None
        here = project.workspace.owner(edge.importer)
        if here is not None and there is not None and here != there:
            needs[here.folder].add(there.folder)
    for package in project.workspace.packages:
        for name in package.manifest.dependencies():
            there = project.workspace.by_name(name)
            needs[package.folder] |= {there.folder} if there is not None else set()
    return [group for group in strongly_connected(needs) if len(group) > 1]


def wrong_references(before: Project, after: Project, decided: Mapping[str, str]) -> Iterator[str]:
    """References that lead nowhere, out of the package into the app, or not to the image of what they led to."""
    gone = {path for path, decision in decided.items() if decision in ("move", "co-move")}
    for edge in after.graph.edges:
        if isinstance(edge.resolution, Unresolved):
            yield f"{edge.importer}: {edge.reference.specifier} leads nowhere"
        if edge.importer.startswith(PACKAGE) and (edge.target or "").startswith(APP):
            yield f"{edge.importer}: {edge.reference.specifier} leads into the app"
    for path in before.sources:
        now = image(path) if before.tree.entry(path) and not after.tree.entry(path) else path
        found = {edge.target for edge in after.graph.edges_from(now)}
        for target in before.graph.targets(path):
            wanted = image(target) if target in gone else target
            # Who moves looks through what only passes on the package; so it does by decision.
            if wanted not in found and not (now != path and decided.get(target) == "repoint" and LOG in found):
                yield f"{path} no longer leads to {target}"


def proved(app: App, on_blocked: str) -> StepResult:
    """Move the jobs, with all that must be true of it whatever came out."""
    before = Project(MemoryTree(app.files))
    result = moved(before.tree, app, on_blocked)
    after = Project(MemoryTree(content(result.tree)))
    if result.status is StepStatus.FAILED:
        assert (result.changes, content(result.tree)) == ((), dict(app.files))
        assert {said.code for said in result.diagnostics if said.severity == "error"} == {"blocked"}
        second = moved(before.tree, app, on_blocked, proposed(result))
        assert second.status is not StepStatus.FAILED, [said.message for said in second.diagnostics]
        return result
    decided = {one.path: one.decision for one in result.decisions}
    assert len(decided) == len(result.decisions), "a module has two decisions"
    assert "blocked" not in decided.values()
    for path in MODULES:
        is_there, is_away = after.tree.entry(path) is not None, after.tree.entry(image(path)) is not None
        assert is_there != is_away, f"{path} is in both places, or in none"
        assert is_away or decided.get(path) not in ("move", "co-move"), f"{path} did not move"
        beside = path == PAGES[2]  # a test goes with what it tests
        assert is_there or beside or decided.get(path) in ("move", "co-move"), f"nobody decided that {path} moves"
        assert is_there or app.decisions.get(path) != "keep", f"{path} was to stay"
        is_job = path.startswith(f"{APP}src/jobs/")
        # One that stays may be one that the others are pointed past, by decision.
        assert not (is_job and is_there) or decided[path] in ("keep", "repoint"), f"nobody said why {path} stays"
    for one in result.decisions:
        if one.decision == "keep" and one.chain:
            assert one.chain[0] == one.path
            assert all(there in before.graph.targets(here) for here, there in pairwise(one.chain)), one.chain
    assert list(wrong_references(before, after, decided)) == []
    assert package_cycles(after) == []
    assert dict(app.files).keys() - {*MODULES} <= set(after.tree.paths())
    return result


@example(WHAT_ONLY_A_TEST_NEEDS)
@settings(max_examples=60, deadline=None)
@given(apps())
def test_a_folder_moves_true_or_not_at_all(app: App) -> None:
    proved(app, "fail")


@settings(max_examples=60, deadline=None)
@given(apps())
def test_what_can_not_move_stays_when_it_may(app: App) -> None:
    result = proved(app, "keep")
    assert result.status is not StepStatus.FAILED, [said.message for said in result.diagnostics]


@settings(max_examples=60, deadline=None)
@given(apps(), st.sampled_from(["fail", "keep"]))
def test_a_second_run_changes_nothing(app: App, on_blocked: str) -> None:
    first = moved(MemoryTree(app.files), app, on_blocked)
    again = moved(first.tree, app, on_blocked)
    assert [change.path for change in again.changes] == []
