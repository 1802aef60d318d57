from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

NOTE = "{id: note, codemod: write-file, with: {path: docs/new.md}, commit: 'docs: a note', on-noop: ok}"
MOVE = "{id: move, codemod: move-file, on-noop: ok, with: {source: docs/old.md, target: docs/guide/old.md, note: six}}"
NOWHERE = "export { gone } from './nowhere';\n"


def statuses(document) -> dict[str, str]:
    return {check["name"]: check["status"] for check in document["checks"]}


@pytest.fixture
def applied(repo, plan_file, migrate) -> str:
    """The plan's file, after it was carried out on branch migrate/tidy, which is checked out."""
    file = plan_file(NOTE, MOVE)
    assert migrate("apply", file).code == 0
    return file


CHEAP = "references,cycles,untouched"


def test_the_document_is_as_the_contract_has_it(repo, applied, migrate) -> None:
    done = migrate("verify", "--plan", applied, "--only", CHEAP, "--format", "json")
    assert done.code == 0
    assert done.json == {
        "schema": "migrator.verify/1",
        "base": {"commit": repo.git("rev-parse", "main"), "tree": repo.git("rev-parse", "main^{tree}")},
        "branch": {
            "name": "migrate/tidy",
            "commit": repo.git("rev-parse", "HEAD"),
            "tree": repo.git("rev-parse", "HEAD^{tree}"),
        },
        "status": "passed",
        "checks": [
            {"name": "references", "status": "passed", "detail": "0 of 0", "findings": []},
            {"name": "cycles", "status": "passed", "detail": "none new among 0 packages", "findings": []},
            {
                "name": "untouched",
                "status": "passed",
                "detail": "2 files held against the base, 2 against the steps",
                "findings": [],
            },
        ],
    }


def test_a_finding_has_place_and_words_in_every_format(repo, applied, migrate, tmp_path) -> None:
    repo.write("README.md", "see docs/old.md\nand <b>|more|</b> @ada\n")
    commit = repo.commit("by hand")[:7]
    options = ("verify", "--plan", applied, "--only", CHEAP)
    message = f"outside the plan's reach: 1 line added: and <b>|more|</b> @ada (commit {commit}, by hand)"
    done = migrate(*options, "--format", "json")
    assert (done.code, done.json["status"]) == (1, "failed")
    assert done.json["checks"][2]["findings"] == [{"path": "README.md", "line": 2, "message": message}]

    done = migrate(*options)
    assert done.code == 1
    assert "\n  untouched   failed   2 files held against the base, 2 against the steps\n" in done.text
    assert "\n  untouched\n    README.md:2\n      outside the plan's reach: 1 line added:" in done.text
    assert done.text.endswith("\n\n1 proof failed, 2 passed.\n")
    assert migrate(*options, "-q").text == "1 proof failed, 2 passed.\n"

    file = tmp_path / "comment.md"
    done = migrate(*options, "--format", "markdown", "--output", str(file))
    assert (done.code, done.out) == (1, b"")
    comment = file.read_text(encoding="utf-8")
    assert comment.startswith(
        "### migrate verify: failed\n\n<code>migrate/tidy</code>, made by the plan <code>tidy</code>"
    )
    assert "\n| untouched | ❌ failed | 2 files held against the base, 2 against the steps |\n" in comment
    assert "<details><summary>untouched: 1 finding</summary>\n\n- <code>README.md:2: outside" in comment
    assert "&#60;b&#62;&#124;more&#124;&#60;/b&#62; @<!-- -->ada" in comment

    done = migrate(*options, "--format", "junit")
    suites = ElementTree.fromstring(done.out)
    assert suites.attrib == {"tests": "3", "failures": "1", "errors": "0", "skipped": "0"}
    cases = suites.findall("testsuite/testcase")
    assert [case.get("name") for case in cases] == ["references", "cycles", "untouched"]
    assert cases[2].find("failure").text == f"README.md:2: {message}"
    assert cases[0].find("system-out").text == "0 of 0"


def test_what_steers_a_terminal_or_is_no_xml_is_shown_harmless(repo, applied, migrate) -> None:
    repo.write("README.md", "see docs/old.md\n\x1b[2J\ud7ff\ufffe&]]>\n")
    repo.commit("odd")
    options = ("verify", "--plan", applied, "--only", "untouched")
    assert "\\x1b[2J" in migrate(*options).text
    assert (
        ElementTree.fromstring(migrate(*options, "--format", "junit").out).find(".//failure").text.count("\ufffd") == 2
    )


def test_many_findings_are_counted_and_v_shows_all(repo, applied, migrate) -> None:
    for number in range(13):
        repo.write(f"more/{number:02}.txt", "x\n")
    repo.commit("more")
    options = ("verify", "--plan", applied, "--only", "untouched")
    text = migrate(*options).text
    assert text.count("no step makes this file") == 10
    assert "\n    and 3 more (`-v` shows all)\n" in text
    assert migrate(*options, "-v").text.count("no step makes this file") == 13


def test_only_names_proofs_and_an_unknown_one_is_a_mistake_with_its_mend(repo, applied, migrate) -> None:
    document = migrate("verify", "--only", "cycles, references", "--format", "json").json
    assert list(statuses(document)) == ["references", "cycles"]
    done = migrate("verify", "--only", "cycle,references")
    assert (done.code, done.out) == (2, b"")
    assert done.err.startswith(
        "error: --only: there is no proof 'cycle' (did you mean 'cycles'?)\n  hint: there are: ref"
    )
    assert migrate("verify", "--only", ",").code == 2


def test_progress_goes_to_stderr_and_quiet_leaves_it_out(repo, applied, migrate) -> None:
    done = migrate("verify", "--plan", applied, "--only", CHEAP)
    assert done.err == "verify: references\nverify: cycles\nverify: untouched\n"
    assert migrate("verify", "--plan", applied, "--only", CHEAP, "-q").err == ""


def test_nothing_in_the_repository_changes(repo, applied, migrate) -> None:
    before = repo.state()
    assert migrate("verify", "--plan", applied, "--only", CHEAP).code == 0
    assert repo.state() == before


def test_the_branch_is_the_current_one_else_the_only_one_a_plan_made(repo, plan_file, migrate) -> None:
    def verified(*more: str):
        done = migrate("verify", "--only", "cycles", "--format", "json", "-q", *more)
        return done.json["branch"]["name"] if done.code == 0 else (done.code, done.err)

    none = "error: the current branch main is none that a plan made, and there is no branch migrate/...\n"
    assert verified() == (2, none + "  hint: name the branch, or the commit to compare with by `--base`\n")
    migrate("apply", plan_file(NOTE), "--branch", "notes")
    assert verified() == "notes"
    repo.git("switch", "-q", "main")
    migrate("apply", plan_file(NOTE), "--no-checkout")
    assert verified() == "migrate/tidy"
    migrate("apply", plan_file(NOTE, name="other"), "--no-checkout")
    code, words = verified()
    assert code == 2
    assert words.endswith("  hint: name one of them: migrate/other, migrate/tidy\n")
    assert verified("migrate/other") == "migrate/other"
    repo.git("switch", "-q", "--detach", "migrate/other")
    assert verified() == "HEAD"


def test_a_branch_that_took_a_plans_in_is_not_meant_and_can_be_named(repo, plan_file, migrate) -> None:
    file = plan_file(NOTE, MOVE)
    migrate("apply", file)
    repo.git("switch", "-q", "main")
    repo.write("src/b.ts", "export const b = 1;\n")
    repo.commit("meanwhile")
    repo.git("switch", "-q", "-c", "integration")
    repo.git("merge", "-q", "--no-ff", "--no-edit", "migrate/tidy")
    options = ("--only", CHEAP, "--plan", file, "--format", "json")
    assert migrate("verify", *options).json["branch"]["name"] == "migrate/tidy"
    merged = migrate("verify", "integration", *options)
    assert [finding["path"] for finding in merged.json["checks"][2]["findings"]] == ["src/b.ts"]
    merged = migrate("verify", "integration", "--base", "main", *options)
    assert (merged.code, statuses(merged.json)["untouched"]) == (0, "passed")


def test_a_branch_that_no_plan_made_needs_a_base_and_has_nothing_to_hold_it_against(repo, migrate) -> None:
    base = repo.git("rev-parse", "HEAD")
    repo.write("src/b.ts", 'import { a } from "./a";\nexport const b = a;\n')
    repo.commit("by hand")
    done = migrate("verify", "main", "--only", CHEAP)
    assert (done.code, done.out) == (2, b"")
    assert "`--base`" in done.err
    done = migrate("verify", "--base", base, "--only", CHEAP, "--format", "json")
    assert done.code == 0
    assert statuses(done.json) == {"references": "passed", "cycles": "passed", "untouched": "skipped"}
    assert done.json["checks"][2]["detail"] == "no plan made this branch"
    assert "No plan made this branch.\n" in migrate("verify", "--base", base, "--only", "untouched").text
    junit = ElementTree.fromstring(migrate("verify", "--base", base, "--only", CHEAP, "--format", "junit").out)
    assert junit.find(".//skipped").get("message") == "no plan made this branch"


def test_mistakes_have_the_exit_codes_of_the_contract(repo, applied, migrate, tmp_path) -> None:
    assert migrate("verify", "nowhere").code == 5
    assert migrate("verify", "--base", "nowhere").code == 5
    assert migrate("verify", "-C", str(tmp_path)).code == 5
    assert migrate("verify", "--plan", "nowhere.yaml").code == 2
    assert migrate("verify", "--format", "html").code == 2
    done = migrate("verify", "--plan", "inngest-package")
    assert (done.code, done.err) == (2, "error: migrate/tidy was made by the plan tidy, not by inngest-package\n")


def test_apply_can_verify_at_once(repo, plan_file, migrate) -> None:
    done = migrate("apply", plan_file(NOTE, MOVE), "--verify")
    assert done.code == 0
    assert "\n1 moved, 1 created, in 3 commits on branch migrate/tidy.\n\nmigrate/tidy  " in done.text
    assert "\n  untouched   passed   2 files held against the base, 2 against the steps\n" in done.text
    repo.git("switch", "-q", "main")
    document = migrate("apply", plan_file(NOTE, MOVE), "--verify", "--format", "json").json
    assert document["verification"]["schema"] == "migrator.verify/1"
    assert document["verification"]["branch"]["name"] == "migrate/tidy"
    assert statuses(document["verification"])["untouched"] == "passed"


def test_apply_ends_with_1_where_a_proof_fails_and_the_branch_stays(repo, plan_file, migrate) -> None:
    # A new module that takes what nobody exports: no check of this plan looks at it.
    repo.write("src/use.ts", 'import { a } from "./a";\nexport const used = a;\n')
    repo.write("package.json", '{"name": "root", "workspaces": ["packages/*"]}\n')
    repo.write("packages/x/package.json", '{"name": "x", "dependencies": {"y": "workspace:*"}}\n')
    repo.write("packages/y/package.json", '{"name": "y"}\n')
    repo.commit("packages")
    manifest = json.dumps({"name": "y", "dependencies": {"x": "workspace:*"}})
    step = f"{{id: tie, codemod: write-file, with: {{path: packages/y/package.json, text: '{manifest}'}}}}"
    done = migrate("apply", plan_file(step), "--verify", "--no-checkout")
    assert done.code == 1
    assert "1 edited, in 1 commit on branch migrate/tidy." in done.text
    assert "packages/x -> packages/y (through packages/x/package.json) -> packages/x" in " ".join(done.text.split())
    assert repo.git("branch", "--list", "migrate/tidy") != ""


def test_the_patch_of_apply_stays_a_patch(repo, plan_file, migrate) -> None:
    done = migrate("apply", plan_file(NOTE), "--verify", "--format", "diff", "--no-checkout", "-q")
    repo.git("apply", "--check", stdin=done.out)
    assert "passed" in done.err


def test_apply_says_that_there_is_nothing_to_verify(repo, plan_file, migrate) -> None:
    file = plan_file(NOTE)
    migrate("apply", file)
    done = migrate("apply", file, "--verify")
    assert (done.code, done.err) == (0, "notice: there is no branch to verify\n")
