"""What the site has besides docs/, made when it is built: README and its like, the codemods, the API."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import griffe
from docstrings import unexplained
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from migrator import api, testing
from migrator.codemod import shipped_registry
from migrator.report.codemods import codemod_markdown, describe

ROOT = Path(__file__).parents[2]
log = get_plugin_logger("pages")
GROUPS = {
    "codemod": "Codemods",
    "syntax": "Modules and documents",
    "text": "Text",
    "tree": "Trees",
    "workspace": "The workspace",
    "refactor": "Refactoring",
    "audit": "Audits",
    "errors": "Errors",
}
"""The package in which a name of the API is declared -> what that is about."""

# Code is left alone, but for code inside the text of a link.
_LINK_OR_CODE = re.compile(
    r"^(?P<fence>`{3,}).*?^(?P=fence)$|(?<!!)\[(?P<text>(?:[^\[\]`]|`[^`]*`)*)\]\((?P<target>[^)\s]+)\)|`[^`\n]+`",
    re.MULTILINE | re.DOTALL,
)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put codemods, API, decisions and examples into the navigation, and warn of what the API does not explain."""
    for name, target in _public().items():
        for lacking in unexplained(target):
            log.warning(f"migrator.api.{name}: {lacking}")
    codemods = [f"codemods/{name}.md" for name in shipped_registry().names()]
    decisions = sorted(path.name for path in (ROOT / "docs/decisions").glob("0*.md"))
    examples = sorted(_site_path(path) for path in _beside_docs() if path.startswith("examples/"))
    navigation = config.nav or []
    navigation[3:3] = [
        {"Codemods": ["codemods/index.md", *codemods]},
        {"API": ["api/index.md", *(f"api/{group}.md" for group in GROUPS), "api/testing.md"]},
    ]
    navigation += [
        {"Decisions": ["decisions/README.md", *(f"decisions/{name}" for name in decisions)]},
        {"Examples": examples},
    ]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made."""
    beside = ((_site_path(path), (ROOT / path).read_text(encoding="utf-8")) for path in _beside_docs())
    picture = ("benchmarks/time.svg", (ROOT / "benchmarks/time.svg").read_text(encoding="utf-8"))
    for path, content in (*beside, picture, *_codemod_pages(), *_api_pages()):
        files.append(File.generated(config, path, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let links between documents of the repository lead to their pages; one to another file is its text alone."""
    site = page.file.src_uri
    repository = next((path for path in _beside_docs() if _site_path(path) == site), f"docs/{site}")
    return _LINK_OR_CODE.sub(lambda found: _led(found, repository, site), markdown)


def _led(found: re.Match[str], repository: str, site: str) -> str:
    target, hash_, anchor = (found["target"] or "").partition("#")
    if not target or ":" in target:
        return found[0]
    path = posixpath.normpath(posixpath.join(posixpath.dirname(repository), target))
    if (ROOT / path).is_file() and not path.endswith(".md"):
        return found["text"]
    there = posixpath.relpath(_site_path(path), posixpath.dirname(site) or ".")
    return f"[{found['text']}]({there}{hash_}{anchor})"


@cache
def _beside_docs() -> tuple[str, ...]:
    """The documents of the repository that are not in docs/."""
    examples = (path.relative_to(ROOT).as_posix() for path in (ROOT / "examples").glob("*/README.md"))
    measured = ("benchmarks/README.md", "benchmarks/RESULTS.md")
    return ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", *measured, "examples/README.md", *sorted(examples))


def _site_path(path: str) -> str:
    """Where a document of the repository is in the site."""
    if path in ("README.md", "examples/README.md"):
        return path.replace("README.md", "index.md")
    if path.startswith("examples/"):
        return path.replace("/README.md", ".md")
    return path.removeprefix("docs/") if path.startswith("docs/") else path.lower()


def _codemod_pages() -> Iterator[tuple[str, str]]:
    registry = shipped_registry()
    rows: list[str] = []
    for name in registry.names():
        described = describe(registry.found(name))
        rows.append(f"| [{name}]({name}.md) | {described.codemod.summary()} |\n")
        yield f"codemods/{name}.md", codemod_markdown(described)
    head = "# Codemods\n\nWhat comes with the program, as `migrate codemods NAME` tells it.\n\n| | |\n|---|---|\n"
    yield "codemods/index.md", head + "".join(rows)


def _api_pages() -> Iterator[tuple[str, str]]:
    rows = [f"- [{title}]({group}.md): {_listed(_names(group))}" for group, title in GROUPS.items()]
    head = "# API\n\nEverything that a codemod may use is in `migrator.api`, by what it is about:\n"
    tail = f"\nFor tests of codemods there is [`migrator.testing`](testing.md): {_listed(testing.__all__)}.\n"
    yield "api/index.md", "\n".join((head, *rows, tail))
    for group, title in GROUPS.items():
        yield f"api/{group}.md", f"# {title}\n\n" + "\n".join(f"::: migrator.api.{name}\n" for name in _names(group))
    entries = "\n".join(f"::: migrator.testing.{name}\n" for name in testing.__all__)
    yield "api/testing.md", f"# Testing\n\n{testing.__doc__}\n{entries}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _names(group: str) -> list[str]:
    """The names of the API that are declared in a package, in the order of the alphabet."""
    return [name for name, declared in _declared().items() if declared == group]


@cache
def _declared() -> dict[str, str]:
    """Each name of the API, and the package in which it is declared."""
    return {name: target.path.split(".")[1] for name, target in _public().items()}


@cache
def _public() -> dict[str, griffe.Object]:
    """Each name of the API, and what it stands for."""
    package = griffe.load("migrator", search_paths=[str(ROOT)])["api"]
    return {name: package[name].final_target if package[name].is_alias else package[name] for name in api.__all__}
