"""Git without anybody's settings, and repositories to try things on."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from git_repositories import Repo, init


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests, and one identity."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ada@example.com")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Repo]:
    """Makes a repository: `make(*options of git init, name="repo")`."""

    def made(*options: str, name: str = "repo") -> Repo:
        return init(tmp_path / name, *options)

    return made


@pytest.fixture
def repo(make: Callable[..., Repo]) -> Repo:
    """An empty repository."""
    return make()
