"""What differs between two answers of Inngest's SDK, function by function, field by field."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

Config = Mapping[str, Any]
_SHOWN = 120


def differences(before: Config, after: Config) -> Iterator[str]:
    """Each difference in a sentence. A function is called by its own id, without the app's before it."""
    for name in ("app_id", "framework"):
        if before.get(name) != after.get(name):
            yield f"{name}: {_text(before.get(name))} -> {_text(after.get(name))}"
    old, new = _functions(before), _functions(after)
    yield from (f"{name}: is served twice" for name, times in _ids(after).items() if times > max(1, _ids(before)[name]))
    lost, added = [name for name in old if name not in new], [name for name in new if name not in old]
    for name in list(lost):
        same = [other for other in added if _without(name, old[name]) == _without(other, new[other])]
        if len(same) == 1:
            yield f"{name}: id: {_text(name)} -> {_text(same[0])}"
            lost.remove(name)
            added.remove(same[0])
    yield from (f"{name}: is no longer served" for name in lost)
    yield from (f"{name}: was not served before" for name in added)
    for name in (one for one in old if one in new):
        yield from (f"{name}: {one}" for one in _changed("", old[name], new[name]))


def count(config: Config) -> int:
    """How many functions there are."""
    return len(config["functions"])


def _ids(config: Config) -> Counter[str]:
    return Counter(_own(config, str(one["id"])) for one in config["functions"])


def _own(config: Config, wire: str) -> str:
    return wire.removeprefix(f"{config['app_id']}-")


def _functions(config: Config) -> dict[str, Config]:
    """By own id, with own ids wherever the SDK writes those of the wire: a changed app id is one difference."""
    wires = sorted((str(one["id"]) for one in config["functions"]), key=len, reverse=True)
    names = {wire: _own(config, wire) for wire in wires}
    found = {names[str(one["id"])]: _renamed(one, names) for one in config["functions"]}
    return dict(sorted(found.items()))


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """With other ids: whole strings, in the URL of a step, and in the expression that tells whose failure it is."""
    if isinstance(value, dict):
        return {key: _renamed(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, names) for one in value]
    if isinstance(value, str):
        for old, new in names.items():
            value = (
                new if value == old else value.replace(f"fnId={old}&", f"fnId={new}&").replace(f"'{old}'", f"'{new}'")
            )
    return value


def _without(own: str, config: Config) -> Any:
    """Everything of a function but its id, and a name that is only the id."""
    return _renamed(config, {own: ""})


def _changed(place: str, before: Any, after: Any) -> Iterator[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted({*before, *after}):
            at = f"{place}.{key}" if place else key
            if key not in after:
                yield f"{at}: {_text(before[key])} is gone"
            elif key not in before:
                yield f"{at}: {_text(after[key])} is new"
            else:
                yield from _changed(at, before[key], after[key])
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _changed(f"{place}[{index}]", one, other)
    elif before != after or type(before) is not type(after):
        yield f"{place}: {_text(before)} -> {_text(after)}"


def _text(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
