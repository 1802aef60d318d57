"""Files and paths as they come from Windows: the plan does the same, and the line ends stay."""

from __future__ import annotations

import pytest
from monorepo import Files, carried_out, migrated, monorepo

from migrator.errors import UsageError
from migrator.tree import MemoryTree

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def as_on_windows(files: Files) -> Files:
    return {path: content.replace(b"\n", b"\r\n") for path, content in files.items()}


def test_every_line_end_is_a_windows_one_before_and_after() -> None:
    plain = migrated(monorepo())
    windows = migrated(as_on_windows(monorepo()))
    assert windows == as_on_windows(plain)


@pytest.mark.parametrize("ending", [".ts", ".json"])
def test_mixed_line_ends_stay_where_they_are(ending: str) -> None:
    files = monorepo()
    mixed = {
        path: content.replace(b"\n", b"\r\n", 2) if path.endswith(ending) else content
        for path, content in files.items()
    }
    after = migrated(mixed)
    untouched = [path for path in mixed if after.get(path) == mixed[path]]
    assert untouched
    for path in mixed.keys() & after.keys():
        kept = set(mixed[path].split(b"\n")) & set(after[path].split(b"\n"))
        assert kept, path
        assert after[path].count(b"\r\r\n") == 0
    assert {path: content.replace(b"\r", b"") for path, content in after.items()} == migrated(files)


def test_a_byte_order_mark_stays() -> None:
    files = {
        path: BYTE_ORDER_MARK + content if path.endswith((".ts", ".json")) else content
        for path, content in as_on_windows(monorepo()).items()
    }
    after = migrated(files)
    for path in files.keys() & after.keys():
        assert after[path].startswith(BYTE_ORDER_MARK) == files[path].startswith(BYTE_ORDER_MARK), path
        assert BYTE_ORDER_MARK not in after[path][3:], path


def test_paths_with_backslashes_mean_the_same() -> None:
    tree = MemoryTree(monorepo())
    expected = carried_out(tree, app="apps/web", source="apps/web/src/inngest", package="packages/inngest")
    found = carried_out(tree, app="apps\\web", source="apps\\web\\src\\inngest", package="packages\\inngest\\")
    assert found.plan.params == expected.plan.params
    assert [change.path for result in found.results for change in result.changes] == [
        change.path for result in expected.results for change in result.changes
    ]


@pytest.mark.parametrize(
    "path", ["C:\\repo\\apps\\web", "..\\web", "\\\\server\\share", "apps\\..\\..\\web", "apps\\.git"]
)
def test_paths_with_backslashes_lead_out_no_more_than_others(path: str) -> None:
    with pytest.raises(UsageError, match="parameter 'app'"):
        carried_out(MemoryTree(monorepo()), app=path)
