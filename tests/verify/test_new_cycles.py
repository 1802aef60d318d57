from __future__ import annotations

import json
from pathlib import Path

import pytest
from made import Made, found

from migrator.verify.cycles import Cycles


def manifest(name: str, *needs: str) -> str:
    return json.dumps(
        {"name": name, "exports": {".": "./index.ts"}, "dependencies": dict.fromkeys(needs, "workspace:*")}
    )


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """Packages a -> b, and c and d in a circle since ever; the plan adds a file."""
    made = Made(tmp_path, monkeypatch)
    made.commit(
        {
            "package.json": '{"name": "root", "workspaces": ["packages/*"]}\n',
            "packages/a/package.json": manifest("@x/a", "@x/b"),
            "packages/a/index.ts": 'import { b } from "@x/b";\nexport const a = b;\n',
            "packages/b/package.json": manifest("@x/b"),
            "packages/b/index.ts": "export const b = 1;\n",
            "packages/c/package.json": manifest("@x/c", "@x/d"),
            "packages/d/package.json": manifest("@x/d", "@x/c"),
        }
    )
    step = {"id": "one", "codemod": "write", "with": {"path": "note.txt", "text": "note\n"}}
    made.plan(step, checks=["cycles", {"never": {"from": "packages/b", "reach": "packages/c"}}])
    assert made.apply("-q") == 0
    return made


def test_what_was_a_circle_before_is_no_finding(made: Made) -> None:
    proven = made.proven(Cycles())
    detail = "none new among 4 packages; never packages/b -> packages/c"
    assert (proven.status, proven.detail, proven.findings) == ("passed", detail, ())


def test_a_new_circle_is_found_with_who_closes_it(made: Made) -> None:
    made.commit({"packages/b/index.ts": 'import { a } from "@x/a";\nexport const b = a;\n'})
    message = "packages/a -> packages/b (through packages/a/index.ts) -> packages/a (through packages/b/index.ts)"
    assert found(made.proven(Cycles())) == [("packages/a/index.ts", None, message)]


def test_a_manifest_alone_closes_a_circle(made: Made) -> None:
    made.commit({"packages/b/package.json": manifest("@x/b", "@x/a")})
    proven = made.proven(Cycles())
    assert proven.status == "failed"
    assert proven.detail.startswith("1 new among 4 packages")
    assert "packages/a (through packages/b/package.json)" in proven.findings[0].message


def test_the_plans_rules_hold_on_the_branch_at_any_remove(made: Made) -> None:
    made.commit(
        {
            "packages/b/index.ts": 'import "./deep";\nexport const b = 1;\n',
            "packages/b/deep.ts": 'import "../c/index";\n',
            "packages/c/index.ts": "export {};\n",
        }
    )
    chain = "packages/b/deep.ts -> packages/c/index.ts"
    [(path, line, message)] = found(made.proven(Cycles()))
    assert (path, line, message) == ("packages/b/deep.ts", None, f"never packages/b -> packages/c: {chain}")


def test_rules_that_are_not_known_are_said_to_be(made: Made) -> None:
    proven = made.proven(Cycles(), made.subject(plan=False))
    assert proven.status == "passed"
    assert (
        "`never` rules, if it has any, were not looked at: the plan tidy does not come with the program"
        in proven.detail
    )
