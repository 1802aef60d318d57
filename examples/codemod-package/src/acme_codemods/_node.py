"""What comes with Node."""

BUILTINS = frozenset(
    (
        *("assert", "async_hooks", "buffer", "child_process", "cluster", "console", "crypto", "dns", "events"),
        *("fs", "http", "http2", "https", "module", "net", "os", "path", "perf_hooks", "process", "querystring"),
        *("readline", "stream", "string_decoder", "timers", "tls", "url", "util", "v8", "vm", "worker_threads", "zlib"),
    )
)
"""Modules that a bare name and `node:` with that name both lead to."""
