"""The GitHub Actions example: it parses, its scripts are shell, it asks for no more than it needs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click import Command

from migrator.cli.plan import plan
from migrator.cli.verify import verify
from migrator.syntax import parse_yaml

FILE = Path(__file__).parents[2] / "examples/ci/migration.yml"
WORKFLOW: dict[str, Any] = parse_yaml(FILE.read_bytes(), FILE.name).value
STEPS = [(job, step) for job, about in WORKFLOW["jobs"].items() for step in about["steps"]]
SCRIPTS = [step["run"] for _, step in STEPS if "run" in step]


def test_it_runs_on_pull_requests_with_least_leave() -> None:
    assert set(WORKFLOW["on"]) == {"pull_request"}
    assert WORKFLOW["permissions"] == {}
    assert {name: job["permissions"] for name, job in WORKFLOW["jobs"].items()} == {
        "verify": {"contents": "read"},
        "comment": {"pull-requests": "write"},
    }


def test_the_job_that_may_write_runs_no_code_of_the_pull_request() -> None:
    used = [step.get("uses", "") for job, step in STEPS if job == "comment"]
    assert not any(action.startswith("actions/checkout") for action in used)


def test_actions_are_named_by_version() -> None:
    for _, step in STEPS:
        if "uses" in step:
            assert re.fullmatch(r"[\w-]+/[\w-]+@v\d+\.\d+\.\d+", step["uses"])


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_are_shell_and_no_value_is_pasted_into_them(script: str) -> None:
    done = subprocess.run(["bash", "-n"], input=script, text=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "${{" not in script


@pytest.mark.parametrize("command", [plan, verify], ids=lambda command: command.name)
def test_the_options_that_it_uses_are_there(command: Command) -> None:
    known = {name for parameter in command.params for name in parameter.opts}
    calls = [
        line for script in SCRIPTS for line in script.split("\n") if f"migrate {command.name} " in line and "--" in line
    ]
    assert calls
    for call in calls:
        assert set(re.findall(r"--[a-z-]+", call)) <= known
