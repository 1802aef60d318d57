"""The frame of every report in HTML: one file, its own styles and scripts, and no way to anything else.

What comes of a repository (paths, code, messages) is text to it. Templates escape it, documents for scripts are JSON
in which no tag can begin, and by the policy in the page's head only scripts and styles are read that it names by hash.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

HERE = Path(__file__).parent
VENDORED: Mapping[str, str] = {"vendor/dagre.min.js": "dagre.LICENSE", "vendor/highlight.min.js": "highlight.LICENSE"}
"""Scripts that others wrote, with the licence that goes along with each copy."""

# What could turn text around or hide in it; tab and newline may stay.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def page(
    template: str,
    values: Mapping[str, Any],
    *,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = (),
    document: Mapping[str, Any] | None = None,
) -> bytes:
    """The file that `template`, one in `templates/` that extends `frame.html.j2`, gives with `values`.

    `styles` and `scripts` are assets beside the frame's own, in the order in which they are read. `document` is what
    the scripts find with `readDocument()`.
    """
    style = "\n".join(map(_asset, ("assets/tokens.css", "assets/frame.css", *styles)))
    script = _script(["assets/dom.js", "assets/theme.js", *scripts])
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    text = (
        _environment()
        .get_template(template)
        .render(
            **values,
            style=_trusted(style),
            script=_trusted(script),
            policy=policy,
            document=_trusted(json_for_script(document)) if document is not None else None,
        )
    )
    return text.encode("utf-8", "backslashreplace")


def json_for_script(document: Mapping[str, Any]) -> str:
    """JSON that may stand in a `<script>` block: no tag, comment or end of it can begin inside."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def visible(text: object) -> str:
    """`text` with everything that has no shape of its own written out: `\\u202e`."""
    return _INVISIBLE.sub(lambda match: ascii(match[0])[1:-1], str(text))


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    environment.filters["counted"] = lambda number, noun: f"{number:,} {noun}{'' if number == 1 else 's'}"
    return environment


def _trusted(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)


def _asset(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _script(names: Sequence[str]) -> str:
    """The scripts in one scope of their own, those of others first, each under its licence."""
    others = [f"/*!\n{_asset(f'vendor/{VENDORED[name]}')}*/\n{_asset(name)}" for name in names if name in VENDORED]
    own = "\n".join(_asset(name) for name in names if name not in VENDORED)
    text = "\n".join(['"use strict";', *others, f"(() => {{\n{own}\n}})();"])
    # In a string or a regular expression these are the same characters, and the HTML parser does not see them.
    return text.replace("</script", "\\x3C/script").replace("<!--", "\\x3C!--")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
