"""The modules that a runtime brings along."""

from __future__ import annotations

import re

# `module.builtinModules` of Node 22 without the ones that need `node:`, and bun's own module of that name.
_BARE = frozenset(
    {
        "assert",
        "assert/strict",
        "async_hooks",
        "bun",
        "buffer",
        "child_process",
        "cluster",
        "console",
        "constants",
        "crypto",
        "dgram",
        "diagnostics_channel",
        "dns",
        "dns/promises",
        "domain",
        "events",
        "fs",
        "fs/promises",
        "http",
        "http2",
        "https",
        "inspector",
        "inspector/promises",
        "module",
        "net",
        "os",
        "path",
        "path/posix",
        "path/win32",
        "perf_hooks",
        "process",
        "punycode",
        "querystring",
        "readline",
        "readline/promises",
        "repl",
        "stream",
        "stream/consumers",
        "stream/promises",
        "stream/web",
        "string_decoder",
        "sys",
        "timers",
        "timers/promises",
        "tls",
        "trace_events",
        "tty",
        "url",
        "util",
        "util/types",
        "v8",
        "vm",
        "wasi",
        "worker_threads",
        "zlib",
    }
)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:")


def is_builtin(specifier: str) -> bool:
    """Whether a runtime knows `specifier` by this bare name."""
    return specifier in _BARE


def has_scheme(specifier: str) -> bool:
    """Whether `specifier` looks like a URI (`node:fs`, `bun:test`, `https://...`); no package is named so."""
    return _SCHEME.match(specifier) is not None
