"""Inngest set up in the example app, with the real bun, next, TypeScript, Vitest and SDK; the tutorial word for word."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs/tutorial-setup.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN = ("text", "diff", "json")
MARK = "----- end of block -----"


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


def test_the_tutorial_s_commands_do_what_it_shows(tmp_path: Path) -> None:
    blocks = BLOCK.findall(TUTORIAL.read_text())
    commands = [text for kind, text in blocks if kind == "sh"]
    # The suite runs in an environment that is installed already.
    script = f"\necho '{MARK}'\n".join(commands).replace("/tmp/", f"{tmp_path}/").replace("make install toolchain\n", "")
    environment = {
        **os.environ,
        **{f"GIT_{role}_{key}": "ada@example.org" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")},
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "NO_COLOR": "1",
    }
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"

    said = dict(zip(commands, done.stdout.split(f"{MARK}\n"), strict=True))
    shown = [
        (command, text)
        for (kind, command), (next_kind, text) in zip(blocks, blocks[1:], strict=False)
        if kind == "sh" and next_kind in SHOWN
    ]
    assert len(shown) == 6
    for command, text in shown:
        assert _without_commits(said[command]) == _without_commits(text)


def _without_commits(text: str) -> str:
    return re.sub(r"base [0-9a-f]{7,}", "base", text)
