"""The Dev Server's client against a small server of its documented API, and the proof around it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest

from migrator.errors import UsageError
from migrator.vcs import Repository
from migrator.verify import CheckStatus, Proven, Subject, Workshop
from migrator.verify.inngest.dev_client import NoDevServerError, checked_address, known_functions
from migrator.verify.inngest.dev_run import BINARIES
from migrator.verify.inngest.dev_server import DevServer


def function(slug: str, **settings: Any) -> dict[str, Any]:
    """As the Dev Server lists one (`GET /dev`)."""
    return {
        "id": f"uuid-of-{slug}",
        "fv": 3,
        "name": slug,
        "slug": slug,
        "triggers": [{"event": "a/b"}],
        "steps": [{"id": "step", "uri": f"http://localhost:3999/api/inngest?fnId={slug}", "retries": 3}],
        **settings,
    }


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """A server that answers `GET /dev`, and its address."""
    servers: list[ThreadingHTTPServer] = []

    def start(body: object, status: int = 200) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                found = self.path == "/dev"
                self.send_response(status if found else 404)
                self.end_headers()
                self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        Thread(target=lambda: server.serve_forever(0.02), daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_the_client_tells_what_the_app_decided_and_nothing_of_the_server(serve) -> None:
    address = serve({"version": "1", "functions": [function("web-one", concurrency={"limit": 2})], "handlers": []})
    assert known_functions(address) == {
        "web-one": {
            "name": "web-one",
            "triggers": [{"event": "a/b"}],
            "concurrency": {"limit": 2},
            "steps": [{"id": "step", "uri": "/api/inngest?fnId=web-one", "retries": 3}],
        }
    }
    assert known_functions(serve({"functions": None})) == {}


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"{}", b'{"functions": [1]}', b'{"functions": 3}', b"\xff"])
def test_what_is_no_dev_server_is_not_taken_for_one(serve, body: bytes) -> None:
    with pytest.raises(NoDevServerError, match="is no Inngest Dev Server"):
        known_functions(serve(body))


def test_a_refusal_and_a_silence(serve) -> None:
    with pytest.raises(NoDevServerError, match="answers 404"):
        known_functions(serve({}, 404))
    with pytest.raises(NoDevServerError, match="no Dev Server answers at"):
        known_functions("http://127.0.0.1:1")


def test_addresses() -> None:
    assert checked_address("http://127.0.0.1:8288/dev") == "http://127.0.0.1:8288"
    assert checked_address("localhost:8288") == "http://localhost:8288"
    for wrong in ("file:///etc/passwd", "http://", "http://a:port"):
        with pytest.raises(UsageError):
            checked_address(wrong)


LISTED = [function("web-one"), function("web-two", triggers=[{"cron": "0 * * * *"}])]
# As the SDK tells it in an in-band sync: there `id` is the whole id.
SERVED = [{"app_id": "web", "functions": [{**one, "id": one["slug"], "slug": None} for one in LISTED]}]


def prove(address: str | None, served: Any = SERVED) -> Proven:
    subject: Any = None
    asked_for: Any = SimpleNamespace(dev_server=address)
    return DevServer(lambda *_: served).prove(subject, asked_for, lambda _: None)


def test_without_an_address_nothing_is_asked() -> None:
    proven = prove(None)
    assert (proven.status, "--dev-server" in proven.detail) == (CheckStatus.SKIPPED, True)


def test_the_same_functions_pass_and_other_apps_are_told_apart(serve) -> None:
    proven = prove(serve({"functions": [*LISTED, function("admin-x")]}))
    assert proven.status is CheckStatus.PASSED
    assert "2 on the base, 1 of other apps not looked at" in proven.detail


@pytest.mark.parametrize(
    ("listed", "finding"),
    [
        ([function("web-one")], "web-two is served on the base, and the Dev Server at"),
        ([*LISTED, function("web-three")], "lists web-three, which the base does not serve"),
        (
            [function("web-one"), function("web-two", triggers=[{"cron": "5 * * * *"}])],
            'web-two: triggers was [{"cron": "0 * * * *"}], and is [{"cron": "5 * * * *"}]',
        ),
        ([function("web-one", name="Other"), LISTED[1]], 'web-one: name was "web-one", and is "Other"'),
    ],
)
def test_what_differs_fails(serve, listed: list[Any], finding: str) -> None:
    proven = prove(serve({"functions": listed}))
    assert proven.status is CheckStatus.FAILED
    (found,) = proven.findings
    assert finding in found.message


def test_an_app_of_another_name_lists_nothing_of_ours(serve) -> None:
    proven = prove(serve({"functions": [function("web2-one"), function("web2-two")]}))
    assert proven.status is CheckStatus.FAILED
    assert len(proven.findings) == 2


def test_nothing_is_green_where_the_base_is_not_known(serve) -> None:
    assert prove(serve({"functions": []}), []).status is CheckStatus.SKIPPED
    assert "not known: no route" in prove(serve({"functions": []}), "no route").detail
    with pytest.raises(NoDevServerError):
        prove("http://127.0.0.1:1")


# A Dev Server that does what the real one is documented to do: asks the app at `-u`, and lists what it was told.
DEV_SERVER = """#!{python}
import json, sys, urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
arguments = sys.argv[1:]
assert arguments[0] == "dev" and "--no-discovery" in arguments
app, port = arguments[arguments.index("-u") + 1], int(arguments[arguments.index("-p") + 1])
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            told = json.load(urllib.request.urlopen(app, timeout=2))
        except OSError:
            told = []
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({{"functions": told}}).encode())
HTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""
APP = """
import json, os, sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
Path({pids!r}).open("a").write(f"{{os.getpid()}}\\n")
if Path("broken").exists():
    sys.exit("the app can't start: no such module")
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(Path("functions.json").read_bytes())
HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Proven]:
    """The proof with `run`, on an app whose branch changes these files; a stand-in for `npm` runs its dev script."""
    programs = tmp_path / "programs"
    programs.mkdir()

    def program(name: str, text: str) -> None:
        (programs / name).write_text(text, encoding="utf-8")
        (programs / name).chmod(0o755)

    program("inngest-cli", DEV_SERVER.format(python=sys.executable))
    program("npm", f'#!/bin/sh\n[ "$1" = ci ] || exec "{sys.executable}" app.py\n')
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    folder = tmp_path / "repo"
    (folder / "apps/web").mkdir(parents=True)
    pids = tmp_path / "pids"

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
        subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)

    def commit(files: dict[str, Any]) -> None:
        for path, content in files.items():
            text = content if isinstance(content, str) else json.dumps(content)
            (folder / path).write_text(text, encoding="utf-8")
        git("add", "--all")
        git("commit", "--quiet", "--allow-empty", "--message", "change")

    def prove(branch: dict[str, Any], base: dict[str, Any] | None = None, seconds: float = 20) -> Proven:
        git("init", "--quiet", "--initial-branch", "main")
        web = {"name": "web", "scripts": {"dev": "next dev"}, "dependencies": {"inngest": "^3"}}
        files = {
            "package.json": {"name": "root", "private": True, "workspaces": ["apps/*"]},
            "package-lock.json": {"lockfileVersion": 3},
            "apps/web/package.json": web,
            "apps/web/app.py": APP.format(pids=str(pids)),
            "apps/web/functions.json": LISTED,
        }
        commit({**files, **(base or {})})
        git("branch", "base")
        commit(branch)
        subject = Subject.of(Repository.open(folder), "main", "base")
        with Workshop(subject, dev_server="run") as workshop:
            proven = DevServer(seconds=seconds).prove(subject, workshop, lambda _: None)
        for pid in pids.read_text().split() if pids.exists() else []:
            assert not _runs(int(pid)), "nothing is left running"
        return proven

    return prove


def _runs(pid: int) -> bool:
    for _ in range(20):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.1)
    return True


def test_run_compares_what_base_and_branch_tell(run) -> None:
    proven = run({"new.txt": "x"})
    assert (proven.status, proven.detail) == (CheckStatus.PASSED, "2 told by the branch, 2 by the base")


def test_run_finds_a_changed_setting(run) -> None:
    changed = [function("web-one", concurrency={"limit": 1}), LISTED[1]]
    proven = run({"apps/web/functions.json": changed})
    assert [one.message for one in proven.findings] == ['web-one: concurrency was null, and is {"limit": 1}']


def test_an_app_that_no_longer_starts_fails_with_its_words(run) -> None:
    proven = run({"apps/web/broken": "x"})
    assert proven.status is CheckStatus.FAILED
    (finding,) = proven.findings
    assert "`npm run dev` in apps/web ended before it was asked" in finding.message
    assert "no such module" in finding.message


def test_an_app_that_does_not_start_on_the_base_either_proves_nothing(run) -> None:
    proven = run({"new.txt": "x"}, {"apps/web/broken": "x"})
    assert proven.status is CheckStatus.SKIPPED
    assert "on the base, `npm run dev` in apps/web ended" in proven.detail


def test_an_app_that_tells_nothing_is_given_up(run) -> None:
    proven = run({"apps/web/functions.json": []}, seconds=3)
    assert proven.status is CheckStatus.FAILED
    assert "told of no function in 3 seconds" in proven.findings[0].message


def test_without_the_program_it_is_skipped_and_says_how_to_have_it(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "programs/inngest-cli").unlink()
    folders = os.environ["PATH"].split(":")
    without = [one for one in folders if not any(os.access(f"{one}/{name}", os.X_OK) for name in BINARIES)]
    monkeypatch.setenv("PATH", ":".join(without))
    proven = run({"new.txt": "x"})
    assert proven.status is CheckStatus.SKIPPED
    assert "npx inngest-cli@latest dev" in proven.detail


def test_without_an_app_it_is_skipped(run) -> None:
    proven = run({"new.txt": "x"}, {"apps/web/package.json": {"name": "web"}})
    assert proven.status is CheckStatus.SKIPPED
    assert "no package depends on inngest and has a `dev` script" in proven.detail
