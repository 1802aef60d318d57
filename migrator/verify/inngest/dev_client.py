"""The Inngest Dev Server, asked over HTTP which functions it knows: `GET /dev`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

from migrator.errors import MigratorError, UsageError

Functions = Mapping[str, Mapping[str, Any]]
"""What is known of each function, by its id as Inngest knows it: `<app id>-<function id>`."""

_LIMIT = 20_000_000
"""Bytes of an answer."""
_VOLATILE = frozenset({"id", "slug", "fv", "cv", "ttl"})
"""The Dev Server's own numbers, and the name that is the key."""


class NoDevServerError(MigratorError):
    """Nothing that answers like a Dev Server is at the address."""


def checked_address(address: str) -> str:
    """The address without its path. Raises UsageError where it is no http address."""
    parts = urlsplit(address if "://" in address else f"http://{address}")
    try:
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"--dev-server {address}: {error}") from error
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError(
            f"--dev-server {address!r} is no address", hint="give one such as http://127.0.0.1:8288, or `run`"
        )
    return f"{parts.scheme}://{parts.netloc}"


def known_functions(address: str, timeout: float = 10) -> Functions:
    """The functions that the server at `address` knows; `timeout` in seconds. Raises NoDevServerError."""
    url = f"{address}/dev"
    try:
        # The server is on this machine as a rule; a proxy would not find it.
        with build_opener(ProxyHandler({})).open(url, timeout=timeout) as answer:
            body = answer.read(_LIMIT)
    except HTTPError as error:
        raise NoDevServerError(
            f"{url} answers {error.code}", hint="`inngest dev` answers there; `inngest start` does not"
        ) from error
    except (URLError, OSError, HTTPException) as error:
        reason = error.reason if isinstance(error, URLError) else error
        raise NoDevServerError(
            f"no Dev Server answers at {address}: {reason}", hint="start one: `npx inngest-cli@latest dev`"
        ) from error
    try:
        listed = json.loads(body)["functions"]
        return {str(one.get("slug") or one["id"]): dict(_settings(one)) for one in listed or ()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoDevServerError(f"what answers at {url} is no Inngest Dev Server: it lists no functions") from error


def _settings(function: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What the app decided: everything but the server's own numbers and the host that the steps are called at."""
    for key, value in function.items():
        if key == "steps":
            yield key, [_without_host(step) for step in value or ()]
        elif key not in _VOLATILE:
            yield key, value


def _without_host(step: Any) -> Any:
    if not isinstance(step, dict) or not isinstance(step.get("uri"), str):
        return step
    parts = urlsplit(step["uri"])
    return {**step, "uri": f"{parts.path}?{parts.query}" if parts.query else parts.path}
