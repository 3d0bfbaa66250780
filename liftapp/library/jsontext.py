"""Strict reading of JSON that came from a file someone else may have written."""

import json
import re
from collections.abc import Mapping
from typing import TypeAlias, TypeVar

from liftapp.errors import UsageError

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"
JsonObject: TypeAlias = dict[str, JsonValue]
Value = TypeVar("Value", str, int, list[JsonValue], JsonObject)

SHA256 = re.compile(r"[0-9a-f]{64}")
KINDS: Mapping[type, str] = {str: "text", int: "a whole number", list: "a list", dict: "an object"}


def parse_object(content: bytes, what: str) -> JsonObject:
    """The JSON object in `content`; `what` names it in the UsageError."""
    try:
        value: JsonValue = json.loads(content.decode("utf-8"), parse_constant=_no_constant)
        if b"\\u" in content:
            # An escaped lone surrogate passes as JSON, and then fails wherever it is written.
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{what} is not valid JSON.") from error
    if not isinstance(value, dict):
        raise UsageError(f"{what} is not a JSON object.")
    return value


def _no_constant(name: str) -> None:
    raise ValueError(name)


def dump(value: Mapping[str, JsonValue]) -> bytes:
    """The same object always gives the same bytes."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return text.encode("utf-8")


def field(source: Mapping[str, JsonValue], key: str, kind: type[Value], what: str) -> Value:
    """The value of a required key, checked for its type; UsageError otherwise."""
    value = source.get(key)
    # True is an int to Python, but not a number to anyone else.
    if not isinstance(value, kind) or isinstance(value, bool):
        raise UsageError(f"{what} has no '{key}' that is {KINDS[kind]}.")
    return value


def sha256_field(source: Mapping[str, JsonValue], key: str, what: str) -> str:
    """A required SHA-256 in lower-case hex; UsageError otherwise."""
    value = field(source, key, str, what)
    if not SHA256.fullmatch(value):
        raise UsageError(f"{what} has a '{key}' that is not a SHA-256.")
    return value


def only_known(source: Mapping[str, JsonValue], known: frozenset[str], what: str) -> None:
    """UsageError for a key that nobody knows: silently dropping it could change a meaning."""
    unknown = sorted(source.keys() - known)
    if unknown:
        raise UsageError(f"{what} has an unknown entry {unknown[0]!r}.")
