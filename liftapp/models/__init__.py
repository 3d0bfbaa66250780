"""Base models: found, checked, placed and loaded, with a reason for every choice.

`weights`, `stated`, `room`, `locate` and `hub` work without torch, so that a list of models is
shown at once; what needs it is imported when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from liftapp.models.base import BaseModel, load_base
    from liftapp.models.device import Placement, place

__all__ = ["BaseModel", "Placement", "load_base", "place"]

_HEAVY = {"BaseModel": "base", "load_base": "base", "Placement": "device", "place": "device"}


def __getattr__(name: str) -> Any:
    if name in _HEAVY:
        return getattr(import_module(f"{__name__}.{_HEAVY[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
