"""An app and an Inngest Dev Server, started together in a checkout and asked what the one told the other."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from migrator.errors import MigratorError
from migrator.verify.background import Background, background, free_port
from migrator.verify.inngest.dev_client import Functions, NoDevServerError, known_functions
from migrator.workspace import Package, Project

BINARIES = ("inngest-cli", "inngest")
"""How the npm package `inngest-cli` calls its program."""
_ROUTE = "/api/inngest"
_PAUSE = 0.5
_SERVER_STARTS = 30


class CannotRunError(MigratorError):
    """App or Dev Server did not come up."""


def dev_apps(project: Project) -> tuple[Package, ...]:
    """The packages that depend on Inngest and have a `dev` script."""
    workspace = project.workspace
    packages = (*((workspace.root,) if workspace.root else ()), *workspace.packages)
    return tuple(
        one for one in packages if "inngest" in one.manifest.ranges and one.manifest.document.get("scripts", "dev")
    )


def dev_server_binary(place: Path, environment: Mapping[str, str]) -> str | None:
    """The Dev Server's program: the checkout's own, or one on PATH."""
    path = os.pathsep.join([str(place / "node_modules/.bin"), environment.get("PATH", "")])
    return next((found for name in BINARIES if (found := shutil.which(name, path=path))), None)


def functions_told(
    place: Path,
    app: str,
    manager: str,
    binary: str,
    environment: Mapping[str, str],
    seconds: float,
    say: Callable[[str], None],
) -> Functions:
    """Start the `dev` script of the package in the folder `app`, and a Dev Server that asks it; stop both.

    `seconds` is how long the app has to come up and tell. Raises CannotRunError with the last lines that were said.
    """
    port, server_port, gateway = free_port(), free_port(), free_port()
    address = f"http://127.0.0.1:{server_port}"
    path = os.pathsep.join([str(place / "node_modules/.bin"), environment.get("PATH", "")])
    settings = {
        **environment,
        "PATH": path,
        "PORT": str(port),
        "INNGEST_DEV": address,
        "NEXT_TELEMETRY_DISABLED": "1",
        "DO_NOT_TRACK": "1",
    }
    server_command: tuple[str, ...] = (
        binary,
        "dev",
        "--no-discovery",
        "-u",
        f"http://localhost:{port}{_ROUTE}",
        "-p",
        str(server_port),
    )
    server_command += ("--connect-gateway-port", str(gateway))
    with ExitStack() as stack:
        server = stack.enter_context(background(server_command, place, settings))
        say("waiting for the Dev Server")
        _await(server, "the Dev Server", lambda: _listed(address) is not None, _SERVER_STARTS)
        command = (manager, "run", "dev")
        running = stack.enter_context(background(command, place / app, settings))
        say(f"waiting for `{' '.join(command)}` of {app or 'the repository'} on port {port}")
        name = f"`{' '.join(command)}` in {app or 'the root'}"
        _await(running, name, lambda: bool(_listed(address)), seconds)
        return known_functions(address)


def _listed(address: str) -> Functions | None:
    try:
        return known_functions(address, timeout=2)
    except NoDevServerError:
        return None


def _await(running: Background, name: str, done: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        if running.ended:
            raise CannotRunError("\n".join((f"{name} ended before it was asked", *running.ending)))
        if time.monotonic() > deadline:
            raise CannotRunError("\n".join((f"{name} told of no function in {seconds:g} seconds", *running.ending)))
        time.sleep(_PAUSE)
