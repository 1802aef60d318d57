"""Git without anybody's settings, and repositories to try things on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from git_repositories import Repo, init
from real_git import as_nobody


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests, and one identity."""
    as_nobody(monkeypatch, "ada@example.com")


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
