"""What a case can't show: statements about many inputs."""

from __future__ import annotations

import pytest
from acme_codemods._node import BUILTINS
from acme_codemods.name_loggers import NameLoggers
from acme_codemods.node_protocol import NodeProtocol

from migrator.testing import changes_of

PACKAGE = {"package.json": b'{"name": "app"}\n'}


@pytest.mark.parametrize("name", sorted(BUILTINS))
def test_every_module_of_node_gets_its_protocol_once(name: str) -> None:
    before = {**PACKAGE, "a.ts": f'import "{name}";\n'.encode()}
    after = changes_of(NodeProtocol(), before)
    assert after == {"a.ts": f'import "node:{name}";\n'.encode()}
    assert changes_of(NodeProtocol(), {**before, "a.ts": after["a.ts"] or b""}) == {}


def test_a_path_is_written_as_a_string_must_be() -> None:
    before = {**PACKAGE, 'src/"quoted"/ü.ts': b"createLogger();\n"}
    assert changes_of(NameLoggers(), before) == {
        'src/"quoted"/ü.ts': 'createLogger("src/\\"quoted\\"/ü.ts");\n'.encode()
    }
