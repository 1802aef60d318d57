"""What of a plan is on a branch, what is missing, and what is somebody's own."""

from __future__ import annotations

NOTE = "{id: note, codemod: write-file, with: {path: docs/new.md}, commit: 'docs: a note', on-noop: ok}"
IDLE = "{id: idle, codemod: move-file, on-noop: ok, with: {source: gone.md, target: there.md}}"
MOVE = "{id: move, codemod: move-file, on-noop: ok, with: {source: docs/old.md, target: docs/guide/old.md, note: six}}"
COPY = "{id: copy, codemod: copy-file, with: {source: mine.md, target: docs/copy.md}, on-failure: keep}"
LAST = "{id: last, codemod: write-file, with: {path: docs/last.md}, on-noop: ok}"
PLAN = (NOTE, IDLE, MOVE, COPY, LAST)


def steps(document) -> dict[str, str]:
    return {step["id"]: step["status"] for step in document["steps"]}


def test_a_plan_on_its_way(repo, plan_file, migrate) -> None:
    file = plan_file(*PLAN)
    base = repo.git("rev-parse", "HEAD")
    migrate("apply", file)
    repo.write("README.md", "by hand\n")
    tip = repo.commit("my own work")
    note, move, moved = repo.git("rev-list", "--reverse", f"{base}..{tip}~1").split()
    before = repo.state()
    done = migrate("status", "--plan", file)
    assert (done.code, done.err) == (0, "")
    assert done.text == (
        f"migrate/tidy{' ' * 40}base {base[:7]}  branch {tip[:7]}\n"
        "Made by the plan tidy.\n"
        "\n"
        "  note     on the branch\n"
        f"           {note[:7]} docs: a note\n"
        "  idle     nothing to do\n"
        "  move     on the branch\n"
        f"           {move[:7]} tidy: move (files only)\n"
        f"           {moved[:7]} tidy: move\n"
        "  copy     fails\n"
        "           mine.md:1:1: there is nothing to copy\n"
        "  last     missing\n"
        "  by hand  not the plan's\n"
        f"           {tip[:7]} my own work\n"
        "\n"
        "Unfinished. `migrate resume migrate/tidy` goes on.\n"
    )
    assert repo.state() == before
    document = migrate("status", "--plan", file, "--format", "json").json
    assert list(document) == ["schema", "branch", "plan", "base", "digest", "status", "steps", "by_hand"]
    assert (document["schema"], document["status"]) == ("migrator.status/1", "unfinished")
    assert document["branch"] == {"name": "migrate/tidy", "commit": tip, "tree": repo.git("rev-parse", "HEAD^{tree}")}
    assert document["plan"] == {"name": "tidy", "params": {}}
    assert document["base"] == {"commit": base}
    assert document["steps"][0] == {
        "id": "note",
        "codemod": "write-file",
        "status": "applied",
        "commits": [{"kind": "edit", "subject": "docs: a note", "oid": note}],
    }
    assert document["steps"][3]["why"] == "mine.md:1:1: there is nothing to copy"
    assert steps(document) == {
        "note": "applied",
        "idle": "noop",
        "move": "applied",
        "copy": "failed",
        "last": "not-run",
    }
    assert document["by_hand"] == [{"oid": tip, "subject": "my own work"}]


def test_half_a_step_is_missing_and_the_whole_plan_is_finished(repo, plan_file, migrate) -> None:
    file = plan_file(NOTE, IDLE, MOVE)
    migrate("apply", file)
    document = migrate("status", "--plan", file, "--format", "json").json
    assert (document["status"], steps(document)["move"]) == ("finished", "applied")
    assert "Finished: nothing of the plan is missing.\n" in migrate("status", "--plan", file).text
    repo.git("reset", "-q", "--hard", "HEAD~1")
    document = migrate("status", "--plan", file, "--format", "json").json
    assert (document["status"], steps(document)["move"]) == ("unfinished", "not-run")
    assert [commit["kind"] for commit in document["steps"][2]["commits"]] == ["move"]


def test_without_the_plan_the_trailers_tell_what_is_there(repo, plan_file, migrate) -> None:
    migrate("apply", plan_file(*PLAN))
    done = migrate("status", "--format", "json")
    assert (done.code, done.json["status"]) == (0, "unknown")
    assert done.json["reason"] == "the plan tidy does not come with the program; name its file: --plan FILE"
    assert steps(done.json) == {"note": "applied", "move": "applied"}
    assert "What is missing can't be known: the plan tidy does not come with the program" in migrate("status").text


def test_a_plan_that_no_longer_fits_is_said(repo, plan_file, migrate) -> None:
    migrate("apply", plan_file(*PLAN))
    done = migrate("status", "--plan", plan_file(*PLAN[1:]), "--format", "json")
    assert (done.code, done.json["status"], steps(done.json)["note"]) == (0, "unknown", "applied")
    assert "is of step note, but as the plan is now, step move comes there" in done.json["reason"]
    assert migrate("status", "--plan", plan_file(NOTE, name="other")).code == 2
    assert migrate("status", "main").code == 1
