"""TypeScript's own parser finds the same references, in the same places, with the same names for their forms."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
import specifiers

TABLE = Path(__file__).parent.parent / "syntax" / "reference_table.py"
TYPESCRIPT = Path(__file__).parent.parent / "toolchain" / "node_modules" / "typescript"

pytestmark = pytest.mark.skipif(not TYPESCRIPT.exists(), reason="TypeScript is not installed: `make toolchain`")

# Newer than TypeScript 5.9: https://github.com/tc39/proposal-source-phase-imports
UNKNOWN_TO_TYPESCRIPT = ("import source a", "import.source(")
# Test runners that the script does not know, all by one pattern.
UNKNOWN_TO_THE_SCRIPT = ("rs.",)


def rows():
    spec = importlib.util.spec_from_file_location("reference_table", TABLE)
    assert spec is not None and spec.loader is not None
    table = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = table
    spec.loader.exec_module(table)
    return table.ROWS


def test_every_row_of_the_table_is_what_typescript_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    count = 0
    for number, row in enumerate(rows()):
        if not row.source.startswith((*UNKNOWN_TO_TYPESCRIPT, *UNKNOWN_TO_THE_SCRIPT)):
            (tmp_path / f"{number:03}-{row.path}").write_text(row.source, encoding="utf-8")
            count += 1
    status = specifiers.compare(tmp_path)
    output = capsys.readouterr().out
    assert status == 0, output
    assert f"{count} files" in output
    assert "MISSED 0, EXTRA 0, OTHER FORM 0, EXPORTS differ 0" in output


def test_a_difference_is_seen(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.ts").write_text('import "./x";\nexport * from "./y";\n')
    monkeypatch.setattr(specifiers.Module, "references", ())
    assert specifiers.compare(tmp_path) == 1
    assert "MISSED: a.ts:8 './x' is None, to TypeScript side-effect" in capsys.readouterr().out
