"""The YAML language server that VS Code's extension for YAML runs, talked to as an editor does: LSP over stdio."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

TOOLCHAIN = Path(__file__).parents[1] / "toolchain"
SERVER = TOOLCHAIN / "node_modules/yaml-language-server/bin/yaml-language-server"
SETTINGS = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}


class Editor:
    """An editor that has one folder open. `|` in a text is where the cursor is."""

    def __init__(self, server: subprocess.Popen[bytes], folder: Path) -> None:
        self._server = server
        self._ids = count(1)
        self._folder = folder
        self._diagnostics: dict[str, list[Any]] = {}
        self._request("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": _CAPABILITIES})
        self._send("initialized", {})

    def mistakes(self, text: str) -> list[str]:
        """What the editor would underline, each with its line from 1."""
        uri = self._open(text)
        return [f"{one['range']['start']['line'] + 1}: {one['message']}" for one in self._diagnostics[uri]]

    def offered(self, text: str) -> dict[str, str]:
        """What is offered at the cursor, and what the editor shows beside each."""
        answer = self._at_cursor("textDocument/completion", text)
        items = answer["items"] if isinstance(answer, dict) else answer
        return {item["label"]: _shown(item.get("documentation", "")) for item in items}

    def hover(self, text: str) -> str:
        """What is shown where the mouse rests."""
        answer = self._at_cursor("textDocument/hover", text)
        return _shown(answer["contents"]) if answer else ""

    def _at_cursor(self, method: str, text: str) -> Any:
        before, _, after = text.partition("|")
        uri = self._open(before + after)
        lines = before.split("\n")
        place = {"line": len(lines) - 1, "character": len(lines[-1])}
        return self._request(method, {"textDocument": {"uri": uri}, "position": place})

    def _open(self, text: str) -> str:
        """Save and open a new file, and wait for what the server has to say of it."""
        file = self._folder / f"plan-{next(self._ids)}.yaml"
        file.write_text(text, encoding="utf-8")
        opened = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._send("textDocument/didOpen", {"textDocument": opened})
        while file.as_uri() not in self._diagnostics:
            self._read()
        return file.as_uri()

    def _request(self, method: str, params: Any) -> Any:
        number = next(self._ids)
        self._send(method, params, id=number)
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _send(self, method: str | None = None, params: Any = None, **more: Any) -> None:
        called = {} if method is None else {"method": method, "params": params}
        body = json.dumps({"jsonrpc": "2.0", **called, **more}).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._server.stdin.flush()

    def _read(self) -> Any:
        """The next message; questions of the server are answered, diagnostics are kept."""
        assert self._server.stdout is not None
        length = 0
        while header := self._server.stdout.readline().strip():
            name, _, value = header.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has ended"
        message = json.loads(self._server.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            asked = message["params"].get("items", []) if message["method"] == "workspace/configuration" else []
            answers = [SETTINGS if item.get("section") == "yaml" else {} for item in asked]
            self._send(id=message["id"], result=answers or None)
        return message


@contextmanager
def editor(folder: Path) -> Iterator[Editor]:
    """An editor with `folder` open, while the block runs."""
    with subprocess.Popen(
        ["node", str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as server:
        try:
            yield Editor(server, folder)
        finally:
            server.kill()


def _shown(content: str | dict[str, str]) -> str:
    return content if isinstance(content, str) else content["value"]


_CAPABILITIES = {
    "textDocument": {
        "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}},
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {},
    },
    "workspace": {"configuration": True},
}
