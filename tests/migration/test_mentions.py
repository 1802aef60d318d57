"""The last step of `inngest-package`: what documents and comments call the old place, and what is left of it."""

from __future__ import annotations

from monorepo import SOURCE, Files, carried_out, migrated, monorepo

from migrator.engine import Outcome, StepResult, StepStatus
from migrator.tree import MemoryTree


def documented() -> Files:
    return monorepo() | {
        "README.md": b"The client is in `apps/web/src/inngest/client.ts`.\n\nAll of it is `@/inngest`.\n",
        "CHANGELOG.md": b"- The client is in `apps/web/src/inngest/client.ts`.\n",
        "Dockerfile": b"COPY apps/web/src/inngest/client.ts .\n",
        "apps/web/src/late.ts": b'// Sent by src/inngest/events.ts.\nexport const path = "src/inngest/events.ts";\n',
        f"{SOURCE}/functions/noted.ts": b"// Only for @/inngest/functions/brand.\nexport const noted = 1;\n",
    }


def last(outcome: Outcome) -> StepStatus:
    return mentioning(outcome).status


def mentioning(outcome: Outcome) -> StepResult:
    return next(result for result in outcome.results if result.step.id == "rewrite-mentions")


def test_nothing_is_rewritten_unasked() -> None:
    outcome = carried_out(MemoryTree(documented()))
    assert (outcome.status, last(outcome)) == ("ok", StepStatus.NOOP)
    assert outcome.tree.read("README.md") == documented()["README.md"]
    assert [(one.path, one.line) for one in outcome.mentions] == [
        ("Dockerfile", 1),
        ("README.md", 1),
        ("README.md", 3),
        ("apps/web/src/late.ts", 1),
        ("apps/web/src/late.ts", 2),
        ("packages/inngest/src/functions/noted.ts", 1),
    ]


def test_what_is_certain_is_rewritten_and_the_rest_is_listed() -> None:
    outcome = carried_out(MemoryTree(documented()), mentions="rewrite")
    assert (outcome.status, last(outcome)) == ("ok", StepStatus.APPLIED)
    assert {change.path: outcome.tree.read(change.path) for change in mentioning(outcome).changes} == {
        "README.md": b"The client is in `packages/inngest/src/client.ts`.\n\nAll of it is `@/inngest`.\n",
        "apps/web/src/late.ts": (
            b'// Sent by packages/inngest/src/events/index.ts.\nexport const path = "src/inngest/events.ts";\n'
        ),
    }
    # No entry point of the package leads to the function that the comment names by its alias.
    assert [(one.path, one.line) for one in outcome.mentions] == [
        ("Dockerfile", 1),
        ("README.md", 3),
        ("apps/web/src/late.ts", 2),
        ("packages/inngest/src/functions/noted.ts", 1),
    ]


def test_with_shims_the_old_paths_are_still_right() -> None:
    outcome = carried_out(MemoryTree(documented()), mentions="rewrite", shims="keep")
    assert outcome.status == "ok"
    assert outcome.tree.read("README.md") == documented()["README.md"]


def test_a_second_run_rewrites_nothing_more() -> None:
    outcome = carried_out(MemoryTree(migrated(documented(), mentions="rewrite")), mentions="rewrite")
    assert outcome.status == "noop"
