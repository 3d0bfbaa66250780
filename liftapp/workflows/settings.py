"""What the user chose, kept as JSON; a damaged or older file never stands in the way."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from liftapp.config import DEFAULT_PRESET, PRESETS
from liftapp.library import atomic_write
from liftapp.paths import Home

THEMES = ("system", "light", "dark")
LANGUAGES = ("system", "en", "de")
FONT_SCALES = (0.5, 3.0)
"""The smallest and the largest: beyond, the window could no longer be used to mend it."""


@dataclass(frozen=True)
class Settings:
    """The defaults of a new installation.

    `model` is a folder or hub id (None: the starter), `device` cpu, cuda or mps (None: the best),
    `recent` the paths of documents, newest first.
    """

    model: str | None = None
    device: str | None = None
    preset: str = DEFAULT_PRESET
    theme: str = "system"
    language: str = "system"
    font_scale: float = 1.0
    recent: tuple[str, ...] = ()


def load(home: Home) -> Settings:
    """The settings; the default for each that is missing or makes no sense."""
    kept = _kept(_file(home))
    names = [field.name for field in fields(Settings)]
    sound = {name: kept[name] for name in names if name in kept and _makes_sense(name, kept[name])}
    if "recent" in sound:
        sound["recent"] = tuple(sound["recent"])
    return Settings(**sound)


def save(home: Home, settings: Settings) -> None:
    """Keep the settings, and whatever another version of liftapp has put beside them."""
    kept = _kept(_file(home)) | asdict(settings)
    atomic_write(_file(home), json.dumps(kept, indent=1).encode())


def _file(home: Home) -> Path:
    return home.config / "settings.json"


def _kept(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _makes_sense(name: str, value: object) -> bool:
    match name:
        case "model" | "device":
            return value is None or isinstance(value, str)
        case "preset":
            return value in list(PRESETS)
        case "theme":
            return value in THEMES
        case "language":
            return value in LANGUAGES
        case "font_scale":
            number = isinstance(value, int | float) and not isinstance(value, bool)
            return number and FONT_SCALES[0] <= float(str(value)) <= FONT_SCALES[1]
        case _:
            return isinstance(value, list) and all(isinstance(path, str) for path in value)
