from __future__ import annotations

import sys
from pathlib import Path

import pytest

from migrator.codemod import Codemod, discover
from migrator.errors import UsageError

CODEMOD = '''
from migrator.api import Codemod, Context, param


class {name}(Codemod):
    """Write a file."""

    path: str = param("Where.", example="a.txt")

    def apply(self, context: Context) -> None:
        context.tree.write(self.path, {content})
'''


def folder_with(folder: Path, files: dict[str, str]) -> Path:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return folder


def test_modules_are_codemods_by_their_file_names_at_any_depth(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path / "codemods",
        {
            "write_note.py": CODEMOD.format(name="WriteNote", content="b'note'"),
            "acme/write_more.py": CODEMOD.format(name="WriteMore", content="b'more'"),
            "_shared.py": "raise SystemError('never imported')",
            "acme/__init__.py": "",
            "tests/test_write_note.py": "raise SystemError('never imported')",
            "not-a-module.py": "raise SystemError('never imported')",
        },
    )
    registry = discover([folder])
    assert {"write-note", "write-more"} <= set(registry.names())
    assert not {"shared", "test-write-note", "not-a-module", "--init--"} & set(registry.names())
    assert registry.get("write-more").codemod_name == "write-more"
    assert registry.get("write-note").__module__ != registry.get("write-more").__module__


def test_codemods_of_a_folder_import_each_other_and_leave_no_trace_in_it(tmp_path: Path) -> None:
    source = CODEMOD.format(name="WriteNote", content="CONTENT")
    folder = folder_with(
        tmp_path / "codemods",
        {
            "note/write_note.py": "from .._shared import CONTENT\nfrom ._near import NEAR" + source,
            "_shared.py": "CONTENT = b'shared'\n",
            "note/_near.py": "NEAR = 1\n",
        },
    )
    before = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*"))
    codemod = discover([folder]).get("write-note")
    assert sys.modules[codemod.__module__].CONTENT == b"shared"
    assert sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*")) == before


def test_two_folders_may_have_modules_of_the_same_name(tmp_path: Path) -> None:
    one = folder_with(
        tmp_path / "one",
        {"_shared.py": "X = b'1'", "first.py": "from ._shared import X" + CODEMOD.format(name="First", content="X")},
    )
    two = folder_with(
        tmp_path / "two",
        {"_shared.py": "X = b'2'", "second.py": "from ._shared import X" + CODEMOD.format(name="Second", content="X")},
    )
    registry = discover([one, two])
    assert sys.modules[registry.get("first").__module__].X == b"1"
    assert sys.modules[registry.get("second").__module__].X == b"2"


def test_two_codemods_of_one_name_are_an_error_that_names_both_files(tmp_path: Path) -> None:
    source = CODEMOD.format(name="WriteNote", content="b''")
    one = folder_with(tmp_path / "one", {"write_note.py": source})
    two = folder_with(tmp_path / "two", {"deep/write_note.py": source})
    with pytest.raises(UsageError) as caught:
        discover([one, two])
    assert str(one / "write_note.py") in str(caught.value)
    assert str(two / "deep/write_note.py") in str(caught.value)


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("import json\n\nimport nothing_of_that_name\n", 3, "ModuleNotFoundError"),
        ("x = 1\ndef broken(:\n", 2, "SyntaxError"),
        ("def f():\n    return 1 // 0\n\nf()\n", 2, "ZeroDivisionError"),
    ],
)
def test_a_codemod_that_can_not_be_imported_is_a_usage_error_with_its_line(
    tmp_path: Path, source: str, line: int, said: str
) -> None:
    folder = folder_with(tmp_path / "codemods", {"broken.py": source})
    with pytest.raises(UsageError, match=said) as caught:
        discover([folder]).get("broken")
    place = caught.value.location
    assert place is not None
    assert (place.path, place.line) == (str(folder / "broken.py"), line)


def test_a_module_holds_exactly_one_codemod(tmp_path: Path) -> None:
    two = CODEMOD.format(name="One", content="b''") + CODEMOD.format(name="Two", content="b''")
    folder = folder_with(tmp_path / "codemods", {"none.py": "X = 1\n", "twice.py": two})
    registry = discover([folder])
    with pytest.raises(UsageError, match="no codemod"):
        registry.get("none")
    with pytest.raises(UsageError, match="One, Two"):
        registry.get("twice")


def test_imported_base_classes_and_private_ones_do_not_count(tmp_path: Path) -> None:
    source = CODEMOD.format(name="_Base", content="b''") + '\nclass Real(_Base):\n    """It."""\n'
    folder = folder_with(tmp_path / "codemods", {"real.py": "from migrator.api import ModuleCodemod\n" + source})
    codemod = discover([folder]).get("real")
    assert issubclass(codemod, Codemod)
    assert codemod.__name__ == "Real"


def test_an_unknown_name_gets_the_nearest_known_one(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "c", {"write_note.py": CODEMOD.format(name="WriteNote", content="b''")})
    with pytest.raises(UsageError) as caught:
        discover([folder]).get("write-nite")
    assert caught.value.hint == "did you mean 'write-note'?"


def test_every_shipped_codemod_loads_and_documents_its_parameters() -> None:
    registry = discover()
    for name in registry.names():
        codemod = registry.get(name)
        assert codemod.codemod_name == name
        assert codemod.summary(), name
        for field_name, field in codemod.model_fields.items():
            assert field.description, (name, field_name)
