"""Inngest set up in the example app, with the real bun, next, TypeScript, Vitest and SDK 3; the tutorial has SDK 4."""

from __future__ import annotations


def test_version_3_compiles_is_tested_and_serves(example) -> None:
    # The plan needs nothing installed; what it leaves is installed below.
    invites = example("invites", install=("git", "status"), app=".")
    applied = invites.migrate("apply", "inngest-setup", "-p", "sdk=3", "-p", 'events={"invite/sent": {"at": "date"}}')
    assert {step["status"] for step in applied["steps"]} == {"applied"}
    assert [one for step in applied["steps"] for one in step["diagnostics"]] == []

    invites.run("bun", "install", "--frozen-lockfile")
    invites.run("bun", "run", "typecheck")
    assert "invites.test.ts" in (tested := invites.run("bun", "run", "test")) and "inngest.test.ts" in tested
    assert invites.served() == invites.recorded()
    assert invites.migrate("plan", "inngest-setup")["status"] == "noop"
