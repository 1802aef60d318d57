"""Import types in the JSDoc comments of JavaScript files, which TypeScript checks like code."""

from __future__ import annotations

import re

# https://www.typescriptlang.org/docs/handbook/jsdoc-supported-types.html: the tags that take a type in braces.
_TYPED_TAG = re.compile(
    rb"@(?:type|param|arg|argument|returns?|typedef|property|prop|template|satisfies|extends|augments|implements|this"
    rb"|enum|throws|exception|yields?|overload|callback)\s*+\{"
)
_IMPORT_TAG = re.compile(rb"(?:/\*\*|[\r\n][ \t]*+\*?)[ \t]*+@\Z")


def is_jsdoc_import(comment: bytes, offset: int) -> bool:
    """Whether the `import` at `offset` of `comment` is in the type of a tag, or is the tag `@import` itself."""
    if not comment.startswith(b"/**"):
        return False
    if _IMPORT_TAG.search(comment, 0, offset):
        return True
    tags = [tag.end() for tag in _TYPED_TAG.finditer(comment, 0, offset)]
    if not tags:
        return False
    depth = 1
    for byte in comment[tags[-1] : offset]:
        depth += (byte == ord("{")) - (byte == ord("}"))
        if depth == 0:
            return False
    return True
