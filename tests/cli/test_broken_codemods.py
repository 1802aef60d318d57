"""A codemod that is still being written: what is wrong with it is told with file and line, and never as a traceback."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HEAD = """from collections.abc import Iterator
from typing import Annotated

from migrator.api import Codemod, Context, Edit, ModuleCodemod, ReferenceCodemod, Span, matchers, param, rule


"""
APPLY = "    def apply(self, context: Context) -> None:\n        pass\n"
MODULE = "    def visit_module(self, module):\n        "


def broken(repo, body: str) -> tuple[str, Path]:
    """A plan of one step, and the module of its codemod; line 7 of that is the first of `body`."""
    module = repo.root / "migrations/codemods/broken.py"
    module.parent.mkdir(parents=True)
    module.write_text(HEAD + body)
    repo.write("migrations/p.yaml", "version: 1\nname: p\ncodemods: [codemods]\nsteps: [{id: a, codemod: broken}]\n")
    repo.write("src/b.ts", 'import { a } from "./a";\n')
    repo.commit()
    return "migrations/p.yaml", module


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        pytest.param("class A(Codemod)\n", 7, "SyntaxError: expected ':'", id="syntax error"),
        pytest.param("import nothing_of_that_name\n", 7, "ModuleNotFoundError: No module", id="import"),
        pytest.param("raise SystemExit(0)\n", 7, "SystemExit: 0", id="exit"),
        pytest.param("x = 1\n", 1, "exactly one codemod, this one holds no codemod", id="none"),
        pytest.param("class A(ReferenceCodemod):\n    pass\n", 7, "A lacks `visit_reference`", id="method missing"),
        pytest.param(
            f"class A(Codemod):\n{APPLY}class B(Codemod):\n{APPLY}", 10, "exactly one codemod, this one holds A, B"
        ),
        pytest.param(f"class A(Codemod):\n    x = param('X.')\n{APPLY}", 7, "Field 'x' requires a type", id="no type"),
        pytest.param(
            f"class O: pass\nclass A(Codemod):\n    x: O = param('X.')\n{APPLY}", 8, "Unable to generate", id="odd type"
        ),
        pytest.param(
            f"class A(Codemod):\n    x: 'Nowhere' = param('X.')\n{APPLY}",
            7,
            "the parameters of A can't be read: PydanticUndefinedAnnotation: name 'Nowhere' is not defined",
            id="unknown type",
        ),
        pytest.param(
            f"class A(Codemod):\n    y: str = param('Y.')\n    x_y: int = param('X.', default='many')\n{APPLY}",
            9,
            "the default of the parameter 'x-y' does not fit its type: Input should be a valid integer",
            id="default of another type",
        ),
    ],
)
def test_one_that_can_not_be_loaded_is_a_mistake_with_its_line(repo, migrate, body: str, line: int, said: str) -> None:
    plan, module = broken(repo, body)
    done = migrate("plan", plan)
    assert (done.code, done.out) == (2, b"")
    assert re.match(rf"{re.escape(str(module))}:{line}(:\d+)?: ", done.err), done.err
    assert said in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        pytest.param(
            "class A(Codemod):\n    def apply(self, context):\n        {}['x']\n", 9, "KeyError: 'x'", id="raises"
        ),
        pytest.param(
            "class A(Codemod):\n    def apply(self, context):\n        raise SystemExit(0)\n", 9, "SystemExit: 0"
        ),
        pytest.param(
            "class A(Codemod):\n    def apply(self, context):\n        self.x = 1\n",
            9,
            "ValidationError: x: ",
            id="sets",
        ),
        pytest.param(
            f"class A(ModuleCodemod):\n{MODULE}yield 'text'\n", 8, "Edit is wanted, and what came is 'text'", id="text"
        ),
        pytest.param(f"class A(ModuleCodemod):\n{MODULE}return None\n", 8, "edits are to be yielded", id="no yield"),
        pytest.param(
            f"class A(ModuleCodemod):\n{MODULE}yield Edit(Span(0, 1), 'x')\n",
            9,
            "an edit puts bytes in, and what came is 'x'",
        ),
        pytest.param(
            f"class A(ModuleCodemod):\n{MODULE}matchers.find_all(module, matchers.kind('cal'))\n",
            9,
            "no syntax node is of the kind 'cal'",
            id="kind",
        ),
        pytest.param(
            "class A(Codemod):\n    def apply(self, context):\n        context.tree.write('x', 'y')\n",
            9,
            "a file's content is bytes, and what came for x is str",
            id="writes text",
        ),
        pytest.param(
            "class A(Codemod):\n    def apply(self, context):\n        context.report('x')\n",
            9,
            "Diagnostic is wanted, and what came is 'x'",
            id="reports text",
        ),
    ],
)
def test_one_that_stops_fails_its_step_with_its_line(repo, migrate, body: str, line: int, said: str) -> None:
    plan, module = broken(repo, body)
    before = repo.state()
    done = migrate("plan", plan, "--format", "json")
    assert (done.code, done.err) == (1, "")
    (told,) = done.json["steps"][0]["diagnostics"]
    assert (told["code"], told["path"], told["line"]) == ("codemod-fault", str(module), line)
    assert said in told["message"]
    text = migrate("apply", plan)
    assert (text.code, text.err) == (1, "")
    assert f"{module}:{line}" in text.text.replace("\n", "")
    assert "Traceback" not in text.text
    assert repo.state() == before


def test_edits_that_can_not_be_applied_name_the_file(repo, migrate) -> None:
    plan, _ = broken(repo, f"class A(ModuleCodemod):\n{MODULE}yield Edit(Span(5, 999), b'')\n")
    (told,) = migrate("plan", plan, "--format", "json").json["steps"][0]["diagnostics"]
    assert (told["path"], told["message"]) == ("src/a.ts", "an edit ends at byte 999 of 20")


def test_a_rule_that_falls_over_is_a_fault_of_the_codemod(repo, migrate) -> None:
    known = "def known(x):\n    return {}[x]\n"
    plan, module = broken(repo, f"{known}class A(Codemod):\n    x: Annotated[str, rule(known)] = param('X.')\n{APPLY}")
    repo.write("migrations/p.yaml", (repo.root / plan).read_text().replace("broken}", "broken, with: {x: y}}"))
    done = migrate("plan", plan)
    assert (done.code, done.out) == (1, b"")
    assert done.err.startswith(f"{module}:8: the codemod broken has stopped: KeyError: 'y'\n")


def test_so_is_a_parameter_that_can_not_be_found_out(repo, migrate) -> None:
    body = (
        f"class A(Codemod):\n{APPLY}    @classmethod\n    def detect(cls, parameter, project, known):\n        1 // 0\n"
    )
    plan, module = broken(repo, body)
    repo.write("migrations/p.yaml", (repo.root / plan).read_text() + "params: {x: {default: detect}}\n")
    done = migrate("plan", plan)
    assert (done.code, done.out) == (1, b"")
    assert done.err.startswith(f"{module}:12: the codemod broken has stopped: ZeroDivisionError")
