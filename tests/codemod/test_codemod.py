from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import ValidationError

from migrator.api import (
    CannotDetectError,
    Codemod,
    Context,
    Edit,
    Module,
    ModuleCodemod,
    ModuleReference,
    Project,
    ReferenceCodemod,
    RefusedError,
    RepositoryPath,
    Span,
    param,
)
from migrator.codemod import discover
from migrator.codemod.fault import CodemodError, faults_of
from migrator.codemod.naming import did_you_mean, kebab, nearest
from migrator.text import EditConflictError
from migrator.tree import MemoryTree, Overlay


class RenameSpecifier(ReferenceCodemod):
    """Rename a specifier."""

    old: str = param("Specifier now.", example="@acme/a")
    new: str = param("Specifier then.", example="@acme/b")
    on_blocked: str = param("What to do.", default="fail", example="keep")

    def visit_reference(self, reference: ModuleReference) -> Iterator[Edit]:
        if reference.specifier == self.old:
            yield reference.respecify(self.new)


class PutHeader(ModuleCodemod):
    """Put a comment above every module.

    Further lines explain.
    """

    def visit_module(self, module: Module) -> Iterator[Edit]:
        yield Edit.insert(0, b"// header\n")


def context_on(files: dict[str, bytes]) -> Context:
    base = MemoryTree(files)
    return Context(Project(base), Overlay(base))


def replace(start: int, end: int, text: bytes) -> Edit:
    return Edit(Span(start, end), text)


def test_a_reference_codemod_changes_only_the_specifiers_it_names() -> None:
    context = context_on(
        {
            "a.ts": b"import { x } from '@acme/a';\nexport * from \"@acme/a\";\nconst a = '@acme/a';\r\n",
            "b.ts": b"import y from '@acme/other';\n",
            "README.md": b"import '@acme/a'\n",
        }
    )
    RenameSpecifier(old="@acme/a", new="@acme/b").apply(context)
    assert context.tree.read("a.ts") == (
        b"import { x } from '@acme/b';\nexport * from \"@acme/b\";\nconst a = '@acme/a';\r\n"
    )
    assert [change.path for change in context.tree.changes()] == ["a.ts"]


def test_a_module_codemod_visits_every_module_and_nothing_else() -> None:
    context = context_on({"a.ts": b"a\n", "b/c.jsx": b"c\n", "d.json": b"{}\n"})
    PutHeader().apply(context)
    assert [(change.path, change.after) for change in context.tree.changes()] == [
        ("a.ts", b"// header\na\n"),
        ("b/c.jsx", b"// header\nc\n"),
    ]


def test_names_and_parameters_are_kebab_case_in_plans() -> None:
    assert RenameSpecifier.codemod_name == "test-codemod"
    codemod = RenameSpecifier.model_validate({"old": "a", "new": "b", "on-blocked": "keep"})
    assert codemod.on_blocked == "keep"
    assert kebab("with_") == "with"
    assert RenameSpecifier.summary() == "Rename a specifier."
    assert PutHeader.summary() == "Put a comment above every module."
    assert PutHeader.documentation().endswith("\n\nFurther lines explain.")


def test_a_codemod_is_frozen_and_takes_no_unknown_parameter() -> None:
    codemod = RenameSpecifier(old="a", new="b")
    with pytest.raises(ValidationError, match="frozen"):
        codemod.old = "c"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs"):
        RenameSpecifier.model_validate({"old": "a", "new": "b", "nwe": "c"})


def test_a_codemod_that_knows_nothing_of_a_parameter_says_so() -> None:
    with pytest.raises(CannotDetectError):
        RenameSpecifier.detect("app", Project(MemoryTree({})), {})


def test_a_path_parameter_can_not_leave_the_repository() -> None:
    class Take(Codemod):
        source: RepositoryPath = param("A file.", example="src/a.ts")

        def apply(self, context: Context) -> None:
            context.tree.delete(self.source)

    assert Take(source="./src//a.ts").source == "src/a.ts"
    for path in ("../a", "/etc/passwd", "src/../../a", ".git/config", "a/.GIT/x"):
        with pytest.raises(ValidationError):
            Take(source=path)


def test_edits_of_one_file_add_up_whatever_order_they_come_in() -> None:
    context = context_on({"a.ts": b"one two three"})
    context.edit("a.ts", [replace(8, 13, b"3")])
    context.edit("a.ts", [])
    context.edit("a.ts", [replace(0, 3, b"first")])
    assert context.tree.read("a.ts") == b"first two 3"


def test_edits_follow_a_file_that_is_moved_between_them() -> None:
    context = context_on({"a.ts": b"one two three"})
    context.edit("a.ts", [replace(0, 3, b"first")])
    context.tree.move("a.ts", "b.ts")
    context.edit("b.ts", [replace(8, 13, b"3")])
    context.tree.write("a.ts", b"new file")
    context.edit("a.ts", [replace(0, 3, b"old")])
    assert context.tree.read("b.ts") == b"first two 3"
    assert context.tree.read("a.ts") == b"old file"
    assert context.tree.moves == {"a.ts": "b.ts"}


def test_edits_that_overlap_across_calls_are_refused_and_change_nothing_more() -> None:
    context = context_on({"a.ts": b"one two three"})
    context.edit("a.ts", [replace(0, 7, b"x")])
    with pytest.raises(EditConflictError):
        context.edit("a.ts", [replace(4, 9, b"y")])
    assert context.tree.read("a.ts") == b"x three"


def test_a_file_that_is_deleted_and_written_as_it_was_has_not_changed() -> None:
    tree = context_on({"a.ts": b"one", "b.ts": b"two"}).tree
    tree.delete("a.ts")
    tree.write("a.ts", b"other")
    assert [(change.kind.value, change.path) for change in tree.changes()] == [("modified", "a.ts")]
    tree.write("a.ts", b"one")
    assert (tree.changes(), tree.read("a.ts")) == ([], b"one")
    tree.move("b.ts", "c.ts")
    tree.write("b.ts", b"two")
    assert [(change.kind.value, change.path) for change in tree.changes()] == [("created", "b.ts"), ("moved", "c.ts")]


@pytest.mark.parametrize("edited_before", [True, False])
def test_a_file_is_written_or_edited_but_not_both(edited_before: bool) -> None:
    context = context_on({"a.ts": b"one two three"})
    if edited_before:
        context.edit("a.ts", [replace(0, 3, b"first")])
    context.tree.write("a.ts", b"other bytes here")
    with pytest.raises(RefusedError, match="written and then edited"):
        context.edit("a.ts", [replace(4, 7, b"2")])
    assert context.tree.read("a.ts") == b"other bytes here"


def test_what_a_shipped_codemod_raises_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError), faults_of(discover().get("rename-package")):
        raise KeyError("x")
    said = "the codemod test-codemod has stopped: KeyError: 'x'"
    with pytest.raises(CodemodError, match=said) as caught, faults_of(PutHeader):
        raise KeyError("x")
    assert caught.value.location is not None
    assert caught.value.location.path == __file__


def test_the_nearest_name_is_offered_and_a_far_one_is_not() -> None:
    assert nearest("rename_pakage", ["rename-package", "move-modules"]) == "rename-package"
    assert nearest("zzz", ["rename-package"]) is None
    assert did_you_mean("zzz", ["b", "a"]) == "known are: a, b"
    assert did_you_mean("zzz", []) == ""
