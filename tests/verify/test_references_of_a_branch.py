"""What the proof `references` has against a branch that somebody has worked on after the plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import Made, found

from migrator.verify.references import References

BASE = {
    "package.json": '{"name": "x"}\n',
    "src/a.ts": 'import { b } from "./b";\n\nexport const a = b;\n',
    "src/b.ts": "export const b = 1;\nexport const spare = 2;\n",
    "src/old.ts": 'import "./never-was";\n',
}
INDEX = 'export { spare } from "./b";\nexport const own = 1;\n'
PLAN = {"id": "index", "codemod": "write", "with": {"path": "src/index.ts", "text": INDEX}}


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """A branch on which the plan has written an index that nobody imports yet."""
    made = Made(tmp_path, monkeypatch)
    made.commit(BASE)
    made.plan(PLAN)
    assert made.apply("-q") == 0
    return made


def test_a_branch_as_the_plan_made_it_passes(made: Made) -> None:
    proven = made.proven(References())
    assert (proven.status, proven.findings) == ("passed", ())


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {"src/new.ts": '\nimport { x } from "./nowhere";\n'},
            [("src/new.ts", 2, "'./nowhere' leads nowhere")],
            id="a new module that imports what is not there",
        ),
        pytest.param(
            {"src/new.ts": 'import { x } from "./b";\n'},
            [("src/new.ts", 1, "'./b' has no x")],
            id="a new module that imports a name that is not there",
        ),
        pytest.param(
            {"src/b.ts": 'import { a } from "./a";\n\nexport const b = 1;\nexport const spare = a;\n'},
            [("src/b.ts", 1, "'./a' leads to a of src/a.ts, which this module did not use")],
            id="a reference that nobody made before",
        ),
        pytest.param(
            {"src/a.ts": '\nimport { own as b } from "./index";\n\nexport const a = b;\n'},
            [("src/a.ts", 2, "no longer leads to b of src/b.ts")],
            id="a name that comes from elsewhere",
        ),
        pytest.param(
            {"src/index.ts": "export const own = 1;\n"},
            [("src/index.ts", None, "no longer exports spare")],
            id="a re-export that nobody uses yet",
        ),
        pytest.param(
            {"src/b.ts": "export const b = 1;\n"},
            [
                ("src/index.ts", 1, "'./b' has no spare"),
                ("src/b.ts", None, "no longer exports spare"),
            ],
            id="a declaration behind it",
        ),
        pytest.param(
            {"src/index.ts": None}, [("src/index.ts", None, "is gone, with what it exports")], id="the whole module"
        ),
    ],
)
def test_what_was_done_by_hand_is_found(
    made: Made, files: dict[str, str | bytes | None], expected: list[tuple[str, int | None, str]]
) -> None:
    made.commit(files)
    assert found(made.proven(References())) == expected


def test_without_a_plan_the_base_says_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Made(tmp_path, monkeypatch)
    text = "".join(f"export const name{number} = {number};\n" for number in range(9))
    base = made.commit({**BASE, "src/b.ts": f"{text}export const b = 1;\nexport const spare = 2;\n"})
    made.git("mv", "src/b.ts", "src/c.ts")
    made.commit(
        {"src/c.ts": f"{text}export const b = 1;\n", "src/a.ts": 'import { b } from "./c";\n\nexport const a = b;\n'}
    )
    subject = made.subject("HEAD", base, plan=False)
    assert found(made.proven(References(), subject)) == [("src/c.ts", None, "no longer exports spare")]
