"""A plan that stopped on its way, and going on with it from what its branch holds."""

from __future__ import annotations

import pytest

NOTE = "{id: note, codemod: write-file, with: {path: docs/new.md}, commit: 'docs: a note', on-noop: ok}"
MOVE = "{id: move, codemod: move-file, on-noop: ok, with: {source: docs/old.md, target: docs/guide/old.md, note: six}}"
LAST = "{id: last, codemod: write-file, with: {path: docs/last.md}, on-noop: ok}"


def copy(on_failure: str) -> str:
    """A step that fails as long as nobody writes the file that it copies."""
    return (
        "{id: copy, codemod: copy-file, on-noop: ok, "
        f"with: {{source: mine.md, target: docs/copy.md}}, on-failure: {on_failure}}}"
    )


KEPT = (NOTE, MOVE, copy("keep"), LAST)


def mend(repo, path: str = "mine.md", content: str = "by hand\n") -> str:
    repo.write(path, content)
    return repo.commit("mend it")


def test_what_went_before_a_failure_is_kept_where_the_plan_says_so(repo, plan_file, migrate) -> None:
    base = repo.git("rev-parse", "HEAD")
    done = migrate("apply", plan_file(*KEPT))
    assert done.code == 1
    assert "  copy  (codemod copy-file)\n    error  mine.md:1:1\n      there is nothing to copy\n" in done.text
    assert "Step copy failed. 3 commits of what went before are on branch migrate/tidy.\n" in done.text
    assert "`migrate resume migrate/tidy` goes on" in done.text
    steps = repo.git("log", "--reverse", "--format=%(trailers:key=Migration-Step,valueonly)", f"{base}..migrate/tidy")
    assert steps.split() == ["note", "move", "move"]
    assert repo.git("symbolic-ref", "--short", "HEAD") == "migrate/tidy"
    assert repo.git("status", "--porcelain") == ""


def test_programs_learn_what_was_kept(repo, plan_file, migrate) -> None:
    file = plan_file(*KEPT)
    planned = migrate("plan", file, "--format", "json")
    assert (planned.code, planned.json["status"]) == (1, "failed")
    document = migrate("apply", file, "--format", "json").json
    assert (document["status"], document["branch"]) == ("failed", "migrate/tidy")
    assert document["result"]["tree"] == planned.json["result"]["tree"] == repo.git("rev-parse", "migrate/tidy^{tree}")
    assert [step["status"] for step in document["steps"]] == ["applied", "applied", "failed", "not-run"]
    (said,) = document["steps"][2]["diagnostics"]
    assert (said["path"], said["line"], said["message"]) == ("mine.md", 1, "there is nothing to copy")
    assert all("oid" in commit for step in document["steps"] for commit in step["commits"])


@pytest.mark.parametrize(
    "steps",
    [(NOTE, copy("stop"), LAST), (copy("keep"), NOTE)],
    ids=["the plan does not keep", "nothing went before"],
)
def test_otherwise_nothing_is_written(repo, plan_file, migrate, steps) -> None:
    before = repo.state()
    done = migrate("apply", plan_file(*steps))
    assert done.code == 1
    assert "Step copy failed. Nothing was written.\n" in done.text
    assert repo.state() == before


def test_the_whole_way_with_a_mend_comes_to_the_run_that_was_never_stopped(repo, plan_file, migrate) -> None:
    file = plan_file(*KEPT)
    base = repo.git("rev-parse", "HEAD")
    migrate("apply", file)
    mended = mend(repo)
    done = migrate("resume", "--plan", file, "--format", "json")
    assert (done.code, done.err, done.json["status"]) == (0, "", "ok")
    tip = repo.git("rev-parse", "migrate/tidy")
    assert done.json["steps"][-1]["commits"][0]["oid"] == tip
    assert repo.git("merge-base", mended, tip) == mended
    assert repo.git("status", "--porcelain") == ""
    digests = repo.git("log", "--format=%(trailers:key=Migration-Digest,valueonly)", f"{base}..")
    assert len(set(digests.split())) == 1
    repo.git("switch", "-q", "-c", "other", base)
    mend(repo)
    whole = migrate("apply", file, "--branch", "whole", "--format", "json").json
    assert done.json["result"]["tree"] == repo.git("rev-parse", f"{tip}^{{tree}}") == whole["result"]["tree"]


def test_a_resumption_that_fails_keeps_no_more_than_the_plan_says(repo, plan_file, migrate) -> None:
    second = (
        copy("keep").replace("id: copy", "id: again").replace("mine.md", "yours.md").replace("docs/copy", "docs/again")
    )
    file = plan_file(NOTE, copy("keep"), second, LAST)
    migrate("apply", file)
    before = repo.git("for-each-ref")
    done = migrate("resume", "--plan", file)
    assert (done.code, repo.git("for-each-ref")) == (1, before)
    assert "Step copy failed. Branch migrate/tidy is as it was.\n" in done.text
    mend(repo)
    done = migrate("resume", "--plan", file)
    assert done.code == 1
    assert "Step again failed. 1 commit of what went before is on branch migrate/tidy.\n" in done.text
    mend(repo, "yours.md")
    done = migrate("resume", "--plan", file)
    assert done.code == 0
    assert "2 commits more on branch migrate/tidy, which holds the whole plan now.\n" in done.text
    subjects = repo.git("log", "--reverse", "--format=%s", "main..").split("\n")
    assert subjects == ["docs: a note", "mend it", "tidy: copy", "mend it", "tidy: again", "tidy: last"]


@pytest.mark.parametrize("by_hand", [False, True], ids=["as the plan left it", "with a mend on top"])
@pytest.mark.parametrize("checked_out", [False, True], ids=["elsewhere", "checked out"])
def test_from_every_commit_on_it_ends_as_if_never_interrupted(repo, plan_file, migrate, by_hand, checked_out) -> None:
    file = plan_file(NOTE, MOVE, LAST)
    migrate("apply", file)
    commits = repo.git("rev-list", "--reverse", "main..migrate/tidy").split()
    whole = repo.git("rev-parse", "migrate/tidy^{tree}")
    if by_hand:
        mend(repo)
        whole = repo.git("rev-parse", "HEAD^{tree}")
    # The second commit is the first half of its step: a mend there would lie in the middle.
    for commit in commits[:1] + commits[2:] if by_hand else commits:
        repo.git("reset", "-q", "--hard", commit)
        if by_hand:
            mend(repo)
        if not checked_out:
            repo.git("switch", "-q", "main")
        done = migrate("resume", "migrate/tidy", "--plan", file)
        assert (done.code, repo.git("rev-parse", "migrate/tidy^{tree}")) == (0, whole)
        assert repo.git("status", "--porcelain") == ""
        repo.git("switch", "-q", "migrate/tidy")


def test_a_mend_in_the_middle_of_a_step_is_refused(repo, plan_file, migrate) -> None:
    file = plan_file(NOTE, MOVE)
    migrate("apply", file)
    repo.git("reset", "-q", "--hard", "HEAD~1")
    tip = mend(repo)
    done = migrate("resume", "--plan", file)
    assert done.code == 1
    assert f"commit {tip[:7]} (mend it) lies in the middle of step move" in done.err
    assert repo.git("rev-parse", "HEAD") == tip


def test_a_finished_branch_stays_as_it_is(repo, plan_file, migrate) -> None:
    file = plan_file(NOTE, MOVE)
    migrate("apply", file)
    mend(repo)
    before = repo.state()
    done = migrate("resume", "--plan", file)
    assert done.code == 0
    assert "The branch migrate/tidy holds this result already. Nothing was written.\n" in done.text
    assert repo.state() == before


def test_another_plan_of_that_name_is_stale_and_what_differs_is_named(repo, plan_file, migrate) -> None:
    migrate("apply", plan_file(*KEPT))
    mend(repo)
    before = repo.git("for-each-ref")
    other = plan_file(NOTE.replace("{path: docs/new.md}", "{path: docs/new.md, text: other}"), *KEPT[1:])
    done = migrate("resume", "--plan", other)
    assert done.code == 3
    assert "is not what step note makes, as plan and program are now; what differs:\n  docs/new.md\n" in done.err
    done = migrate("resume", "--plan", plan_file(*KEPT[1:]))
    assert done.code == 3
    assert "is of step note, but as the plan is now, step move comes there" in done.err
    assert repo.git("for-each-ref") == before


def test_a_plan_in_a_file_has_to_be_named(repo, plan_file, migrate) -> None:
    migrate("apply", plan_file(NOTE))
    done = migrate("resume")
    assert done.code == 2
    assert "the plan tidy does not come with the program\n  hint: name its file: --plan FILE\n" in done.err
    done = migrate("resume", "--plan", plan_file(NOTE, name="other"))
    assert done.code == 2
    assert "migrate/tidy was made by the plan tidy, not by other" in done.err


def test_no_branch_and_a_branch_of_nobodys(repo, plan_file, migrate) -> None:
    assert migrate("resume", "nowhere").code == 5
    assert migrate("resume", "main").code == 1
    assert migrate("resume").code == 2


def test_uncommitted_work_that_is_in_the_way_stays(repo, plan_file, migrate) -> None:
    file = plan_file(*KEPT)
    migrate("apply", file)
    tip = mend(repo)
    repo.write("docs/copy.md", "mine, and not committed\n")
    repo.write("README.md", "edited\n")
    done = migrate("resume", "--plan", file)
    assert done.code == 5
    assert "docs/copy.md" in done.err
    assert repo.git("rev-parse", "HEAD") == tip
    assert (repo.root / "docs/copy.md").read_text() == "mine, and not committed\n"
    (repo.root / "docs/copy.md").unlink()
    assert migrate("resume", "--plan", file).code == 0
    assert repo.git("status", "--porcelain") == "M README.md"
    assert (repo.root / "README.md").read_text() == "edited\n"


def test_after_a_rebase_it_goes_on_from_the_new_base(repo, plan_file, migrate) -> None:
    file = plan_file(*KEPT)
    migrate("apply", file)
    mend(repo)
    repo.git("switch", "-q", "--orphan", "afresh")
    repo.git("checkout", "-q", "main", "--", ".")
    repo.write("src/b.ts", "export const b = 1;\n")
    base = repo.commit("afresh")
    repo.git("rebase", "-q", "--onto", "afresh", "main", "migrate/tidy")
    done = migrate("resume", "--plan", file, "--format", "json")
    assert (done.code, done.json["base"]["commit"]) == (0, base)
    assert repo.git("show", "HEAD:src/b.ts") == "export const b = 1;"


def test_a_base_branch_that_was_merged_in_is_gone_on_from(repo, plan_file, migrate) -> None:
    file = plan_file(*KEPT)
    migrate("apply", file)
    repo.git("switch", "-q", "main")
    mend(repo)
    repo.git("switch", "-q", "migrate/tidy")
    repo.git("merge", "-q", "--no-edit", "main")
    assert migrate("resume", "--plan", file).code == 0
    assert repo.git("show", "HEAD:docs/copy.md") == "by hand"


def test_what_a_mend_changed_is_not_held_against_the_plan(repo, plan_file, migrate) -> None:
    repo.write("src/b.ts", 'import { a } from "./a";\na;\n')
    repo.commit("an importer")
    file = plan_file(*KEPT, more="checks: [references, cycles]\n")
    migrate("apply", file)
    repo.write("src/b.ts", 'import { a } from "./c";\na;\n')
    mend(repo, "src/c.ts", "export const a = 2;\n")
    mend(repo)
    done = migrate("resume", "--plan", file, "--format", "json")
    assert (done.code, [check["status"] for check in done.json["checks"]]) == (0, ["passed", "passed"])
