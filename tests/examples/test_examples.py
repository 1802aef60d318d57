"""The example monorepos, with the real bun, next, TypeScript and Inngest SDK, before the plan and after it."""

from __future__ import annotations

import sys


def test_the_studio_does_after_the_plan_what_it_did_before(example) -> None:
    studio = example("studio")
    studio.passes()
    assert studio.served() == studio.recorded()

    planned = studio.migrate("plan", "inngest-package")
    assert "bun.lock" not in studio.run(sys.executable, "-m", "migrator", "plan", "inngest-package", "--format", "diff")
    applied = studio.migrate("apply", "inngest-package")
    assert studio.run("git", "rev-parse", "HEAD^{tree}").strip() == applied["branch_tree"]
    assert studio.run("git", "rev-parse", "HEAD~1^{tree}").strip() == planned["result"]["tree"]
    assert studio.run("git", "diff", "--name-only", "HEAD~1").split() == ["bun.lock"]
    assert not (studio.folder / "apps/web/src/inngest").exists()

    studio.run("bun", "install", "--frozen-lockfile")
    studio.passes()
    assert studio.served() == studio.recorded()

    assert studio.migrate("plan", "inngest-package")["status"] == "noop"


def test_the_coupled_studio_moves_in_part_once_it_is_decided_how(example) -> None:
    studio = example("studio-coupled")
    first = studio.migrate("plan", "inngest-package", code=1)
    assert first["status"] == "blocked"
    blocked = {one["path"]: one["reason"] for one in first["modules"] if one["decision"] == "blocked"}
    assert blocked.keys() == {
        "apps/web/src/lib/ai/gemini-server.ts",
        "apps/web/src/lib/ai/models.ts",
        "apps/web/src/server/plugin-registry.ts",
        "apps/web/src/components/plugins/palette-card.tsx",
        "apps/web/src/components/plugins/text-card.tsx",
    }
    assert blocked["apps/web/src/lib/ai/models.ts"] == "apps/web/src/lib/ai/gemini-server.ts needs it, which stays"
    assert blocked["apps/web/src/lib/ai/gemini-server.ts"] == "one other module uses it too"
    assert 'it says "use client"' in blocked["apps/web/src/server/plugin-registry.ts"]

    decided = ("-p", 'decisions={"apps/web/src/lib/ai/gemini-server.ts": "co-move"}', "-p", "on-blocked=keep")
    second = studio.migrate("apply", "inngest-package", *decided)
    modules = {one["path"].removeprefix("apps/web/src/"): one["decision"] for one in second["modules"]}
    assert modules["lib/prompts.ts"] == modules["lib/ai/gemini-server.ts"] == "co-move"
    assert modules["lib/batch-store.ts"] == "repoint"
    assert modules["inngest/functions/studio/workflow.ts"] == "keep"

    studio.run("bun", "install", "--frozen-lockfile")
    studio.passes()
    assert studio.served() == studio.recorded()

    assert studio.migrate("plan", "inngest-package", *decided)["status"] == "noop"
