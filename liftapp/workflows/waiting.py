"""The documents that wait to be learned, kept as JSON from one start to the next."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from liftapp.config import PRESETS
from liftapp.library import atomic_write
from liftapp.paths import Home
from liftapp.workflows.request import LearnRequest

TEXTS = ("name", "model", "adapter", "device", "quantize", "more")
COUNTS = ("seed", "times")
KEPT = ("preset", "resume", "or_begin", "exam", "sections", *COUNTS, *TEXTS)
"""What is written beside the paths; never a password."""


def save(home: Home, requests: Sequence[LearnRequest]) -> None:
    """Keep these, in their order, in place of those kept before."""
    kept = [
        {"path": str(r.path), "others": list(map(str, r.others))}
        | {name: getattr(r, name) for name in KEPT}
        for r in requests
    ]
    atomic_write(_file(home), json.dumps(kept, indent=1).encode())


def load(home: Home) -> tuple[list[LearnRequest], list[LearnRequest]]:
    """(those that can still be learned, those whose file is gone), each in their order.

    What is damaged is left out, and nothing else.
    """
    try:
        found = json.loads(_file(home).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        found = []
    listed = found if isinstance(found, list) else []
    here: list[LearnRequest] = []
    gone: list[LearnRequest] = []
    for request in [_request(kept) for kept in listed if _makes_sense(kept)]:
        (here if request.more or all(map(_is_file, request.paths)) else gone).append(request)
    return here, gone


def _file(home: Home) -> Path:
    return home.data / "waiting.json"


def _request(kept: dict[str, Any]) -> LearnRequest:
    values = {name: kept[name] for name in KEPT if name in kept}
    values["sections"] = tuple(values.get("sections", ()))
    return LearnRequest(
        Path(kept["path"]), others=tuple(map(Path, kept.get("others", ()))), **values
    )


def _makes_sense(kept: object) -> bool:
    if not isinstance(kept, dict) or not isinstance(kept.get("others", []), list):
        return False
    sections = kept.get("sections", [])
    return (
        all(map(_is_absolute, (kept.get("path"), *kept.get("others", []))))
        and kept.get("preset") in list(PRESETS)
        and all(_is_count(kept.get(name, 0)) for name in COUNTS)
        and isinstance(sections, list)
        and all(map(_is_count, sections))
        and all(isinstance(kept.get(name, False), bool) for name in ("resume", "or_begin", "exam"))
        and all(isinstance(kept.get(name), str | None) for name in TEXTS)
    )


def _is_absolute(path: object) -> bool:
    return isinstance(path, str) and Path(path).is_absolute()


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False  # no right to look, or no path at all
