"""The words that sources are looked through for: all of them at once, while each source is at hand."""

from __future__ import annotations

DATA = b"data"
MIDDLEWARE = b"InngestMiddleware"
WAITING = b"waitForEvent"
MAKING = b"createFunction"
DECORATED = b".Function("
SCHEMAS = (b"EventSchemas", b"eventType")
SENDING = (b".send(", b"sendEvent")

WORDS = (DATA, MIDDLEWARE, WAITING, MAKING, DECORATED, *SCHEMAS, *SENDING)
